"""How we sign what we say to a partner, and prove what a partner says to us."""

import hashlib
import hmac
import re
import secrets
import time
from collections.abc import Mapping

from anju.payments.bank import BadSignature

WINDOW_SECONDS = 300
SHORTEST_KEY = 12
_SECONDS = re.compile(r"[0-9]{1,12}\Z", re.ASCII)
_NONCE = re.compile(r"[A-Za-z0-9_-]{8,64}\Z", re.ASCII)
_HEX = re.compile(r"[0-9a-f]{64}\Z", re.ASCII)


class Seal:
    """One shared key; it signs and proves, and compares in constant time."""

    def __init__(self, key: str) -> None:
        if len(key) < SHORTEST_KEY:
            raise ValueError(f"ANJU_BANK_KEY must have at least {SHORTEST_KEY} characters")
        self._key = key.encode()

    def sign(self, *, method: str, path: str, body: bytes) -> dict[str, str]:
        """Give the three headers of a message of ours, with a nonce nobody used before."""
        when, nonce = str(_now()), secrets.token_hex(16)
        return {
            "X-Anju-Date": when,
            "X-Anju-Nonce": nonce,
            "X-Anju-Signature": self._digest(method, path, when, nonce, body),
        }

    def prove(self, *, method: str, path: str, headers: Mapping[str, str], body: bytes) -> str:
        """Prove a partner's message and return its nonce, which may have been here before.

        An answer has its status where a message has its method, so that neither can be passed
        off as the other. Raises BadSignature when a header is missing or odd, the signature
        wrong, or the time more than five minutes from ours.
        """
        told = {name.lower(): value for name, value in headers.items()}
        when = told.get("x-anju-date", "")
        nonce = told.get("x-anju-nonce", "")
        signature = told.get("x-anju-signature", "")
        if not (_SECONDS.match(when) and _NONCE.match(nonce) and _HEX.match(signature)):
            raise BadSignature("报文没有签名，或签名写法不对。")
        if not hmac.compare_digest(self._digest(method, path, when, nonce, body), signature):
            raise BadSignature("报文签名不正确。")
        if abs(_now() - int(when)) > WINDOW_SECONDS:
            raise BadSignature("报文时间与本机相差超过五分钟。")
        return nonce

    def _digest(self, method: str, path: str, when: str, nonce: str, body: bytes) -> str:
        parts = (method, path, when, nonce, hashlib.sha256(body).hexdigest())
        return hmac.new(self._key, "\n".join(parts).encode(), hashlib.sha256).hexdigest()


def _now() -> int:
    return time.time_ns() // 1_000_000_000
