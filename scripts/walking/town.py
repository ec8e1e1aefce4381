"""The running demo: its book, and browsers that stand before its halls."""

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, expect

# The checkout whose demo runs: this one, if not told otherwise.
ROOT = Path(os.environ.get("ANJU_ROOT") or Path(__file__).resolve().parents[2])
SIZE = {"width": 1440, "height": 900}
# A machine that does other things besides may take its time.
PATIENCE_MS = 90_000
expect.set_options(timeout=PATIENCE_MS)


def book() -> dict[str, Any]:
    """Where every hall is and how its people sign in; `make demo` writes it."""
    read: dict[str, Any] = json.loads((ROOT / "var" / "demo.json").read_text(encoding="utf-8"))
    return read


def browser_path() -> str:
    """The Chromium that the tests use too."""
    found = os.environ.get("ANJU_CHROMIUM")
    script = str(ROOT / "scripts" / "chromium.sh")
    return found or subprocess.check_output([script], text=True).strip()


def desk(browser: Browser, **more: Any) -> Page:
    """A screen of its own."""
    context = browser.new_context(viewport=SIZE, locale="zh-CN", **more)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    return page


def desk_with_key(browser: Browser, hall: dict[str, Any], firm: dict[str, Any]) -> Page:
    """A screen in whose browser the firm's certificate lies, for the TLS front."""
    origin = urlsplit(hall["https_path_url"])
    paper = firm["certificate"]
    key = {
        "origin": f"{origin.scheme}://{origin.netloc}",
        "certPath": paper["pem"],
        "keyPath": paper["key"],
    }
    return desk(browser, ignore_https_errors=True, client_certificates=[key])


def open_menu(page: Page, *entries: str) -> str:
    """Click the first of these lines that the hall's menu has, under its heading."""
    menu = page.get_by_role("navigation", name="主导航")
    for entry in entries:
        words = re.compile(rf"^\s*{re.escape(entry)}\s*$")
        found = page.locator("a").filter(has_text=words)
        line = menu.locator("a").filter(has_text=words).first
        if not line.count():
            continue
        if not line.is_visible():
            menu.locator("details").filter(has=found).first.locator("summary").click()
        line.click()
        return entry
    raise AssertionError(f"the menu has none of {entries}")
