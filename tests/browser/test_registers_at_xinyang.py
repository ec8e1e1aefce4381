"""信阳 X-17 to X-27 and X-33: 当月有变化, its two registers, keyed, picked and by template."""

import io
import re
from collections.abc import Callable

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from tests.browser.agents import enter
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.people_of_the_town import TODAY, change, identity
from tests.portals.conftest import account_of

from anju.contributions.uploads.read_upload import read_waiting_uploads
from anju.people.accounts.change_accounts import seal_accounts
from anju.people.models import Appointment, Employer, FundAccount

Fill = Callable[[list[list[str]]], None]


@pytest.fixture
def desk(screen: Page, door: Door, agent: Appointment, settings, tmp_path) -> Page:
    """信阳's hall with 赵会计 signed in."""
    settings.ANJU_UPLOADS = tmp_path
    enter(screen, door, agent)
    return screen


def to_changes(page: Page, tab: str) -> None:
    """当月汇缴 › 当月有变化 › 变更清册, and there 开户, 启封 or 封存."""
    page.get_by_role("main").get_by_role("link", name="当月汇缴").click()
    page.get_by_text("当月有变化 · 变更清册").click()
    page.get_by_role("button", name="下一步").click()
    tabs = page.get_by_role("navigation", name="变更类型")
    tabs.get_by_role("link", name=re.compile(f"^{tab}")).click()


def submit(page: Page, count: int, heading: str = "清册已提交") -> None:
    """校验通过, then 提交."""
    page.get_by_role("button", name=f"提交 {count} 项").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    expect(page.get_by_role("main")).to_contain_text(f"成功 {count} 人，失败 0 人")


def by_template(page: Page, door: Door, word: str, fill: Fill) -> list[list[str]]:
    """Download the template, fill it in, upload it, and wait for the check."""
    with page.expect_download() as download:
        page.get_by_role("link", name=f"下载批量{word}模板").click()
    book = load_workbook(io.BytesIO(download.value.path().read_bytes()))
    given = [[cell.value or "" for cell in row] for row in book.active.iter_rows()]
    filled = [list(row) for row in given]
    fill(filled)
    for line, row in enumerate(filled, start=1):
        for column, text in enumerate(row, start=1):
            book.active.cell(line, column).value = text or None
    kept = io.BytesIO()
    book.save(kept)
    page.get_by_role("link", name=f"批量{word}导入").click()
    assert_accessible(page)
    page.get_by_label("选择填好的模板").set_input_files(
        {"name": f"{word}.xlsx", "mimeType": "application/zip", "buffer": kept.getvalue()}
    )
    page.get_by_role("button", name="上传并检验").click()
    expect(page.get_by_role("heading", name=re.compile("正在比对"))).to_be_visible()
    with door.lock:
        read_waiting_uploads(today=TODAY)
    expect(page.get_by_role("navigation", name="筛选")).to_be_visible()
    return given


def row_of(rows: list[list[str]], name: str) -> list[str]:
    return next(row for row in rows if row[0] == name)


@pytest.mark.rows("X-17", "X-18", "X-33")
def test_a_joiner_is_keyed_into_the_change_register_and_opened(desk: Page) -> None:
    to_changes(desk, "开户")
    desk.get_by_role("link", name="添加").click()
    desk.get_by_label("姓名").fill("周燕")
    desk.get_by_label("身份证号").fill(identity(50))
    desk.get_by_label("缴存基数").fill("7000.00")
    desk.get_by_role("button", name="保存", exact=True).click()
    row = desk.get_by_role("row", name=re.compile("周燕"))
    expect(row).to_contain_text("校验通过")
    assert_accessible(desk)
    assert not FundAccount.objects.filter(member__name="周燕").exists()
    submit(desk, 1)
    assert account_of("周燕").monthly_fen == 168_000


@pytest.mark.rows("X-17")
def test_a_month_without_changes_leads_straight_to_the_remittance(desk: Page) -> None:
    desk.get_by_role("main").get_by_role("link", name="当月汇缴").click()
    desk.get_by_text("当月无变化").click()
    desk.get_by_role("button", name="下一步").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("汇缴")


@pytest.mark.rows("X-20", "X-33")
def test_somebody_is_picked_from_the_sealed_and_unsealed(desk: Page, mill: Employer) -> None:
    seal_accounts(employer=mill, accounts=[account_of("王芳").pk], change=change())
    to_changes(desk, "启封")
    desk.get_by_role("link", name="选择待启封的职工").click()
    expect(desk.get_by_text("李伟")).to_have_count(0)
    desk.get_by_role("checkbox", name="选择王芳").check()
    assert_accessible(desk)
    desk.get_by_role("button", name="启封", exact=True).click()
    expect(desk.get_by_role("row", name=re.compile("王芳"))).to_contain_text("校验通过")
    submit(desk, 1)
    assert account_of("王芳").state == "01"


