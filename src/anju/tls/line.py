"""One visitor's line: TLS over a socket that never waits longer than its deadline."""

import select
import socket
import sys
import time
from typing import Any

from OpenSSL import SSL, crypto

from anju.tls.head import END, LARGEST_FORM, LARGEST_HEAD, check_head, length_of

HEAD_MS = 10_000
BODY_MS = 60_000
ANSWER_MS = 120_000
PROOF_MS = 300_000
REFUSAL_MS = 2_000
LONGEST_REFUSED = 1024 * 1024
LONGEST_CHAIN = 5
PIECE = 16 * 1024
_PLAIN = (
    b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\n"
    b"Connection: close\r\n\r\nThis port speaks https only."
)

NEVER = sys.maxsize


def now_ms() -> int:
    """Milliseconds of a clock that only goes forward."""
    return time.monotonic_ns() // 1_000_000


class Line:
    """Until a whole request has arrived nobody waits for the visitor: greeting, head and form
    are taken in as they come, by whichever thread is free. Only an upload has a thread of its
    own while it arrives.
    """

    def __init__(self, context: SSL.Context, raw: socket.socket) -> None:
        raw.setblocking(False)
        self._raw = raw
        self._tls = SSL.Connection(context, raw)
        self._tls.set_accept_state()
        self._heard = bytearray()
        self._greeted = False
        self._began = now_ms()
        self._deadline = self._began + HEAD_MS

    def take_in(self) -> bool:
        """Take in what has arrived; True as soon as a whole form, the head of an upload, or
        too much of a head lies here.

        Raises ConnectionError when the visitor is gone or was too slow.
        """
        if now_ms() > self._deadline:
            raise ConnectionAbortedError("too slow")
        try:
            if not self._greeted:
                self._tls.do_handshake()
                self._greeted = True
            while not self._whole():
                self._hear(self._tls.recv(PIECE))
        except SSL.WantReadError:
            return False
        except SSL.Error as error:
            raise self._gone(error) from error
        self._deadline = now_ms() + BODY_MS
        return True

    def head(self) -> bytes:
        """The head that lies here, as it came."""
        return bytes(
            self._heard[: self._heard.find(END)] if END in self._heard else self._heard
        )

    @property
    def uploads(self) -> bool:
        """Whether more follows the head than a form would have."""
        return length_of(self.head()) > LARGEST_FORM

    def rest(self) -> None:
        """Wait for another request, as long as the listener lets an idle line lie."""
        self._deadline = NEVER

    @property
    def worn(self) -> bool:
        """Whether it is time for a new greeting, which proves that the key is still there."""
        return now_ms() - self._began > PROOF_MS

    @property
    def holds(self) -> bool:
        """Whether more has arrived than was read."""
        return bool(self._heard and self._whole()) or bool(self._tls.pending())

    def shown(self) -> tuple[bytes, ...]:
        """The certificates the visitor shows, as DER, his own first; he need not show any."""
        own = self._tls.get_peer_certificate()
        if own is None:
            return ()
        # On the server's side OpenSSL leaves the visitor's own certificate out of the chain.
        above = (self._tls.get_peer_cert_chain() or [])[:LONGEST_CHAIN]
        return tuple(
            crypto.dump_certificate(crypto.FILETYPE_ASN1, one) for one in (own, *above)
        )

    def _whole(self) -> bool:
        ends = self._heard.find(END)
        if ends < 0:
            return len(self._heard) > LARGEST_HEAD
        head = bytes(self._heard[:ends])
        length = 0 if check_head(head) else length_of(head)
        return length > LARGEST_FORM or len(self._heard) - ends - len(END) >= length

    def _hear(self, piece: bytes) -> None:
        if self._deadline == NEVER:
            self._deadline = now_ms() + HEAD_MS
        self._heard += piece

    def refuse(self, words: bytes) -> None:
        """Say a last word, and listen a little longer: who is cut off while he still speaks
        never hears why.
        """
        until, heard = now_ms() + REFUSAL_MS, 0
        while words:
            words = words[self._waiting(self._tls.send, words, until=until) :]
        self._goodbye(socket.SHUT_WR)
        while heard < LONGEST_REFUSED:
            piece = self._waiting(self._tls.recv, PIECE, until=until)
            if not piece:
                return
            heard += len(piece)

    # What cheroot and socket.SocketIO ask of a socket.

    def recv_into(self, buffer: memoryview) -> int:
        """Give what has been heard, or wait for more until the deadline."""
        if not self._heard:
            self._heard += self._waiting(self._tls.recv, PIECE, until=self._deadline)
        size = min(len(buffer), len(self._heard))
        buffer[:size] = self._heard[:size]
        del self._heard[:size]
        return size

    def send(self, data: bytes) -> int:
        """Send some of it, waiting for a slow reader within bounds."""
        until = now_ms() + ANSWER_MS
        return int(self._waiting(self._tls.send, bytes(data[:PIECE]), until=until))

    def fileno(self) -> int:
        return self._raw.fileno()

    def getsockname(self) -> Any:
        return self._raw.getsockname()

    def settimeout(self, seconds: int | None) -> None:
        """The line has deadlines of its own."""

    def shutdown(self, how: int) -> None:
        """Say goodbye as far as the visitor listens, and hang up."""
        self._goodbye(how)

    def close(self) -> None:
        self._raw.close()

    def _decref_socketios(self) -> None:
        """Readers and writers come and go; the line ends by `close`."""

    def _goodbye(self, how: int) -> None:
        try:
            if self._greeted:
                self._tls.shutdown()
        except SSL.Error:
            self._greeted = False
        self._raw.shutdown(how)

    def _waiting(self, deed: Any, what: Any, *, until: int) -> Any:
        while True:
            try:
                return deed(what)
            except SSL.WantReadError:
                self._wait(select.POLLIN, until)
            except SSL.WantWriteError:
                self._wait(select.POLLOUT, until)
            except (SSL.ZeroReturnError, SSL.SysCallError) as error:
                if deed == self._tls.recv:
                    return b""
                raise ConnectionResetError("gone") from error
            except SSL.Error as error:
                raise ConnectionResetError("broken") from error

    def _wait(self, event: int, until: int) -> None:
        left = until - now_ms()
        poll = select.poll()
        poll.register(self._raw, event)
        if left <= 0 or not poll.poll(left):
            raise TimeoutError("timed out")

    def _gone(self, error: SSL.Error) -> ConnectionError:
        if not self._greeted and "http request" in str(error.args):
            self._raw.send(_PLAIN)
        return ConnectionResetError("gone")
