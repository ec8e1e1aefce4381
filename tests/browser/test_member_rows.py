"""The members' rows of the manuals, along their own click paths, in a real browser."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.people_of_the_town import SEVEN, TODAY, TWELVE, change, employer, opening, staff
from tests.portals.conftest import PASSWORD, account_of

from anju.contributions.models import Remittance
from anju.contributions.remittances.remit import submit_remittance
from anju.ground.calendar import Month
from anju.people.accounts.change_accounts import change_bases
from anju.people.accounts.deed import Terms
from anju.people.models import Employer, FundAccount, Member

FULL = ["编号", "记账日期", "业务明细类型", "发生额", "发生利息额", "余额"]
FULL += ["摘要", "机构", "渠道"]
WITHDRAWAL = ["序号", "记账日期", "归集和提取业务类型", "发生额", "发生利息额"]
WITHDRAWAL += ["提取原因", "提取方式"]


@pytest.fixture
def three_months(mill: Employer, wang: Member, bank_answers) -> None:
    """July to September are paid."""
    submit_remittance(
        employer=mill,
        until=Month(2026, 9),
        method=Remittance.Method.REALTIME,
        expected_fen=3 * 291_000,
        intent="b" * 32,
        today=TODAY,
        by="赵会计",
    )
    bank_answers()


def enter(page: Page, door: Door, name: str) -> None:
    """首页 › 个人用户 › 密码登录."""
    page.goto(door.url("/"))
    page.get_by_role("link", name="个人用户").click()
    page.locator("#name").fill(name)
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_text("欢迎您！今天是")).to_be_visible()


@pytest.mark.rows("J-08", "J-25", "J-26")
def test_jian_queries_exports_and_prints_the_ledger(
    screen: Page, door: Door, wang: Member, three_months: None, city
) -> None:
    city("jian")
    enter(screen, door, wang.identity_number)
    open_menu(screen, "公积金查询", "个人账户明细查询")
    table = screen.get_by_role("table")
    for column in FULL:
        expect(table.get_by_role("columnheader", name=column, exact=True)).to_be_visible()
    expect(table.get_by_role("row")).to_have_count(4)
    expect(table).to_contain_text("市直管理部")
    expect(table).to_contain_text("网厅")
    screen.get_by_label("业务类型").select_option("汇缴")
    screen.get_by_label("起始时间").fill("2026-11-01")
    screen.get_by_role("button", name="查询").click()
    expect(screen.get_by_text("共 3 条")).to_be_visible()
    with screen.expect_download() as download:
        screen.get_by_role("link", name="导出Excel").click()
    written = load_workbook(io.BytesIO(download.value.path().read_bytes())).active
    assert written.max_row == 4
    expect(screen.get_by_role("button", name="打印")).to_be_visible()
    screen.emulate_media(media="print")
    expect(screen.locator(".bar")).to_be_hidden()
    expect(table).to_be_visible()
    screen.emulate_media(media="screen")
    screen.get_by_label("业务类型").select_option("补缴")
    screen.get_by_role("button", name="查询").click()
    expect(screen.get_by_text("没有符合条件的明细")).to_be_visible()
    assert_accessible(screen)


@pytest.mark.rows("Z-10", "Z-12", "Z-29", "Z-30", "Z-31", "Z-32")
def test_zaozhuang_shows_cards_header_and_contribution_lines(
    screen: Page, door: Door, wang: Member, mill: Employer, three_months: None, city
) -> None:
    city("zaozhuang")
    account = account_of("王芳")
    change_bases(
        employer=mill,
        terms={account.pk: Terms(180_800, TWELVE, SEVEN, 18_080, 18_080)},
        change=change(Month(2026, 10), source="zaozhuang"),
    )
    enter(screen, door, wang.identity_number)
    expect(screen.get_by_text("欢迎您！今天是2026年11月18日 星期三")).to_be_visible()
    expect(screen.get_by_text("汇缴:1,440.00元").first).to_be_visible()
    screen.get_by_role("link", name="查询更多").click()
    main = screen.get_by_role("main")
    expect(main.get_by_role("heading", level=1)).to_have_text("缴存支取信息")
    for words in ("1,808.00 元", "单位12%,个人7%", "180.80 元", "2026 年 9 月", "4,320.00"):
        expect(main).to_contain_text(words)
    assert "7.0000" not in screen.content()
    table = screen.get_by_role("table")
    for column in [
        "序号",
        "记账日期",
        "归集和提取业务类型",
        "发生额",
        "发生利息额",
        "提取原因",
        "提取方式",
    ]:
        expect(table.get_by_role("columnheader", name=column, exact=True)).to_be_visible()
    screen.get_by_label("查询日期").fill("2026-11-18")
    screen.get_by_label("至", exact=True).fill("2026-11-18")
    screen.get_by_role("button", name="查询").click()
    expect(screen.get_by_text("共 3 条 第 1/1 页")).to_be_visible()
    expect(table.get_by_text("汇缴").first).to_be_visible()
    assert_accessible(screen)


@pytest.mark.rows("Z-10")
def test_zaozhuang_keeps_a_closed_account_beside_the_active_one(
    screen: Page, door: Door, wang: Member, mill: Employer, city
) -> None:
    city("zaozhuang")
    FundAccount.objects.filter(member=wang).update(
        state=FundAccount.State.WITHDRAWN, closed_on=date(2026, 11, 1)
    )
    staff(employer("浉河茶厂", seq=2), opening(1, "王芳"))
    enter(screen, door, wang.identity_number)
    expect(screen.get_by_text("浉河茶厂")).to_be_visible()
    screen.get_by_role("link", name="提取销户").click()
    expect(screen.get_by_text("申城纺织有限公司")).to_be_visible()
    assert_accessible(screen)
