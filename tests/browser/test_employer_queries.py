"""员工信息查询 and 公积金查询 at 楚雄, each along its own menu path, in a real browser."""

import re
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from tests.browser.agents import enter
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.browser.test_employer_rows import july_is_paid
from tests.people_of_the_town import change, employer, opening, staff, terms
from tests.portals.conftest import account_of

from anju.centers.clock.day import move_forward
from anju.ground.calendar import Month
from anju.ledger.book import Deed, Leg, book
from anju.ledger.chart import INTEREST_EXPENSE
from anju.ledger.kinds import Kind
from anju.ledger.open import fund_account
from anju.people.accounts.change_accounts import (
    change_bases,
    seal_accounts,
    transfer_accounts,
    unseal_accounts,
)
from anju.people.models import Appointment, Employer

AUGUST, NOVEMBER = Month(2026, 8), Month(2026, 11)
SETTLED_ON = date(2027, 6, 30)


@pytest.fixture
def desk_of_chuxiong(screen: Page, door: Door, agent: Appointment, city) -> Page:
    """楚雄's hall with 赵会计 signed in."""
    city("chuxiong")
    enter(screen, door, agent)
    return screen


def sheet_of(page: Page) -> list[tuple[object, ...]]:
    """The rows of the workbook behind 导出Excel."""
    with page.expect_download() as taken:
        page.get_by_role("link", name="导出Excel").click()
    book_read = load_workbook(BytesIO(taken.value.path().read_bytes()))
    return list(book_read.active.iter_rows(values_only=True))


def ask(page: Page) -> None:
    page.get_by_role("button", name="查询", exact=True).click()


def row(page: Page, name: str):
    return page.get_by_role("table").first.get_by_role("row", name=re.compile(name))


def foot(page: Page, title: str):
    return page.locator("tfoot").get_by_role("row", name=re.compile(title))


@pytest.mark.rows("C-27", "C-59")
def test_who_came_and_who_went_is_listed_in_both_directions(
    desk_of_chuxiong: Page, mill: Employer, door: Door
) -> None:
    with door.lock:
        tea = employer("浉河茶厂", seq=2)
        staff(tea, opening(7, "孙燕"))
        (sun, li) = (account_of("孙燕"), account_of("李伟"))
        seal_accounts(employer=tea, accounts=[sun.pk], change=change(AUGUST))
        transfer_accounts(
            employer=mill, terms={sun.pk: terms()}, change=change(NOVEMBER, source="ZY1")
        )
        seal_accounts(employer=mill, accounts=[li.pk], change=change(AUGUST))
        transfer_accounts(
            employer=tea, terms={li.pk: terms()}, change=change(NOVEMBER, source="ZY2")
        )
    page = desk_of_chuxiong
    open_menu(page, "员工信息查询", "单位下个人转移查询")
    expect(row(page, "孙燕")).to_contain_text("转入")
    expect(row(page, "孙燕")).to_contain_text("浉河茶厂")
    expect(row(page, "孙燕")).to_contain_text("1,440.00")
    expect(row(page, "李伟")).to_contain_text("转出")
    expect(row(page, "李伟")).not_to_contain_text("浉河茶厂")
    expect(row(page, "李伟")).not_to_contain_text("1,440.00")
    assert_accessible(page)
    page.get_by_label("转移方向").select_option("转出本单位")
    ask(page)
    expect(row(page, "孙燕")).to_have_count(0)
    assert [line[1] for line in sheet_of(page)] == ["姓名", "李伟"]


@pytest.mark.rows("C-28", "C-59")
def test_a_person_is_found_with_everything_paid_here_and_the_list_stays_as_asked(
    desk_of_chuxiong: Page, mill: Employer, door: Door, bank_answers
) -> None:
    with door.lock:
        july_is_paid(mill, bank_answers)
    page = desk_of_chuxiong
    open_menu(page, "员工信息查询", "单位下人员明细查询")
    for words in ("6,000.00", "12%", "720.00", "1,440.00", "2026 年 7 月", "正常"):
        expect(row(page, "王芳")).to_contain_text(words)
    expect(foot(page, "总合计")).to_contain_text("12,123.45")
    expect(foot(page, "总合计")).to_contain_text("2,910.00")
    assert_accessible(page)
    page.get_by_label("姓名、拼音").fill("王")
    ask(page)
    expect(row(page, "李伟")).to_have_count(0)
    page.get_by_role("link", name="王芳").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("王芳")
    expect(row(page, "2026 年 7 月")).to_contain_text("1,440.00")
    expect(page.get_by_role("table", name="变更记录")).to_contain_text("开户")
    assert_accessible(page)
    page.get_by_role("link", name="单位下人员明细查询").last.click()
    expect(row(page, "王芳")).to_be_visible()
    expect(row(page, "李伟")).to_have_count(0)


