"""A visitor who speaks HTTP over TLS by hand."""

import ssl
from collections.abc import Callable

Open = Callable[..., ssl.SSLSocket]


def ask(line: ssl.SSLSocket, text: str, body: bytes = b"") -> tuple[int, bytes]:
    """Send a request as it is written, and read its answer."""
    line.sendall(text.replace("\n", "\r\n").encode() + b"\r\n\r\n" + body)
    return answer(line)


def answer(line: ssl.SSLSocket) -> tuple[int, bytes]:
    """Read one answer; (0, b"") when the line ends without one."""
    told = b""
    while b"\r\n\r\n" not in told:
        piece = line.recv(65536)
        if not piece:
            return 0, told
        told += piece
    head, _, body = told.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
    while len(body) < length:
        body += line.recv(65536)
    return int(head.split()[1]), body
