"""The proof of work of a form that somebody fills in for longer than the puzzle lives."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Door
from tests.browser.test_members_come_in import expect_refused, press, to_the_page
from tests.portals.conftest import PASSWORD

from anju.people.models import Member


@pytest.mark.rows("C-04")
def test_who_types_for_longer_than_a_puzzle_lives_comes_in_all_the_same(
    screen: Page, door: Door, wang: Member, city, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("identity.robots.puzzle", "portals.shared.doors.robots"):
        monkeypatch.setattr(f"anju.{place}.LIVES", timedelta(seconds=10))
    city("chuxiong")
    to_the_page(screen, door)
    screen.get_by_label("身份证号码", exact=True).fill(wang.identity_number)
    for _ in range(2):
        screen.get_by_label("密码", exact=True).fill("wrong-word-7")
        press(screen, "登录")
        expect_refused(screen)
    robot = screen.locator("input[name=robot]")
    expect(robot).not_to_have_value("")
    screen.wait_for_timeout(11_000)
    screen.get_by_label("密码", exact=True).fill(PASSWORD)
    press(screen, "登录")
    expect(screen.get_by_text("欢迎您！今天是")).to_be_visible()