@pytest.mark.rows("C-30", "C-59")
def test_payments_lead_to_their_months_and_to_every_person_of_a_month(
    desk_of_chuxiong: Page, mill: Employer, door: Door, bank_answers
) -> None:
    page = desk_of_chuxiong
    open_menu(page, "公积金查询", "单位缴存明细查询")
    expect(page.get_by_text("这段时间没有缴存记录")).to_be_visible()
    with door.lock:
        july_is_paid(mill, bank_answers)
    page.reload()
    for words in ("汇缴", "2026 年 7 月", "2,910.00", "实时结算", "已入账"):
        expect(row(page, "HJ")).to_contain_text(words)
    expect(foot(page, "总合计")).to_contain_text("2,910.00")
    page.get_by_label("业务类型").select_option("预缴")
    ask(page)
    expect(page.get_by_text("这段时间没有缴存记录")).to_be_visible()
    page.get_by_label("业务类型").select_option("汇缴")
    ask(page)
    assert_accessible(page)
    row(page, "HJ").get_by_role("link").click()
    expect(row(page, "2026 年 7 月")).to_contain_text("2,910.00")
    page.get_by_role("link", name="2026 年 7 月", exact=True).click()
    expect(row(page, "李伟")).to_contain_text("1,470.00")
    expect(foot(page, "总合计")).to_contain_text("1,455.00")
    assert_accessible(page)
    rows = sheet_of(page)
    assert [line[1] for line in rows] == ["姓名", "王芳", "李伟", None]
    assert rows[-1][-1] == 2910
    page.get_by_role("link", name="单位缴存明细查询").last.click()
    expect(page.get_by_label("业务类型")).to_have_value("remittance")


@pytest.mark.rows("C-31", "C-59")
def test_what_was_sealed_and_unsealed_is_listed_with_both_amounts(
    desk_of_chuxiong: Page, mill: Employer, door: Door
) -> None:
    with door.lock:
        wang = account_of("王芳")
        seal_accounts(employer=mill, accounts=[wang.pk], change=change(AUGUST))
        unseal_accounts(employer=mill, terms={wang.pk: terms()}, change=change(NOVEMBER))
    page = desk_of_chuxiong
    open_menu(page, "公积金查询", "单位封存启封查询")
    expect(row(page, "启封")).to_contain_text("2026 年 11 月")
    page.get_by_label("业务").select_option("封存")
    ask(page)
    expect(page.locator("tbody tr")).to_have_count(1)
    for words in ("王芳", "2026 年 8 月", "1,440.00", "0.00"):
        expect(row(page, "封存")).to_contain_text(words)
    assert_accessible(page)


@pytest.mark.rows("C-33", "C-59")
def test_a_new_base_stands_beside_the_one_before(
    desk_of_chuxiong: Page, mill: Employer, door: Door
) -> None:
    page = desk_of_chuxiong
    open_menu(page, "公积金查询", "单位基数调整查询")
    expect(page.get_by_text("这段时间没有调整过缴存基数")).to_be_visible()
    with door.lock:
        new = {account_of("王芳").pk: terms(700_000, side_fen=84_000)}
        change_bases(employer=mill, terms=new, change=change(NOVEMBER))
    page.reload()
    for words in ("6,000.00", "7,000.00", "1,440.00", "1,680.00", "2026 年 11 月"):
        expect(row(page, "王芳")).to_contain_text(words)
    assert_accessible(page)


@pytest.mark.rows("C-34", "C-59")
def test_the_yearly_interest_of_everybody_adds_up_and_is_waited_for_before(
    desk_of_chuxiong: Page, mill: Employer, door: Door, bank_answers
) -> None:
    page = desk_of_chuxiong
    open_menu(page, "公积金查询", "单位结息对账单查询")
    expect(page.get_by_text("下一次结息日是 2027-06-30")).to_be_visible()
    with door.lock:
        july_is_paid(mill, bank_answers)
        settle({"王芳": 1_512, "李伟": 1_544})
        move_forward(to=date(2027, 7, 1))
    page.reload()
    expect(page.get_by_label("结息年度")).to_have_value("2026")
    # 0 + 1,440.00 − 0 + 15.12 = 1,455.12
    for words in ("0.00", "1,440.00", "15.12", "1,455.12"):
        expect(row(page, "王芳")).to_contain_text(words)
    for words in ("2,910.00", "30.56", "2,940.56"):
        expect(foot(page, "总合计")).to_contain_text(words)
    assert_accessible(page)
    assert sheet_of(page)[-1][2:] == (0, 2910, 0, 30.56, 2940.56)


@pytest.mark.rows("C-35", "C-59")
def test_a_filed_register_is_found_with_its_lines(
    desk_of_chuxiong: Page, mill: Employer
) -> None:
    page = desk_of_chuxiong
    open_menu(page, "归集业务", "变更清册")
    page.get_by_role("link", name="新增一人").click()
    page.get_by_role("link", name="封存").click()
    page.get_by_label("查找职工").fill("李伟")
    page.get_by_role("button", name="查找").click()
    page.get_by_role("link", name=re.compile("李伟")).click()
    page.get_by_role("button", name="保存", exact=True).click()
    open_menu(page, "公积金查询", "单位缴存登记查询")
    for words in ("草稿", "2026 年 7 月", "−1,470.00"):
        expect(row(page, "BG")).to_contain_text(words)
    assert_accessible(page)
    row(page, "BG").get_by_role("link").click()
    for words in ("封存", "1,470.00", "校验通过"):
        expect(row(page, "李伟")).to_contain_text(words)
    assert_accessible(page)


def settle(fen: dict[str, int]) -> None:
    """Interest of 30 June through the ledger's own door."""
    expense = fund_account(subject=INTEREST_EXPENSE, number="1", opened_on=SETTLED_ON)
    legs = [Leg(account_of(name).pk, each) for name, each in fen.items()]
    book(
        deed=Deed(
            kind=Kind.INTEREST,
            act="interest/2026",
            booked_on=SETTLED_ON,
            value_on=SETTLED_ON,
            actor="test",
            summary="年终结息",
            branch="市直管理部",
            channel="00",
        ),
        legs=[*legs, Leg(expense, -sum(fen.values()))],
    )
