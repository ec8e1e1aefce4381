"""退出 in a real browser: 是 leads to the sign-in page, 否 leaves everything as it was."""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Door, assert_accessible
from tests.browser.signed_in import arrive

from anju.identity.models import Visit
from anju.people.models import Member


@pytest.mark.rows("Z-43")
def test_leaving_is_asked_with_yes_and_no(screen: Page, door: Door, wang: Member, city) -> None:
    city("zaozhuang")
    arrive(screen, door, wang)
    screen.get_by_role("link", name="退出", exact=True).click()
    asked = screen.get_by_role("dialog", name="确定要退出登录吗？")
    expect(asked).to_be_visible()
    assert_accessible(screen)
    asked.get_by_role("button", name="否").click()
    expect(asked).to_be_hidden()
    assert screen.url == door.url("/my/")
    assert Visit.objects.get().ended_at is None
    screen.get_by_role("link", name="退出", exact=True).click()
    screen.get_by_role("dialog").get_by_role("button", name="是").click()
    screen.wait_for_url("**/my/sign-in")
    assert Visit.objects.get().ended_because == Visit.Because.SIGNED_OUT
    screen.goto(door.url("/my/"))
    screen.wait_for_url("**/my/sign-in?*")


@pytest.mark.rows("Z-43")
def test_on_a_phone_leaving_is_asked_the_same_way(
    phone: Page, door: Door, wang: Member, city
) -> None:
    city("zaozhuang")
    arrive(phone, door, wang)
    phone.get_by_role("link", name="退出", exact=True).click()
    asked = phone.get_by_role("dialog")
    asked.get_by_role("button", name="否").click()
    expect(asked).to_be_hidden()
    phone.goto(door.url("/my/ledger"))
    phone.get_by_role("link", name="退出", exact=True).click()
    assert_accessible(phone)
    asked.get_by_role("button", name="是").click()
    phone.wait_for_url("**/my/sign-in")


@pytest.mark.rows("Z-43")
def test_without_script_a_page_asks(plain: Page, door: Door, wang: Member, city) -> None:
    city("zaozhuang")
    arrive(plain, door, wang)
    plain.goto(door.url("/my/ledger"))
    plain.get_by_role("link", name="退出", exact=True).click()
    expect(plain.get_by_role("heading", name="确定要退出登录吗？")).to_be_visible()
    plain.get_by_role("link", name="否", exact=True).click()
    plain.wait_for_url(door.url("/my/ledger"))
    plain.get_by_role("link", name="退出", exact=True).click()
    plain.get_by_role("button", name="是", exact=True).click()
    plain.wait_for_url(door.url("/my/sign-in"))
    assert Visit.objects.get().ended_because == Visit.Because.SIGNED_OUT


def test_two_minutes_before_the_end_one_is_asked_and_may_stay(
    screen: Page, door: Door, wang: Member
) -> None:
    screen.clock.install()
    arrive(screen, door, wang)
    notice = screen.get_by_role("alert").filter(has_text="一段时间没有操作")
    expect(notice).to_be_hidden()
    _ages(minutes=14)
    screen.clock.fast_forward("13:05")
    expect(notice).to_be_visible()
    assert_accessible(screen)
    screen.get_by_role("button", name="继续使用").click()
    expect(notice).to_be_hidden()
    _ages(minutes=20)
    screen.clock.fast_forward("15:00")
    screen.wait_for_url("**/my/sign-in?*why=idle*")
    expect(screen.get_by_role("status")).to_contain_text("超过 15 分钟没有操作")
    assert_accessible(screen)


def _ages(*, minutes: int) -> None:
    """Nothing has been heard from the browser for so long."""
    from datetime import timedelta

    from django.utils import timezone

    Visit.objects.update(seen_at=timezone.now() - timedelta(minutes=minutes))
