"""吉安: 离职提取 and 离退休提取 along the manual's click path, from the menu to the money."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

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
from tests.portals.member.withdrawing import bind, old_saver, seal

from anju.ground.calendar import Month
from anju.identity.passwords.check_strength import PersonWords
from anju.identity.passwords.pin import set_pin
from anju.people.models import Employer, FundAccount, Member
from anju.withdrawals.models import Withdrawal

__all__ = ["bank", "bank_process", "levers", "office", "pays_out"]

PIN, BUTTON = "284719", "获取短信验证码"
TEN = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
City = Callable[[str], None]


@pytest.fixture(autouse=True)
def ten_in_the_morning() -> Iterator[None]:
    with time_machine.travel(TEN, tick=True):
        yield


@pytest.fixture
def saver(mill: Employer, fang: Member, city: City) -> Member:
    """王芳 has four months on her account, a card and a payment password, in 吉安."""
    remit(mill, Month(2026, 10))
    bind(fang)
    return _in_jian(fang, city)


@pytest.fixture
def elder(mill: Employer, city: City) -> Member:
    """周伯 is of age to retire."""
    return _in_jian(old_saver(mill), city)


def _in_jian(member: Member, city: City) -> Member:
    set_pin(member_id=member.pk, pin=PIN, about=PersonWords(), now=TEN)
    city("jian")
    return member


def fill_leaving(page: Page) -> None:
    """离职日期 and 离职原因."""
    page.get_by_label("离职日期").fill("2026-04-15")
    page.get_by_label("离职原因").select_option("本人辞职")


def submit(page: Page, member: Member) -> Withdrawal:
    """获取短信验证码, 验证码, 支付密码, 提交."""
    prove_by_code(page, member, BUTTON)
    page.get_by_label("支付密码").fill(PIN)
    page.get_by_role("button", name="提交", exact=True).last.click()
    expect(page.get_by_role("heading", name="申请已提交")).to_be_visible()
    assert_accessible(page)
    return Withdrawal.objects.get()


@pytest.mark.rows("J-16")
def test_who_left_his_employer_withdraws_everything(
    screen: Page, door: Door, saver: Member, pays_out: Pays, office: Page
) -> None:
    seal(saver, months=7)
    arrive(screen, door, saver)
    open_menu(screen, "我要提取", "离职提取")
    expect(screen.get_by_role("heading", level=1)).to_have_text("离职提取")
    expect(screen.locator("#echo")).to_contain_text("可提取金额5,760.00 元")
    expect(screen.get_by_role("button", name="计算")).to_have_count(0)
    fill_leaving(screen)
    assert_accessible(screen)
    made = submit(screen, saver)
    assert "用于“离职提取”，付到尾号 0019 的银行卡，金额 5,760.00 元" in told(saver.mobile)
    assert (made.reason, made.told["why_left"]) == ("employment_ended", "本人辞职")
    both_agree(office, door)
    assert pays_out() == 576_000
    assert FundAccount.objects.get(member=saver).state == FundAccount.State.WITHDRAWN
    receipt_is_genuine(screen, door, made, "伍仟柒佰陆拾元整")


@pytest.mark.rows("J-17")
def test_who_is_of_age_withdraws_for_retirement(
    screen: Page, door: Door, elder: Member
) -> None:
    arrive(screen, door, elder)
    open_menu(screen, "我要提取", "离退休提取")
    expect(screen.get_by_role("heading", level=1)).to_have_text("离退休提取")
    screen.get_by_label("离退休日期").fill("2026-10-31")
    screen.get_by_label("离退休类型").select_option("到龄退休")
    assert_accessible(screen)
    made = submit(screen, elder)
    assert (made.reason, made.mode, made.amount_fen) == ("retirement", "closing", 576_000)


@pytest.mark.rows("J-16")
@pytest.mark.parametrize(
    ("months", "why", "when"),
    [
        (None, "账户封存满 6 个月（账户正常缴存）", "离职后由原单位办理封存"),
        (2, "账户封存满 6 个月（2026-09-18 封存）", "预计 2027-03-18 起可办"),
    ],
)
def test_who_may_not_yet_is_told_what_why_and_when(
    screen: Page, door: Door, saver: Member, months: int | None, why: str, when: str
) -> None:
    if months is not None:
        seal(saver, months=months)
    arrive(screen, door, saver)
    open_menu(screen, "我要提取", "离职提取")
    note = screen.get_by_role("alert").first
    for words in ("目前还不能办理“离职提取”", why, when):
        expect(note).to_contain_text(words)
    fill_leaving(screen)
    screen.get_by_role("button", name=BUTTON).click()
    expect(screen.locator("#code-field")).to_contain_text(why)
    assert "验证码" not in told(saver.mobile)
    screen.get_by_role("button", name="提交", exact=True).last.click()
    for words in (why, when):
        expect(screen.get_by_role("alert").first).to_contain_text(words)
    assert_accessible(screen)
    assert not Withdrawal.objects.exists()


@pytest.mark.rows("J-17")
def test_who_is_too_young_is_told_from_which_day(
    phone: Page, door: Door, saver: Member
) -> None:
    arrive(phone, door, saver)
    phone.goto(door.url("/my/withdrawals/reasons/retirement"))
    note = phone.get_by_role("alert").first
    for words in ("目前还不能办理“离退休提取”", "1990-03-07 出生", "起可办"):
        expect(note).to_contain_text(words)
    assert_accessible(phone)
