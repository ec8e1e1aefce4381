"""A real Chromium in front of the whole product, on the test's own transaction."""

import os
import threading
from collections.abc import Callable, Iterator
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.wsgi import get_wsgi_application
from django.db import connections
from playwright.sync_api import Browser, Page, expect, sync_playwright
from tests.portals.conftest import (  # noqa: F401 - the same town behind a real browser
    agent,
    bank_answers,
    hall,
    mill,
    wang,
)
from tests.portals.member.conftest import (  # noqa: F401 - and 王芳's telephone
    fang,
    stale,
)

from anju.policy.rules import profile

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
# A busy machine is no failure: whatever a page promises may take this long, and no test has
# a patience of its own.
PATIENCE_MS = 120_000
expect.set_options(timeout=PATIENCE_MS)
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """A test says what failed; the server need not."""


class Door:
    """The product behind an address; one request at a time, on the test's connection."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self._product = get_wsgi_application()
        self._main = connections["default"]
        self._main.inc_thread_sharing()
        # Requests must leave the test's transaction open; Django's own client, used beside
        # this door, would put the signals back that end it.
        self._main.close_if_unusable_or_obsolete = lambda: None
        self._main.execute_wrappers.append(self._in_turn)
        self._open = True
        self._server = make_server(
            "127.0.0.1", 0, self._answer, server_class=_Server, handler_class=_Quiet
        )
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def url(self, path: str, center: str = "xinyang") -> str:
        """The address of a page in a center's hall."""
        return f"http://{center}.localhost:{self.port}{path}"

    def close(self) -> None:
        """Stop answering, the request in hand last; a later one must not meet another test."""
        self._server.shutdown()
        self._server.server_close()
        with self.lock:
            self._open = False
        self._main.execute_wrappers.remove(self._in_turn)
        self._main.dec_thread_sharing()
        del self._main.close_if_unusable_or_obsolete

    def _in_turn(self, execute: Callable[..., Any], *statement: Any) -> Any:
        """What the test itself asks waits for the request in hand: it would look into the
        middle of that, and the two would end each other's savepoints."""
        with self.lock:
            return execute(*statement)

    def _answer(self, environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        with self.lock:
            if not self._open:
                start("503 Service Unavailable", [])
                return []
            connections["default"] = self._main
            return [b"".join(self._product(environ, start))]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser for the tests of a file; other tests must not meet Playwright's own loop."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    # The loop runs in this thread; our queries have nothing to do with it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("ANJU_CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu"],
        )
        yield browser
        browser.close()
        # Beside a running loop Django keeps connections of its own; leave none behind, and
        # none of their state: what was closed within a test's transaction would be dead to
        # the first test of the next file.
        connections.close_all()
        del connections["default"]
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def door(hall) -> Iterator[Door]:  # noqa: F811
    """The product, open for one test."""
    opened = Door()
    yield opened
    opened.close()


@pytest.fixture
def screen(chromium: Browser, door: Door) -> Iterator[Page]:
    """A desk's screen that fails the test when the page complains in its console."""
    yield from _screen(chromium, DESK, {})


@pytest.fixture
def phone(chromium: Browser, door: Door) -> Iterator[Page]:
    """A phone's screen."""
    yield from _screen(chromium, PHONE, {"is_mobile": True, "has_touch": True})


@pytest.fixture
def plain(chromium: Browser, door: Door) -> Iterator[Page]:
    """A desk's screen without script."""
    yield from _screen(chromium, DESK, {"java_script_enabled": False})


def _screen(browser: Browser, size: dict[str, int], more: dict[str, Any]) -> Iterator[Page]:
    phone = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140 Mobile Safari/537.36"
    options = {**({"user_agent": phone} if more.get("is_mobile") else {}), **more}
    context = browser.new_context(viewport=size, locale="zh-CN", **options)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    complaints: list[str] = []
    page.on(
        "console", lambda said: complaints.append(said.text) if said.type == "error" else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    blamed = [text for text in complaints if "status of 4" not in text]
    assert blamed == []


def assert_accessible(page: Page) -> None:
    """No axe violation of WCAG 2.1 A and AA, no sideways scroll, no link to nowhere."""
    assert page.locator('a[href=""], a[href="#"], form[action=""]').count() == 0
    found = Axe().run(page, options={"runOnly": TAGS}).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []
    assert page.viewport_size
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


@pytest.fixture
def city(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Gives the hall another city's profile: its name, menus, sign-in, columns and rounding."""

    def becomes(code: str) -> None:
        monkeypatch.setattr("anju.policy.rules._current", lambda: profile(code))

    return becomes


def open_menu(page: Page, group: str, entry: str) -> None:
    """Open a heading of the menu and choose a line behind it, as the manuals say."""
    menu = page.get_by_role("navigation", name="主导航")
    # A line may bear the name of its heading; the heading stands first.
    menu.get_by_text(group, exact=True).first.click()
    menu.get_by_role("link", name=entry, exact=True).click()
