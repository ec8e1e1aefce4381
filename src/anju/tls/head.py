"""Reads the head of a request strictly: what two servers could read in two ways is refused."""

import re
from http import HTTPStatus

END = b"\r\n\r\n"
LARGEST_HEAD = 32 * 1024
LARGEST_BODY = 21 * 1024 * 1024
# A form's answers; whatever is larger is an upload.
LARGEST_FORM = 64 * 1024

_FIRST = re.compile(rb"[A-Z]{1,16} /[\x21-\x7e]* HTTP/1\.[01]\Z")
_FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):([\t\x20-\x7e\x80-\xff]*)\Z")
_LENGTH = re.compile(rb"[0-9]{1,10}\Z")
_TOLD = re.compile(rb"\r\ncontent-length:[ \t]*([0-9]{1,10})[ \t]*(?=\r\n|\Z)", re.IGNORECASE)


def check_head(head: bytes) -> HTTPStatus | None:
    """Why a head is refused, or None: one Host, at most one plain length, nothing chunked.

    A front that disagrees with another about where a request ends lets one visitor's bytes
    pass for another's (request smuggling, RFC 9112 section 11.2).
    """
    if len(head) > LARGEST_HEAD:
        return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
    first, *lines = head.split(b"\r\n")
    fields = [_FIELD.match(line) for line in lines]
    if not _FIRST.match(first) or not all(fields):
        return HTTPStatus.BAD_REQUEST
    told = [(found[1].lower(), found[2].strip()) for found in fields if found]
    return _why_not(told)


def _why_not(told: list[tuple[bytes, bytes]]) -> HTTPStatus | None:
    names = [name for name, _ in told]
    if names.count(b"host") != 1:
        return HTTPStatus.BAD_REQUEST
    if b"transfer-encoding" in names:
        return HTTPStatus.LENGTH_REQUIRED
    lengths = [value for name, value in told if name == b"content-length"]
    if len(lengths) > 1 or not all(_LENGTH.match(value) for value in lengths):
        return HTTPStatus.BAD_REQUEST
    if any(int(value) > LARGEST_BODY for value in lengths):
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    return None


def length_of(head: bytes) -> int:
    """Bytes of the body that follows a head; 0 where it says none, or says it badly."""
    found = _TOLD.findall(head)
    return int(found[0]) if len(found) == 1 else 0


def refusal_of(status: HTTPStatus) -> bytes:
    """The whole answer to a head that is refused; the connection ends with it."""
    words = f"没有读懂您的请求（{status.value}）。请回到上一页再试。".encode()
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n"
        f"Content-Length: {len(words)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode("ascii") + words
