"""到期提醒我 in a real browser: asked for on the panorama, read in the inbox (C1.4)."""

from datetime import UTC, date, datetime

from playwright.sync_api import Page, expect
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.browser.paid_out import saver
from tests.browser.signed_in import arrive
from tests.portals.member.withdrawing import seal

from anju.people.models import Member
from anju.withdrawals.reminders.remind import remind

__all__ = ["saver"]
LEFT = "与单位终止（解除）劳动关系"
DAY = date(2026, 12, 18)


def ask(page: Page) -> None:
    """Unfold the reason, 到期提醒我."""
    row = page.locator("#r-employment_ended")
    expect(row).to_contain_text("预计 2026-12-18 起可办")
    row.locator("summary").click()
    row.get_by_role("button", name="到期提醒我").click()
    expect(page.get_by_role("status")).to_contain_text("可以办理的那天")
    expect(row.get_by_role("button", name="不用提醒了")).to_be_visible()
    assert_accessible(page)


def test_asked_for_taken_back_asked_again_and_told_on_the_day(
    screen: Page, door: Door, saver: Member
) -> None:
    seal(saver, months=5)
    arrive(screen, door, saver)
    open_menu(screen, "我要提取", "我要提取")
    ask(screen)
    screen.get_by_role("button", name="不用提醒了").click()
    expect(screen.get_by_role("status")).to_contain_text("不再提醒")
    screen.goto(door.url("/my/withdrawals"))
    ask(screen)
    with door.lock:
        assert remind(today=DAY, now=datetime(2026, 12, 18, 2, 0, tzinfo=UTC)) == 1
    screen.goto(door.url("/my/messages"))
    row = screen.get_by_role("row", name="提取到期提醒")
    expect(row).to_contain_text(f"您要我们提醒的“{LEFT}”现在可以办理")
    assert_accessible(screen)


def test_on_a_phone_as_well(phone: Page, door: Door, saver: Member) -> None:
    seal(saver, months=5)
    arrive(phone, door, saver)
    phone.goto(door.url("/my/withdrawals"))
    ask(phone)
