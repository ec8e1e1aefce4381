"""可提日历 in Chromium: found, read by the day, reminded of, taken home as a file (C1.4)."""

from playwright.sync_api import Page, expect
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.browser.paid_out import card, saver
from tests.browser.signed_in import arrive
from tests.calendars import parse, text
from tests.portals.member.withdrawing import seal

from anju.payments.models import MemberCard
from anju.people.models import Member

__all__ = ["card", "saver"]


def read(page: Page) -> None:
    """From the panorama to the day a reason becomes possible, and 到期提醒我 on its line."""
    page.get_by_role("link", name="可提日历").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("可提日历")
    expect(page.get_by_role("region", name="现在就可以申请")).to_contain_text("购买住房提取")
    december = page.get_by_role("region", name="2026 年 12 月")
    expect(december).to_contain_text("2026-12-18")
    expect(december).to_contain_text("规则 W07 封存期限")
    assert_accessible(page)
    december.get_by_role("button", name="到期提醒我").click()
    expect(page.get_by_role("status")).to_contain_text("可以办理的那天")
    expect(december.get_by_role("button", name="不用提醒了")).to_be_visible()
    assert_accessible(page)


def test_from_the_panorama_to_the_day_its_reminder_and_the_file(
    screen: Page, door: Door, saver: Member, card: MemberCard
) -> None:
    seal(saver, months=5)
    arrive(screen, door, saver)
    open_menu(screen, "我要提取", "我要提取")
    read(screen)
    with screen.expect_download() as taken:
        screen.get_by_role("link", name="下载日历文件").click()
    assert taken.value.suggested_filename == "withdrawals.ics"
    events = parse(taken.value.path().read_bytes()).inside
    days = {
        text(one.properties["SUMMARY"]): one.properties["DTSTART;VALUE=DATE"] for one in events
    }
    assert days["可以办理：与单位终止（解除）劳动关系"] == "20261218"
    screen.get_by_role("button", name="不用提醒了").click()
    expect(screen.get_by_role("status")).to_contain_text("不再提醒")
    now = screen.get_by_role("region", name="现在就可以申请")
    now.get_by_role("link", name="购买住房提取").click()
    expect(screen.get_by_role("heading", level=1)).to_contain_text("购买住房提取")


def test_on_a_phone_as_well(phone: Page, door: Door, saver: Member) -> None:
    seal(saver, months=5)
    arrive(phone, door, saver)
    phone.goto(door.url("/my/withdrawals"))
    read(phone)
