"""楚雄: the personal menus, and what is withdrawn along the manual's own click path."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from playwright.sync_api import Page, expect
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.browser.paid_out import both_agree, office
from tests.browser.paying_out import (
    Pays,
    bank,
    bank_process,
    levers,
    pays_out,
    prove_by_code,
    receipt_is_genuine,
)
from tests.browser.signed_in import arrive
from tests.paying_back import remit
from tests.portals.member.conftest import told
from tests.portals.member.lending import lend
from tests.portals.member.withdrawing import bind

from anju.cases.models import Step
from anju.ground.calendar import Month
from anju.people.models import Employer, Member
from anju.withdrawals.models import LoanRecord, Withdrawal

__all__ = ["bank", "bank_process", "levers", "office", "pays_out"]

MENUS = {
    "基本信息查询": {"个人账户信息查询": "欢迎您！今天是"},
    "明细查询": {"个人公积金明细查询": "个人账户明细", "我发起的": "我发起的"},
    "我要提取": {
        "我要提取": "我要提取",
        "物业费提取": "物业费提取",
        "绑定银行卡": "绑定银行卡",
        "历史提取明细": "历史提取明细",
    },
    "我要贷款": {"我的贷款": "我的贷款"},
    "我要还款": {
        "公积金贷款还款提取": "公积金贷款还款提取",
        "商贷还款提取": "商贷还款提取",
    },
    "我要变更": {
        "个人登录密码变更": "个人登录密码变更",
        "个人手机号码变更": "个人手机号码变更",
        "个人短信退订": "个人短信退订",
    },
}


@pytest.fixture(autouse=True)
def ten_in_the_morning() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 18, 2, 0, tzinfo=UTC), tick=True):
        yield


@pytest.fixture
def saver(mill: Employer, fang: Member, city: Callable[[str], None]) -> Member:
    """王芳 has four months on her account, in the hall of 楚雄."""
    remit(mill, Month(2026, 10))
    city("chuxiong")
    return fang


@pytest.mark.rows("C-58")
def test_the_six_personal_menus_lead_to_pages(screen: Page, door: Door, saver: Member) -> None:
    arrive(screen, door, saver)
    menu = screen.get_by_role("navigation", name="主导航")
    heads = menu.locator("details:not(.menu-find) > summary").all_inner_texts()
    assert [head.strip() for head in heads] == list(MENUS)
    for group, lines in MENUS.items():
        for line, words in lines.items():
            open_menu(screen, group, line)
            expect(screen.get_by_role("main")).to_contain_text(words)
            expect(menu.locator("details.here > summary")).to_have_count(
                0 if line == "个人账户信息查询" else 1
            )


@pytest.mark.rows("C-58")
def test_my_loans_are_listed_with_what_was_repaid_counted_exported_and_printed(
    screen: Page, door: Door, saver: Member
) -> None:
    arrive(screen, door, saver)
    open_menu(screen, "我要贷款", "我的贷款")
    expect(screen.get_by_text("您还没有登记的贷款")).to_be_visible()
    expect(screen.get_by_text("到就近的管理部柜台登记")).to_be_visible()
    assert_accessible(screen)
    with door.lock:
        loan = lend(saver, LoanRecord.Kind.FUND, repaid=[(date(2026, 9, 20), 120_000, 65_050)])
        lend(saver, LoanRecord.Kind.COMMERCIAL)
    screen.reload()
    table = screen.get_by_role("table", name="我的贷款")
    expect(table.get_by_role("row")).to_have_count(4)
    expect(table.get_by_role("row").last).to_contain_text("2,200.00650.50")
    assert_accessible(screen)
    with screen.expect_download() as book:
        screen.get_by_role("link", name="导出Excel").click()
    assert book.value.suggested_filename == "我的贷款.xlsx"
    expect(screen.get_by_role("button", name="打印")).to_be_visible()
    table.get_by_role("link", name=loan.number, exact=True).click()
    expect(screen.get_by_role("heading", level=1)).to_have_text(f"贷款 {loan.number}")
    expect(screen.get_by_role("row").last).to_contain_text("总合计1,200.00650.50")
    assert_accessible(screen)
    screen.go_back()
    row = screen.get_by_role("row").filter(has_text=loan.number)
    row.get_by_role("link", name="还款提取").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("公积金贷款还款提取")


@pytest.mark.rows("C-13", "C-57")
def test_a_property_fee_is_paid_at_once_and_its_receipt_printed(
    screen: Page, door: Door, saver: Member, pays_out: Pays
) -> None:
    bind(saver)
    arrive(screen, door, saver)
    open_menu(screen, "我要提取", "物业费提取")
    expect(screen.get_by_role("heading", level=1)).to_have_text("物业费提取")
    expect(screen.get_by_role("button", name="计算")).to_have_count(0)
    assert_accessible(screen)
    screen.get_by_label("提取金额（元）").fill("300.00")
    prove_by_code(screen, saver)
    assert "用于“物业费提取”，付到尾号 0019 的银行卡，金额 300.00 元" in told(saver.mobile)
    screen.get_by_role("button", name="提交", exact=True).last.click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("正在付款")
    made = Withdrawal.objects.get()
    assert made.case.steps.latest("place").kind == Step.Kind.AUTOMATIC
    assert pays_out() == 30_000
    # The page asks by itself until the bank has answered.
    expect(screen.get_by_role("heading", level=1)).to_have_text("提取成功")
    assert_accessible(screen)
    receipt_is_genuine(screen, door, made, "叁佰元整")


@pytest.mark.rows("C-13")
def test_more_than_the_years_cap_is_refused_with_what_is_left(
    phone: Page, door: Door, saver: Member
) -> None:
    bind(saver)
    arrive(phone, door, saver)
    phone.goto(door.url("/my/withdrawals/reasons/property_fee"))
    phone.get_by_label("提取金额（元）").fill("5000.01")
    phone.get_by_role("button", name="获取验证码").click()
    field = phone.locator("#code-field")
    expect(field).to_contain_text(
        "最多可以提取 5,000.00 元（今年还可提 5,000.00 元），请修改金额"
    )
    phone.get_by_label("提取金额（元）").fill("")
    phone.get_by_role("button", name="获取验证码").click()
    expect(field).to_contain_text("请填写提取金额")
    phone.get_by_role("button", name="提交", exact=True).last.click()
    expect(phone.get_by_role("alert").first).to_contain_text("请填写提取金额")
    assert_accessible(phone)
    assert not Withdrawal.objects.exists()


@pytest.mark.rows("C-58")
def test_a_fund_loans_repayment_goes_from_the_menu_through_review_to_the_card(
    screen: Page, door: Door, saver: Member, pays_out: Pays, office: Page
) -> None:
    bind(saver)
    loan = lend(saver, LoanRecord.Kind.FUND)
    arrive(screen, door, saver)
    open_menu(screen, "我要还款", "公积金贷款还款提取")
    screen.get_by_label("提取材料号").fill(loan.number)
    screen.get_by_role("button", name="计算").click()
    expect(screen.locator("#echo")).to_contain_text("可提取金额1,000.00 元")
    expect(screen.locator("#loan-echo")).to_contain_text(loan.contract_number)
    prove_by_code(screen, saver)
    screen.get_by_role("button", name="提交", exact=True).last.click()
    expect(screen.get_by_role("heading", name="申请已提交")).to_be_visible()
    made = Withdrawal.objects.get()
    both_agree(office, door)
    assert pays_out() == 100_000
    receipt_is_genuine(screen, door, made, "壹仟元整")
