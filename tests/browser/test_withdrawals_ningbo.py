"""宁波: 申办 and 查询 along the manual's own click path, from the menu to the money."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.browser.ningbo import confirm_tips, elder, material_dialog, office_hours, saver
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
from tests.people_of_the_town import opening, staff
from tests.portals.member.lending import lend
from tests.portals.member.withdrawing import seal

from anju.people.models import Employer, Member
from anju.withdrawals.models import LoanRecord, Withdrawal

__all__ = [
    "bank",
    "bank_process",
    "elder",
    "levers",
    "office",
    "office_hours",
    "pays_out",
    "saver",
]

COMMERCIAL, FUND = LoanRecord.Kind


@pytest.fixture
def strangers(mill: Employer) -> LoanRecord:
    """A commercial loan of somebody else."""
    staff(mill, opening(3, "孙七"))
    return lend(Member.objects.get(name="孙七"), COMMERCIAL)


def calculate(page: Page, sum_: str) -> None:
    """计算, and the amount that cannot be typed."""
    page.get_by_role("button", name="计算").click()
    expect(page.locator("#echo")).to_contain_text(sum_)
    expect(page.locator("#amount, [name=amount], [name=cost]")).to_have_count(0)


def submit(page: Page, member: Member, button: str = "获取验证码") -> Withdrawal:
    """The code that came to the telephone, 提交, and the returned prompt."""
    prove_by_code(page, member, button)
    page.get_by_role("button", name="提交", exact=True).last.click()
    expect(page.get_by_role("heading", name="申请已提交")).to_be_visible()
    assert_accessible(page)
    return Withdrawal.objects.get()


@pytest.mark.rows("N-08", "N-09", "N-18")
def test_a_commercial_loans_repayment_from_the_menu_to_the_card(
    screen: Page, door: Door, saver: Member, strangers: LoanRecord, pays_out: Pays, office: Page
) -> None:
    other, loan = lend(saver, COMMERCIAL), lend(saver, COMMERCIAL)
    arrive(screen, door, saver)
    open_menu(screen, "提取业务", "商贷还款提取")
    confirm_tips(screen, "姓名王芳", "主贷人本人可以办理")
    number = screen.get_by_label("材料号", exact=True)
    expect(number).to_have_attribute("readonly", "")
    found = material_dialog(screen)
    expect(found).to_contain_text("主贷人姓名王芳")
    expect(found.locator("input:not([type=radio])")).to_have_count(0)
    expect(found.get_by_role("radio")).to_have_count(2)
    expect(found).not_to_contain_text(strangers.number)
    assert_accessible(screen)
    found.get_by_label(f"选择 {other.number}").check()
    found.get_by_role("button", name="取消").click()
    expect(number).to_have_value("")
    material_dialog(screen).get_by_label(f"选择 {loan.number}").check()
    found.get_by_role("button", name="确定").click()
    expect(number).to_have_value(loan.number)
    expect(screen.locator("#loan-echo")).to_contain_text(f"合同号{loan.contract_number}")
    calculate(screen, "1,000.00 元")
    assert_accessible(screen)
    made = submit(screen, saver)
    assert (made.loan, made.amount_fen) == (loan, 100_000)
    both_agree(office, door)
    assert pays_out() == 100_000
    receipt_is_genuine(screen, door, made, "壹仟元整")


@pytest.mark.rows("N-10")
def test_leaving_for_another_city_closes_the_account(
    screen: Page, door: Door, saver: Member
) -> None:
    seal(saver, months=1)
    arrive(screen, door, saver)
    open_menu(screen, "提取业务", "外地销户提取")
    confirm_tips(screen, "账户会销户")
    calculate(screen, "可提取金额5,760.00 元")
    assert_accessible(screen)
    made = submit(screen, saver)
    assert (made.reason, made.mode, made.amount_fen) == (
        "external_transfer",
        "closing",
        576_000,
    )


@pytest.mark.rows("N-11")
def test_a_fund_loans_data_come_after_its_number_was_typed(
    screen: Page, door: Door, saver: Member, strangers: LoanRecord
) -> None:
    loan = lend(saver, FUND, repaid=[(date(2026, 9, 20), 120_000, 65_050)])
    arrive(screen, door, saver)
    open_menu(screen, "提取业务", "公积金贷款还款提取")
    confirm_tips(screen)
    assert loan.contract_number not in screen.content()
    number, echo = screen.get_by_label("提取材料号"), screen.locator("#loan-echo")
    number.fill(strangers.number)
    number.blur()
    expect(echo).to_contain_text("没有查到您本人的材料号")
    assert strangers.contract_number not in screen.content()
    number.fill(loan.number.lower())
    number.blur()
    expect(echo).to_contain_text(f"合同号{loan.contract_number}")
    expect(echo).to_contain_text("500,000.00 元，240 期")
    assert_accessible(screen)
    calculate(screen, "1,850.50 元")
    made = submit(screen, saver)
    assert (made.loan, made.amount_fen) == (loan, 185_050)


@pytest.mark.rows("N-12")
def test_who_is_of_age_only_hands_it_in(screen: Page, door: Door, elder: Member) -> None:
    arrive(screen, door, elder)
    open_menu(screen, "提取业务", "退休提取")
    confirm_tips(screen, elder.name)
    expect(screen.locator("#echo")).to_contain_text("可提取金额5,760.00 元")
    expect(screen.locator("form input:visible")).to_have_count(1)
    expect(screen.get_by_role("button", name="计算")).to_have_count(0)
    assert_accessible(screen)
    made = submit(screen, elder, "获取短信验证码")
    assert (made.reason, made.mode, made.amount_fen) == ("retirement", "closing", 576_000)


@pytest.mark.rows("N-12")
def test_who_is_not_of_age_yet_is_told_when_retirement_opens(
    screen: Page, door: Door, saver: Member
) -> None:
    arrive(screen, door, saver)
    open_menu(screen, "提取业务", "退休提取")
    confirm_tips(screen, "目前还不能办理", "起可办")
    expect(screen.get_by_role("button", name="计算")).to_have_count(0)
    screen.get_by_role("button", name="提交", exact=True).last.click()
    alert = screen.get_by_role("alert").first
    expect(alert).to_contain_text("达到法定退休年龄")
    expect(alert).to_contain_text("起可办")
    assert_accessible(screen)
