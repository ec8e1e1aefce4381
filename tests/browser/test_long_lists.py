"""A list too long to wait for: 导出Excel, progress, leave, come back, equal totals."""

from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from tests.browser.agents import enter
from tests.browser.conftest import Door, assert_accessible
from tests.people_of_the_town import identity, opening, staff
from tests.portals.conftest import agent_of

from anju.documents.exports.models import Export
from anju.documents.exports.write_exports import write_exports
from anju.documents.exports.writer import writer
from anju.people.models import Appointment, Employer
from anju.portals.shared.lists import query


@pytest.fixture
def large(mill: Employer, monkeypatch: pytest.MonkeyPatch) -> Employer:
    """The mill with 42 people, where twenty are a long list."""
    monkeypatch.setattr(query, "AT_ONCE_MOST", 20)
    staff(mill, *(opening(order, f"职工{identity(order)[-4:]}") for order in range(3, 43)))
    return mill


@pytest.mark.rows("C-59")
def test_a_long_list_is_written_in_the_background_and_taken_later(
    screen: Page, door: Door, large: Employer, agent: Appointment
) -> None:
    page = screen
    enter(page, door, agent)
    page.goto(door.url("/employer/members"))
    total = page.locator("tfoot tr", has_text="总合计").locator("td").all_inner_texts()
    page.get_by_role("button", name="导出Excel").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("正在生成")
    expect(page.get_by_role("status")).to_contain_text("正在排队")
    assert_accessible(page)
    with door.lock:
        Export.objects.update(state="writing", rows_done=21)
    expect(page.get_by_role("status")).to_contain_text("已写 21 / 42 行")
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "50")
    page.get_by_role("link", name="去首页").click()
    with door.lock:
        write_exports(writer=writer(), now=timezone.now())
    page.get_by_role("link", name="我的导出").click()
    expect(page.get_by_role("row", name="可下载")).to_contain_text("42")
    assert_accessible(page)
    with page.expect_download() as taken:
        page.get_by_role("link", name="下载").click()
    book = load_workbook(BytesIO(taken.value.path().read_bytes())).active
    rows = list(book.iter_rows(values_only=True))
    assert len(rows) == 44
    written = [f"{cell:,.2f}" if isinstance(cell, int | float) else "" for cell in rows[-1]]
    assert [one for one in written if one] == [one for one in total[1:] if one]


def test_who_stays_on_the_page_is_given_the_file_there(
    phone: Page, door: Door, large: Employer, agent: Appointment
) -> None:
    page = phone
    enter(page, door, agent_of(large, "周出纳", 909, Appointment.Role.READER))
    page.goto(door.url("/employer/members"))
    page.get_by_role("button", name="导出Excel").click()
    assert_accessible(page)
    with door.lock:
        write_exports(writer=writer(), now=timezone.now())
    expect(page.get_by_role("heading", level=1)).to_contain_text("已经生成")
    with page.expect_download() as taken:
        page.get_by_role("link", name="下载").click()
    assert taken.value.suggested_filename.endswith(".xlsx")
    page.get_by_role("link", name="我的导出").first.click()
    expect(page.get_by_text("已下载")).to_be_visible()
    assert_accessible(page)
