"""退缴, 错缴更正 and the three filings, along their pages, on desk and phone."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.agents import enter
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.paying_back import AUGUST, JULY, SEPTEMBER, fresh, held, person, remit
from tests.people_of_the_town import change, opening, staff, terms

from anju.people.accounts.change_accounts import change_bases
from anju.people.models import Appointment, Employer


@pytest.fixture
def remitted(mill: Employer) -> Employer:
    """July and August are remitted for 王芳 (144,000 fen a month) and 李伟 (147,000)."""
    remit(mill, JULY)
    remit(mill, AUGUST)
    return mill


def choose_august(page: Page, door: Door, agent: Appointment, city) -> None:
    city("chuxiong")
    enter(page, door, agent)
    open_menu(page, "缴存业务", "退缴与错缴更正")
    page.get_by_role("link", name=re.compile("汇缴 2026 年 8 月")).click()


def test_a_person_is_refunded_and_the_effect_is_seen_first(
    screen: Page, door: Door, agent: Appointment, remitted: Employer, city
) -> None:
    choose_august(screen, door, agent, city)
    assert_accessible(screen)
    screen.get_by_label("退王芳").check()
    screen.get_by_role("button", name="下一步，看影响").click()
    row = screen.get_by_role("row", name=re.compile("王芳"))
    expect(row).to_contain_text("1,440.00")
    expect(row).to_contain_text("2,880.00")
    assert_accessible(screen)
    screen.get_by_label("原因").fill("重复缴存")
    screen.get_by_label("已告知名单里的职工").check()
    screen.get_by_role("button", name="提交退缴").click()
    expect(screen.get_by_role("heading", name="退缴成功")).to_be_visible()
    assert_accessible(screen)
    screen.get_by_role("link", name="打印回单").click()
    expect(screen.get_by_role("heading", name="单位退缴回单")).to_be_visible()
    with door.lock:
        assert (held(remitted, "王芳"), held(remitted, "李伟")) == (144_000, 294_000)


def test_a_whole_remittance_goes_back_to_the_account_it_came_from(
    screen: Page, door: Door, agent: Appointment, remitted: Employer, bank_answers, city
) -> None:
    choose_august(screen, door, agent, city)
    screen.get_by_label("全部职工").check()
    screen.get_by_role("button", name="下一步，看影响").click()
    screen.get_by_label("原因").fill("整月重复")
    screen.get_by_label("原付款账户").check()
    screen.get_by_label("已告知名单里的职工").check()
    screen.get_by_role("button", name="提交退缴").click()
    expect(screen.get_by_text("正在退到原付款账户")).to_be_visible()
    with door.lock:
        bank_answers()
    screen.reload()
    expect(screen.get_by_text("并退到原付款账户")).to_be_visible()
    with door.lock:
        assert fresh(remitted).paid_through == JULY


def test_too_much_is_corrected_to_the_right_base(
    screen: Page, door: Door, agent: Appointment, remitted: Employer, city
) -> None:
    choose_august(screen, door, agent, city)
    screen.get_by_role("link", name="错缴更正", exact=True).click()
    screen.get_by_label("王芳正确的缴存基数").fill("5000.00")
    screen.get_by_role("button", name="下一步，看影响").click()
    expect(screen.get_by_role("row", name=re.compile("王芳"))).to_contain_text("240.00")
    screen.get_by_label("原因").fill("基数填错")
    screen.get_by_label("已告知名单里的职工").check()
    screen.get_by_role("button", name="提交错缴更正").click()
    expect(screen.get_by_role("heading", name="错缴更正成功")).to_be_visible()
    with door.lock:
        assert held(remitted, "王芳") == 288_000 - 24_000


def ask(page: Page, month: str, wrong: str) -> None:
    page.get_by_label("哪个月").select_option(month)
    page.get_by_label(re.compile(wrong)).check()
    page.get_by_role("button", name="看该怎么办").click()


def test_the_guide_leads_to_the_three_filings(
    screen: Page, door: Door, agent: Appointment, remitted: Employer, city
) -> None:
    city("chuxiong")
    with door.lock:
        staff(remitted, opening(3, "张敏"))
        account = person(remitted, "王芳").pk
        change_bases(
            employer=remitted,
            terms={account: terms(720_000, side_fen=86_400)},
            change=change(SEPTEMBER),
        )
    enter(screen, door, agent)
    open_menu(screen, "缴存业务", "这个月报错了怎么办")
    ask(screen, "2026-09", "多缴了")
    expect(screen.get_by_role("heading", name="正常申报")).to_be_visible()
    ask(screen, "2026-08", "漏了人")
    expect(screen.get_by_role("heading", name="补充申报")).to_be_visible()
    expect(screen.get_by_role("row", name=re.compile("张敏"))).to_contain_text("+1,440.00")
    ask(screen, "2026-08", "多缴了")
    expect(screen.get_by_role("heading", name="更正申报")).to_be_visible()
    assert_accessible(screen)
    ask(screen, "2026-08", "少缴了")
    expect(screen.get_by_role("row", name=re.compile("王芳"))).to_contain_text("+288.00")
    screen.get_by_role("button", name="把这 1 人列入补缴").click()
    expect(screen.get_by_role("row", name=re.compile("王芳"))).to_contain_text("288.00")
    expect(screen.get_by_role("row", name=re.compile("王芳"))).to_contain_text("校验通过")


def test_on_a_phone_the_pages_read_in_one_column(
    phone: Page, door: Door, agent: Appointment, remitted: Employer
) -> None:
    enter(phone, door, agent)
    phone.goto(door.url("/employer/refunds"))
    assert_accessible(phone)
    phone.get_by_role("link", name=re.compile("汇缴 2026 年 8 月")).click()
    assert_accessible(phone)
    phone.get_by_label("退王芳").check()
    phone.get_by_role("button", name="下一步，看影响").click()
    assert_accessible(phone)
