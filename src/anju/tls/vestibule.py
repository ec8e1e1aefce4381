"""Where a request waits until it is whole; only then one of the few workers takes it up."""

import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any

CERTIFICATE, CHAIN = "anju.client_certificate", "anju.client_chain"
# Said by proxies about visitors. There is no proxy in front of us whom we would believe.
FORGED = ("HTTP_X_SSL", "HTTP_SSL_", "HTTP_X_CLIENT", "HTTP_X_FORWARDED", "HTTP_FORWARDED")
ALSO_FORGED = ("SSL_CLIENT", "HTTP_X_REAL_IP", "HTTP_X_ARR_CLIENTCERT", "HTTP_CLIENT_CERT")
IN_MEMORY = 1024 * 1024

Product = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Answer = tuple[str, list[tuple[str, str]], bytes]


class Vestibule:
    """Keeps slow visitors away from the product: its workers, and their database connections,
    are few, and see only requests that have arrived.
    """

    def __init__(self, product: Product, *, workers: int) -> None:
        self._product = product
        self._workers = ThreadPoolExecutor(workers, thread_name_prefix="worker")

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as body:
            _take(environ["wsgi.input"], body, int(environ.get("CONTENT_LENGTH") or 0))
            asked = {**cleaned(environ), "wsgi.input": body}
            status, headers, told = self._workers.submit(self._perform, asked).result()
        start(status, headers)
        return [told]

    def close(self) -> None:
        """Let the workers finish what they have begun."""
        self._workers.shutdown()

    def _perform(self, environ: dict[str, Any]) -> Answer:
        said: list[Any] = []
        answer = self._product(environ, lambda *words: said.append(words))
        try:
            told = b"".join(answer)
        finally:
            # The product ends its request, and gives its connection back, in this very thread.
            close = getattr(answer, "close", None)
            if close:
                close()
        return said[-1][0], said[-1][1], told


def cleaned(environ: dict[str, Any]) -> dict[str, Any]:
    """The environ without what a visitor says about his own certificate or address."""
    lies = (*FORGED, *ALSO_FORGED)
    return {key: value for key, value in environ.items() if not key.startswith(lies)}


def _take(source: Any, body: IO[bytes], length: int) -> None:
    while length > 0:
        piece = source.read(min(length, 64 * 1024))
        if not piece:
            raise ConnectionResetError("the visitor left in the middle of a request")
        body.write(piece)
        length -= len(piece)
    body.seek(0)