@pytest.mark.rows("X-22", "X-33")
def test_several_are_picked_at_once_and_sealed(desk: Page) -> None:
    to_changes(desk, "封存")
    desk.get_by_role("link", name="选择待封存的职工").click()
    desk.get_by_role("checkbox", name="全选本页").check()
    desk.get_by_role("button", name="封存", exact=True).click()
    expect(desk.get_by_text("通过 2 项")).to_be_visible()
    submit(desk, 2)
    assert {account_of(name).state for name in ("王芳", "李伟")} == {"02"}


@pytest.mark.rows("X-19")
def test_joiners_come_in_by_the_opening_template(desk: Page, door: Door) -> None:
    def fill(rows: list[list[str]]) -> None:
        rows.append(["周燕", identity(50), "13800000050", "7000.00", ""])
        rows.append(["吴敏", identity(51), "", "1.00", ""])

    to_changes(desk, "开户")
    given = by_template(desk, door, "开户", fill)
    assert "示例：张三" in given[1]
    assert len(given) == 2
    expect(desk.locator(".row-why")).to_contain_text("吴敏（原表第 4 行）：缴存基数 1.00 元")
    assert_accessible(desk)
    desk.get_by_role("button", name="提交 1 项").click()
    expect(desk.get_by_role("main")).to_contain_text("成功 1 人，失败 1 人")
    assert account_of("周燕").base_fen == 700_000


@pytest.mark.rows("X-23")
def test_the_sealing_template_holds_our_people_and_seals_the_marked_alone(
    desk: Page, door: Door
) -> None:
    def fill(rows: list[list[str]]) -> None:
        row_of(rows, "王芳")[3] = "封存"

    to_changes(desk, "封存")
    given = by_template(desk, door, "封存", fill)
    assert row_of(given, "李伟")[1] == identity(2)
    expect(desk.get_by_role("row", name=re.compile("李伟"))).to_have_count(0)
    submit(desk, 1)
    assert (account_of("王芳").state, account_of("李伟").state) == ("02", "01")


@pytest.mark.rows("X-21")
def test_the_unsealing_template_holds_the_sealed(
    desk: Page, door: Door, mill: Employer
) -> None:
    seal_accounts(employer=mill, accounts=[account_of("王芳").pk], change=change())

    def fill(rows: list[list[str]]) -> None:
        row_of(rows, "王芳")[3] = "启封"

    to_changes(desk, "启封")
    given = by_template(desk, door, "启封", fill)
    assert "李伟" not in [row[0] for row in given]
    submit(desk, 1)
    assert account_of("王芳").state == "01"


@pytest.mark.rows("X-24", "X-25", "X-26")
def test_a_base_is_keyed_echoed_submitted_and_not_changed_twice_a_year(desk: Page) -> None:
    for base, monthly in (("7200.00", "1,728.00"), ("7300.00", "1,752.00")):
        open_menu(desk, "当月汇缴", "基数调整清册")
        desk.get_by_role("link", name="添加").click()
        desk.get_by_label("个人账号").press_sequentially("王芳")
        desk.get_by_role("link", name=re.compile("王芳")).click()
        desk.get_by_label("调整后工资基数").press_sequentially(base)
        for words in ("调整后月缴存额", monthly, "个人月缴存额", "单位月缴存额"):
            expect(desk.locator("#echo")).to_contain_text(words)
        desk.get_by_role("button", name="保存", exact=True).click()
        if base == "7200.00":
            submit(desk, 1, "基数变更成功")
    why = desk.locator(".row-why")
    expect(why).to_contain_text("的缴存年度只能调整 1 次基数，此人已于 2026-11-18 在 BG")
    expect(desk.get_by_role("button", name="没有可提交的项")).to_be_disabled()
    assert_accessible(desk)
    assert account_of("王芳").base_fen == 720_000


@pytest.mark.rows("X-27", "X-24")
def test_new_bases_come_in_by_the_template_and_the_same_are_passed_over(
    desk: Page, door: Door
) -> None:
    def fill(rows: list[list[str]]) -> None:
        row_of(rows, "王芳")[4] = "7200.00"

    open_menu(desk, "当月汇缴", "基数调整清册")
    given = by_template(desk, door, "调基", fill)
    assert row_of(given, "李伟")[3:5] == ["6123.45", "6123.45"]
    expect(desk.get_by_text("其中 1 人没有变化")).to_be_visible()
    submit(desk, 1, "基数变更成功")
    assert (account_of("王芳").base_fen, account_of("李伟").base_fen) == (720_000, 612_345)
