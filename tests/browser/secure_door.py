"""The TLS front before the tests' door, and browsers that hold a certificate."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, Page
from tests.browser.conftest import DESK, PATIENCE_MS, Door
from tests.certificates_of_the_town import Key

from anju.tls.context import server_context
from anju.tls.front import Front
from anju.tls.papers import papers_in


class SecureDoor:
    """The same product over TLS, through the real front."""

    def __init__(self, door: Door, folder: Path) -> None:
        certificate, key = papers_in(folder)
        self._front = Front(
            host="127.0.0.1",
            port=0,
            context=server_context(certificate=certificate, key=key),
            product=door._answer,
            workers=2,
        )
        self._front.prepare()
        Thread(target=self._front.serve, daemon=True).start()

    @property
    def origin(self) -> str:
        """Where the front is; the center is in the path, as names need no resolving then."""
        return f"https://127.0.0.1:{self._front.bind_addr[1]}"

    def url(self, path: str, center: str = "xinyang") -> str:
        """The address of a page in a center's hall."""
        return f"{self.origin}/c/{center}{path}"

    def close(self) -> None:
        """Stop answering."""
        self._front.stop()


@contextmanager
def browser_with(
    chromium: Browser, secure: SecureDoor, key: Key | None, size: dict[str, int] = DESK
) -> Iterator[Page]:
    """A browser whose U-Key holds this certificate, or none."""
    shown = []
    if key is not None:
        shown = [{"origin": secure.origin, "cert": key.pem + key.above_pem, "key": key.key_pem}]
    context = chromium.new_context(
        viewport=size, locale="zh-CN", ignore_https_errors=True, client_certificates=shown
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()
