"""How messages look: strict JSON with money as strings of fen, and a signature on each."""

import hashlib
import hmac
import json
import re
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from datetime import date
from typing import Any

WINDOW_SECONDS = 300
LARGEST_BODY = 4 * 1024 * 1024

_FEN = re.compile(r"(?:0|[1-9][0-9]{0,16})\Z", re.ASCII)
_SERIAL = re.compile(r"[A-Za-z0-9_-]{1,64}\Z", re.ASCII)
_ACCOUNT = re.compile(r"[A-Za-z0-9-]{4,40}\Z", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", re.ASCII)


class Refused(Exception):
    """The message will not be acted on; `status` and `reason` go back to the sender."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def write_json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def read_json(body: bytes) -> dict[str, Any]:
    """Read an object; a number with a fraction or a key given twice is refused."""
    try:
        content = json.loads(
            body.decode(), parse_float=_no_fraction, object_pairs_hook=_each_key_once
        )
    except (ValueError, RecursionError) as error:
        raise Refused(400, f"报文不是合格的 JSON：{error}") from error
    if not isinstance(content, dict):
        raise Refused(400, "报文应为一个 JSON 对象。")
    return content


def _no_fraction(text: str) -> object:
    raise ValueError(f"不接受小数 {text}")


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise ValueError("有重复的字段")
    return content


def text_of(
    content: Mapping[str, Any], key: str, *, most: int = 200, empty: bool = True
) -> str:
    value = content.get(key, "" if empty else None)
    if not isinstance(value, str) or len(value) > most or not (value or empty):
        raise Refused(400, f"字段 {key} 应为不超过 {most} 个字的文字。")
    return value


def fen_of(content: Mapping[str, Any], key: str, *, zero: bool = False) -> int:
    """Read an amount: a decimal string of fen, above zero unless `zero`."""
    value = content.get(key)
    if not isinstance(value, str) or not _FEN.match(value) or (value == "0" and not zero):
        raise Refused(400, f"字段 {key} 应为以分计的整数文字。")
    return int(value)


def serial_of(value: object) -> str:
    if not isinstance(value, str) or not _SERIAL.match(value):
        raise Refused(400, "流水号应为 1 至 64 位字母、数字、下划线或连字符。")
    return value


def account_of(value: object) -> str:
    if not isinstance(value, str) or not _ACCOUNT.match(value):
        raise Refused(400, "账号应为 4 至 40 位字母、数字或连字符。")
    return value


def party_of(content: Mapping[str, Any], key: str) -> tuple[str, str]:
    party = content.get(key)
    if not isinstance(party, dict):
        raise Refused(400, f"字段 {key} 应写明账号和户名。")
    return account_of(party.get("account")), text_of(party, "name", empty=False)


def day_of(value: object) -> str:
    if not isinstance(value, str) or not _DAY.match(value):
        raise Refused(400, "日期应写作 2026-11-21。")
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise Refused(400, f"没有 {value} 这一天。") from error


class Seal:
    """Signs what goes out and proves what comes in, with one key shared by both sides."""

    def __init__(self, key: str) -> None:
        self._key = key.encode()
        self._seen: OrderedDict[str, float] = OrderedDict()
        self._lock = threading.Lock()

    def sign(self, method: str, path: str, body: bytes, nonce: str = "") -> dict[str, str]:
        """Give the headers; an answer has its status for the method and the asker's nonce."""
        when, nonce = str(int(time.time())), nonce or secrets.token_hex(16)
        return {
            "X-Anju-Date": when,
            "X-Anju-Nonce": nonce,
            "X-Anju-Signature": self._digest(method, path, when, nonce, body),
        }

    def check(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> None:
        """Raise Refused 401 for a message that is not signed, is stale, or was here before."""
        when = headers.get("X-Anju-Date") or ""
        nonce = headers.get("X-Anju-Nonce") or ""
        given = headers.get("X-Anju-Signature") or ""
        if not re.fullmatch(r"[0-9]{1,12}", when, re.ASCII) or not 8 <= len(nonce) <= 64:
            raise Refused(401, "报文没有签名。")
        expected = self._digest(method, path, when, nonce, body)
        if not hmac.compare_digest(expected.encode(), given.encode("utf-8", "replace")):
            raise Refused(401, "报文签名不正确。")
        if abs(time.time() - int(when)) > WINDOW_SECONDS:
            raise Refused(401, "报文时间与银行时间相差过大。")
        self._only_once(nonce)

    def _only_once(self, nonce: str) -> None:
        now = time.monotonic()
        with self._lock:
            while self._seen and next(iter(self._seen.values())) < now - 2 * WINDOW_SECONDS:
                self._seen.popitem(last=False)
            if nonce in self._seen:
                raise Refused(401, "报文重复发送，已拒收。")
            self._seen[nonce] = now

    def _digest(self, method: str, path: str, when: str, nonce: str, body: bytes) -> str:
        parts = (method, path, when, nonce, hashlib.sha256(body).hexdigest())
        return hmac.new(self._key, "\n".join(parts).encode(), hashlib.sha256).hexdigest()
