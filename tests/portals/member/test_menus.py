"""Whatever a city's menu or corner names is a page that opens."""

import re

import pytest
from django.test import Client

from anju.policy.rules import center_codes, profile

LINK = re.compile(r'<a href="(/my/[^"?#]*)"')


@pytest.mark.parametrize("code", center_codes())
def test_every_line_of_the_menu_and_the_corner_opens(
    inside_hall: Client, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setattr("anju.policy.rules._current", lambda: profile(code))
    first = inside_hall.get("/my/").content.decode()
    named = set(LINK.findall(first)) - {"/my/sign-out"}
    assert {"/my/security", "/my/security/password"} <= named
    closed = {url for url in named if inside_hall.get(url, follow=True).status_code != 200}
    assert closed == set()


@pytest.mark.parametrize("code", center_codes())
def test_only_the_nearest_line_is_marked_as_the_page_one_is_on(
    inside_hall: Client, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    monkeypatch.setattr("anju.policy.rules._current", lambda: profile(code))
    shown = inside_hall.get("/my/security/password").content.decode()
    menu = shown.partition('aria-label="主导航"')[2].partition("</nav>")[0]
    marked = re.findall(r'<a href="([^"]+)" aria-current="page"', menu)
    assert len(marked) <= 1
