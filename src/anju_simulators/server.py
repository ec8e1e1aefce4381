"""The door: reads a request, checks its signature, answers, and misbehaves as told."""

import socket
import struct
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit

from anju_simulators import card_page, customers, levers, page
from anju_simulators.authority import levers as authority
from anju_simulators.authority import page as authority_page
from anju_simulators.faults import wait_ms
from anju_simulators.web import Bank, Reply, Request, find, say
from anju_simulators.wire import LARGEST_BODY, Refused

_DRIPS = 20
# What is not signed: levers, pages, and what an authority publishes to everybody.
BEHIND = [
    *levers.LEVERS,
    *page.PAGES,
    *card_page.PAGES,
    *authority.LEVERS,
    *authority_page.PAGES,
]


class Server(ThreadingHTTPServer):
    """Threads that end with the program, and a queue long enough for a burst."""

    daemon_threads = True
    request_queue_size = 256
    allow_reuse_address = True

    def __init__(self, port: int, bank: Bank) -> None:
        self.bank = bank
        self.ending = threading.Event()
        super().__init__(("127.0.0.1", port), Door)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hangs up is no news."""


class Door(BaseHTTPRequestHandler):
    """One connection."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "anju-simulators"
    sys_version = ""
    timeout = 60
    wbufsize = 64 * 1024
    disable_nagle_algorithm = True
    _reply_headers: ClassVar[Mapping[str, str]] = {"Cache-Control": "no-store"}

    def log_message(self, format: str, *args: object) -> None:
        """The page shows what happened; a line per request would bury it."""

    def _serve(self) -> None:
        try:
            request = self._read()
            signed, reply = self._answer(request)
        except Refused as refused:
            self.close_connection = True
            self._write(say(refused.status, {"error": refused.reason}), {})
            return
        if reply.plan.get("mode") == "error":
            reply = say(503, {"error": "系统繁忙，请稍后再试。"})
        headers = {}
        if signed:
            nonce = request.headers.get("X-Anju-Nonce") or ""
            headers = self.server.bank.seal.sign(
                str(reply.status), request.path, reply.body, nonce
            )
        if reply.plan.get("mode") == "bad_signature":
            headers["X-Anju-Signature"] = "0" * 64
        self._send(reply, headers)

    do_GET = do_POST = do_PUT = _serve  # noqa: N815

    def _read(self) -> Request:
        length = self.headers.get("Content-Length", "0")
        if not length.isascii() or not length.isdigit() or "Transfer-Encoding" in self.headers:
            raise Refused(411, "报文应写明长度。")
        if int(length) > LARGEST_BODY:
            raise Refused(413, "报文过大。")
        body = self.rfile.read(int(length))
        query = dict(parse_qsl(urlsplit(self.path).query))
        headers = {name.title(): value for name, value in self.headers.items()}
        return Request(self.command, self.path, query, headers, body)

    def _answer(self, request: Request) -> tuple[bool, Reply]:
        """Find who answers; the first value says whether the answer is to be signed."""
        bank, path = self.server.bank, urlsplit(request.path).path
        found = find(customers.CUSTOMERS, request.method, path)
        signed = found is not None or "X-Anju-Signature" in request.headers
        try:
            if signed:
                bank.seal.check(request.method, request.path, request.headers, request.body)
            elif request.method != "GET":
                self._not_from_another_site(request)
            found = found or find(BEHIND, request.method, path)
            if found is None:
                raise Refused(404, "没有这个地址。")
            handler, parts = found
            return signed, handler(bank, request, *parts)
        except Refused as refused:
            return signed, say(refused.status, {"error": refused.reason})

    def _not_from_another_site(self, request: Request) -> None:
        """A page of another site open in the same browser shall not pull our levers."""
        origin = request.headers.get("Origin")
        if origin and urlsplit(origin).netloc != request.headers.get("Host"):
            raise Refused(403, "请在本页面操作。")

    def _send(self, reply: Reply, headers: Mapping[str, str]) -> None:
        """Write the answer, unless the plan is silence, a drip, or a broken line."""
        mode = reply.plan.get("mode")
        if mode in ("silence_before", "silence_after"):
            self.server.ending.wait(wait_ms(reply.plan) / 1_000)
            self.close_connection = True
        elif mode == "reset":
            self._write(reply, headers, upto=len(reply.body) // 2)
            self._break_the_line()
        elif mode == "slow":
            self._drip(reply, headers)
        else:
            self._write(reply, headers)

    def _write(self, reply: Reply, headers: Mapping[str, str], upto: int | None = None) -> None:
        self.send_response(reply.status)
        standing = {"Content-Type": reply.kind, "Content-Length": str(len(reply.body))}
        for name, value in {
            **standing,
            **self._reply_headers,
            **reply.headers,
            **headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body[:upto])
        self.wfile.flush()

    def _drip(self, reply: Reply, headers: Mapping[str, str]) -> None:
        self._write(reply, headers, upto=0)
        size = max(1, len(reply.body) // _DRIPS)
        for start in range(0, len(reply.body), size):
            if self.server.ending.wait(wait_ms(reply.plan) / 1_000 / _DRIPS):
                return
            self.wfile.write(reply.body[start : start + size])
            self.wfile.flush()

    def _break_the_line(self) -> None:
        """Close so that the other side meets a reset, not an end."""
        self.close_connection = True
        linger = struct.pack("ii", 1, 0)
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.connection.close()
