"""办事日历: to do, months, a file, and an address that can be taken back."""

import re

from django.test import Client
from playwright.sync_api import Page, expect
from tests.browser.agents import enter
from tests.browser.conftest import Door, assert_accessible
from tests.browser.test_employer_rows import july_is_paid
from tests.calendars import parse, text

from anju.people.models import Appointment, Employer


def test_what_is_late_stands_on_the_first_page_and_is_gone_once_paid(
    screen: Page, door: Door, agent: Appointment, mill: Employer, bank_answers
) -> None:
    enter(screen, door, agent)
    todo = screen.get_by_role("region", name="近期期限")
    # Payday is the 10th: July was due on the 15th of July, 126 days before 18 November.
    expect(todo.get_by_role("link", name=re.compile("2026 年 7 月"))).to_contain_text(
        "已过 126 天"
    )
    todo.get_by_role("link", name="办事日历").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("办事日历")
    late = screen.get_by_role("region", name="近 30 天待办")
    expect(late).to_contain_text("2026-07-15")
    august = screen.get_by_role("region", name="2027 年 8 月")
    august.get_by_text("2027 年 8 月").first.click()
    expect(august.get_by_text("缴存基数调整截止")).to_be_visible()
    assert_accessible(screen)
    with door.lock:
        july_is_paid(mill, bank_answers)
    screen.reload()
    expect(late).not_to_contain_text("2026-07-15")
    expect(late).to_contain_text("2026-08-15")


def test_the_file_holds_the_year_and_nobody(
    screen: Page, door: Door, agent: Appointment, mill: Employer
) -> None:
    enter(screen, door, agent)
    screen.goto(door.url("/employer/calendar"))
    with screen.expect_download() as taken:
        screen.get_by_role("link", name="下载日历文件").click()
    content = taken.value.path().read_bytes()
    events = parse(content).inside
    titles = {text(event.properties["SUMMARY"]): event.properties for event in events}
    december = titles["2026 年 12 月住房公积金最迟汇缴日"]
    assert december["DTSTART;VALUE=DATE"] == "20261215"
    assert "年度结息日" in titles
    assert len({event.properties["UID"] for event in events}) == len(events)
    told = content.replace(b"\r\n ", b"").decode()
    for secret in (mill.name, mill.number, "王芳", "李伟", "赵会计", "1,440", "2,910"):
        assert secret not in told


def test_a_subscription_is_read_without_signing_in_until_it_is_ended(
    screen: Page, door: Door, agent: Appointment, hall: Client
) -> None:
    enter(screen, door, agent)
    screen.goto(door.url("/employer/calendar"))
    screen.get_by_role("button", name="生成订阅地址").click()
    address = screen.get_by_label("订阅地址").input_value()
    assert_accessible(screen)
    path = re.sub(r"^https?://[^/]+", "", address)
    assert re.fullmatch(r"/employer/calendar/[A-Za-z0-9_-]{43}\.ics", path)
    assert read(screen, path) == (200, True)
    screen.get_by_role("link", name="返回办事日历").click()
    screen.get_by_role("button", name="换一个新地址").click()
    renewed = re.sub(r"^https?://[^/]+", "", screen.get_by_label("订阅地址").input_value())
    assert read(screen, path) == (404, False)
    assert read(screen, renewed) == (200, True)
    screen.get_by_role("link", name="返回办事日历").click()
    screen.get_by_role("button", name="停用订阅地址").click()
    expect(screen.get_by_role("button", name="生成订阅地址")).to_be_visible()
    assert read(screen, renewed) == (404, False)


def read(page: Page, path: str) -> tuple[int, bool]:
    """What a program gets that holds the address and no cookie."""
    status, body = page.evaluate(
        "path => fetch(path, {credentials: 'omit'}).then("
        "async answer => [answer.status, await answer.text()])",
        path,
    )
    return status, body.startswith("BEGIN:VCALENDAR")
