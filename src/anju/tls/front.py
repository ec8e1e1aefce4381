"""The server of the front: cheroot's, with lines that wait by themselves and strict heads."""

import logging
import socket
import threading
from collections import Counter
from http import HTTPStatus
from typing import Any

from cheroot.makefile import StreamReader, StreamWriter
from cheroot.server import HTTPConnection
from cheroot.ssl import Adapter
from cheroot.wsgi import Gateway_10, Server
from OpenSSL import SSL

from anju.tls.head import LARGEST_BODY, check_head, refusal_of
from anju.tls.line import Line
from anju.tls.vestibule import CERTIFICATE, CHAIN, Vestibule

READERS = 32
UPLOADS = 16
MOST_LINES = 800
MOST_OF_ONE_ADDRESS = 200
log = logging.getLogger("anju.tls")


class _Reader(StreamReader):
    """A reader that knows what still lies in the line."""

    def __init__(self, sock: Line, mode: str, size: int) -> None:
        super().__init__(sock, mode, size)
        self._line = sock

    @property
    def ahead(self) -> bool:
        return bool(super().has_data())

    def has_data(self) -> bool:
        return self.ahead or bool(self._line.holds)


class _Tls(Adapter):
    """Makes lines of sockets; the greeting happens later, and away from the listener."""

    def __init__(self, context: SSL.Context) -> None:
        self.context = context

    def bind(self, sock: socket.socket) -> socket.socket:
        return sock

    def wrap(self, sock: socket.socket) -> tuple[Line, dict[str, Any]]:
        return Line(self.context, sock), self.get_environ()

    def get_environ(self) -> dict[str, Any]:
        return {"wsgi.url_scheme": "https", "HTTPS": "on"}

    def makefile(self, sock: Line, mode: str = "r", bufsize: int = -1) -> Any:
        kind = _Reader if "r" in mode else StreamWriter
        return kind(sock, mode, 8192)


class _Guest(HTTPConnection):
    """A connection that goes back to the listener until a whole head has arrived."""

    def communicate(self) -> bool:
        line: Line = self.socket
        try:
            if not line.take_in():
                return True
            status = check_head(line.head())
            if status is None and line.uploads:
                return self._upload()
            if status is not None:
                line.refuse(refusal_of(status))
                return False
        except OSError as gone:
            log.debug("%s: %s", self.remote_addr, gone)
            return False
        return self._serve()

    def _upload(self) -> bool:
        """Uploads may fill some of the readers, never all of them."""
        places = self.server.uploads
        if not places.acquire(blocking=False):
            self.socket.refuse(refusal_of(HTTPStatus.SERVICE_UNAVAILABLE))
            return False
        try:
            return self._serve()
        finally:
            places.release()

    def _serve(self) -> bool:
        line: Line = self.socket
        goes_on = bool(super().communicate())
        line.rest()
        # Whoever sends the next request before the answer is not read further: its head would
        # come past our check.
        return goes_on and not self.rfile.ahead and not line.worn

    def close(self) -> None:
        self.server.leave(self)
        super().close()


class _Gate(Gateway_10):
    """Puts the proven certificate beside the request, where no header can reach."""

    def get_environ(self) -> Any:
        environ: dict[str, Any] = super().get_environ()
        shown = self.req.conn.socket.shown()
        if shown:
            environ[CERTIFICATE], environ[CHAIN] = shown[0], shown[1:]
        return environ


class Front(Server):
    """The whole front on one address; `start` serves until `stop`."""

    ConnectionClass = _Guest
    max_request_body_size = LARGEST_BODY
    keep_alive_conn_limit = MOST_LINES

    def __init__(
        self, *, host: str, port: int, context: SSL.Context, product: Any, workers: int
    ) -> None:
        self.vestibule = Vestibule(product, workers=workers)
        super().__init__(
            (host, port), self.vestibule, numthreads=READERS, server_name="anju",
            request_queue_size=256, timeout=30,
        )  # fmt: skip
        self.gateway = _Gate
        self.ssl_adapter = _Tls(context)
        self.uploads = threading.BoundedSemaphore(UPLOADS)
        self._here: Counter[str] = Counter()
        self._inside: set[_Guest] = set()
        self._counting = threading.Lock()

    def process_conn(self, conn: _Guest) -> None:
        """Let a connection on, unless its address has too many open, or all have."""
        if not self._enter(conn):
            conn.close()
            return
        super().process_conn(conn)

    def _enter(self, conn: _Guest) -> bool:
        with self._counting:
            if conn in self._inside:
                return True
            address = str(conn.remote_addr)
            if len(self._inside) >= MOST_LINES or self._here[address] >= MOST_OF_ONE_ADDRESS:
                return False
            self._inside.add(conn)
            self._here[address] += 1
            return True

    def leave(self, conn: _Guest) -> None:
        """Forget a connection that has ended."""
        with self._counting:
            if conn in self._inside:
                self._inside.discard(conn)
                self._here[str(conn.remote_addr)] -= 1
                self._here += Counter()  # drops the addresses nobody is at any more

    def stop(self) -> None:
        """Stop listening, let what was begun be answered, and end."""
        super().stop()
        self.vestibule.close()

    def error_log(self, msg: str = "", level: int = 20, traceback: bool = False) -> None:
        log.log(level, msg, exc_info=traceback)
