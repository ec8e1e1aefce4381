"""The line to a partner: short time limits, bounded answers, a signature on every message."""

import time
from functools import lru_cache
from urllib.parse import urlsplit

import httpx

from anju.gateways.signing import Seal
from anju.payments.bank import BadSignature, BankSilent

CONNECT_SECONDS = 2
READ_SECONDS = 5
# An answer that trickles keeps each single read short, so the whole has a limit as well.
WHOLE_SECONDS = 15
LARGEST_ANSWER = 64 * 1024


@lru_cache(maxsize=8)
def _client(url: str) -> httpx.Client:
    # The environment's proxies are for the world; a bank's line is private.
    return httpx.Client(
        base_url=url,
        timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
        trust_env=False,
        follow_redirects=False,
        headers={"Accept-Encoding": "identity", "Accept": "application/json"},
    )


class Line:
    """Asks one partner and believes nothing that is not signed for this very question."""

    def __init__(self, *, url: str, key: str) -> None:
        parts = urlsplit(url.rstrip("/"))
        self._base, self._folder = f"{parts.scheme}://{parts.netloc}", parts.path
        self._seal = Seal(key)

    def ask(
        self, method: str, path: str, body: bytes = b"", *, largest: int = LARGEST_ANSWER
    ) -> tuple[int, bytes]:
        """Send one message and return the status and body of its proven answer.

        Raises BankSilent for a time-out, a broken line, an answer over `largest` bytes or too
        slow as a whole, a wrong signature, or any 5xx, 401, or redirect.
        """
        path = self._folder + path
        headers = self._seal.sign(method=method, path=path, body=body)
        try:
            status, answer, told = self._exchange(method, path, headers, body, largest)
        except httpx.HTTPError as error:
            raise BankSilent(f"银行没有答复（{type(error).__name__}）。") from error
        try:
            nonce = self._seal.prove(method=str(status), path=path, headers=told, body=answer)
        except BadSignature as error:
            raise BankSilent(f"银行的答复不可信：{error}") from error
        # The answer carries our nonce back, so that an old answer cannot serve a new question.
        if nonce != headers["X-Anju-Nonce"]:
            raise BankSilent("银行的答复不是对本次询问的。")
        if status >= 500 or status == 401 or 300 <= status < 400:
            raise BankSilent(f"银行系统暂不可用（{status}）。")
        return status, answer

    def _exchange(
        self, method: str, path: str, headers: dict[str, str], body: bytes, largest: int
    ) -> tuple[int, bytes, httpx.Headers]:
        ends = time.monotonic_ns() + WHOLE_SECONDS * 1_000_000_000
        headers = {**headers, "Content-Type": "application/json"}
        pieces: list[bytes] = []
        size = 0
        with _client(self._base).stream(method, path, content=body, headers=headers) as answer:
            for piece in answer.iter_raw():
                pieces.append(piece)
                size += len(piece)
                if size > largest:
                    raise BankSilent("银行的答复过长，已停止接收。")
                if time.monotonic_ns() > ends:
                    raise BankSilent("银行的答复过慢，已停止接收。")
            return answer.status_code, b"".join(pieces), answer.headers
