"""What an employer asks of the counter, from its hall to the officers and back again."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.agents import enter
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.browser.staff_at_the_desk import come_in
from tests.people_of_the_town import employer, identity
from tests.portals.conftest import agent_of
from tests.staff_of_the_town import clerk

from anju.cases.models import Case
from anju.ground.invented import make_credit_code
from anju.payments.models import SignedAccount
from anju.people.models import Appointment, Employer, Staff

ACCOUNT = "4105017800000009"


def officer_does(screen: Page, door: Door, login: str, button: str) -> None:
    """领取下一件, an opinion, and one button."""
    screen.context.clear_cookies()
    come_in(screen, door, login)
    screen.goto(door.url("/counter/applications"))
    assert_accessible(screen)
    screen.get_by_role("button", name="领取下一件").click()
    expect(screen.get_by_role("heading", name="申请内容")).to_be_visible()
    assert_accessible(screen)
    screen.get_by_label("意见", exact=True).fill("材料齐全，同意")
    screen.get_by_role("button", name=button).click()
    expect(screen.get_by_text("材料齐全，同意").last).to_be_visible()


def ask_for_deferral(screen: Page) -> None:
    """The form of 缓缴, with both papers."""
    screen.get_by_role("link", name="缓缴住房公积金申请").click()
    screen.get_by_label("表决机构").select_option("工会")
    screen.get_by_label("表决通过日期").fill("2026-11-02")
    screen.get_by_label("困难原因").select_option("停产半停产")
    screen.get_by_label("情况说明").fill("停产三个月")
    screen.get_by_label("起始月份").select_option("2026-07")
    screen.get_by_label("截止月份").select_option("2026-12")
    screen.get_by_label(re.compile("决议")).fill("申纺工〔2026〕8 号")
    screen.get_by_label(re.compile("亏损或停产")).fill("三季度报表")
    screen.get_by_role("button", name="提交申请").click()


@pytest.mark.rows("C-46", "C-47")
def test_an_agent_applies_for_signing_the_counter_signs_and_the_bank_is_named(
    screen: Page, door: Door, xinyang, city
) -> None:
    city("chuxiong")
    forge = employer("楚风农机有限公司", seq=5, signed=False)
    agent = agent_of(forge, "赵会计", 901)
    clerk("1001", Staff.Role.CLERK, name="陈柜员")
    clerk("1002", Staff.Role.MANAGER, name="周主管")
    enter(screen, door, agent)
    open_menu(screen, "归集业务", "银行账户签约")
    expect(screen.get_by_text("还没有签约的银行账户")).to_be_visible()
    assert_accessible(screen)
    screen.get_by_role("link", name="申请签约").click()
    screen.get_by_label("开户银行").select_option("中国银行")
    screen.get_by_label("银行账号").fill("12")
    screen.get_by_label(re.compile("开户许可证")).fill("J5320001234501")
    screen.get_by_role("button", name="提交申请").click()
    expect(screen.locator("#account-err")).to_contain_text("9 至 32 位数字")
    assert_accessible(screen)
    screen.get_by_label("银行账号").fill(ACCOUNT)
    screen.get_by_role("button", name="提交申请").click()
    expect(screen.get_by_text("现由中心柜员受理")).to_be_visible()
    assert_accessible(screen)
    officer_does(screen, door, "1001", "受理，转复核")
    officer_does(screen, door, "1002", "同意并办理")
    assert SignedAccount.objects.get(employer=forge).account == ACCOUNT
    screen.context.clear_cookies()
    enter(screen, door, agent)
    open_menu(screen, "归集业务", "银行账户签约")
    expect(screen.get_by_text("待银行签约")).to_be_visible()
    expect(screen.get_by_text("到中国银行的开户网点签订“银行扣款协议”")).to_be_visible()
    assert_accessible(screen)


def test_a_deferral_comes_back_is_mended_where_marked_and_approved(
    screen: Page, door: Door, agent: Appointment, mill: Employer, city
) -> None:
    city("chuxiong")
    clerk("1001", Staff.Role.CLERK, name="陈柜员")
    clerk("1003", Staff.Role.CLERK, name="吴柜员")
    clerk("1002", Staff.Role.MANAGER, name="周主管")
    enter(screen, door, agent)
    open_menu(screen, "归集业务", "单位申请")
    ask_for_deferral(screen)
    expect(screen.get_by_role("heading", name="办理进度")).to_be_visible()
    screen.context.clear_cookies()
    come_in(screen, door, "1001")
    screen.goto(door.url("/counter/applications"))
    screen.get_by_role("button", name="领取下一件").click()
    screen.get_by_label("意见", exact=True).fill("说明太短")
    screen.get_by_label("情况说明").check()
    screen.get_by_label("退回原因").select_option(label="填写有误")
    screen.get_by_label("具体说明").fill("请写明停产起止")
    screen.get_by_role("button", name="退回补正").click()
    expect(screen.get_by_text("填写有误：请写明停产起止")).to_be_visible()
    screen.context.clear_cookies()
    enter(screen, door, agent)
    open_menu(screen, "归集业务", "单位申请")
    screen.get_by_role("link", name=re.compile("^BJ")).click()
    screen.get_by_role("link", name="补正").click()
    expect(screen.get_by_label("表决机构")).to_have_count(0)
    assert_accessible(screen)
    screen.get_by_label("情况说明").fill("9 月至 11 月停产")
    screen.get_by_role("button", name="补正后重新提交").click()
    expect(screen.get_by_text("补正重报")).to_be_visible()
    officer_does(screen, door, "1003", "受理，转复核")
    officer_does(screen, door, "1002", "同意并办理")
    assert Case.objects.get().state == "approved"
    screen.context.clear_cookies()
    screen.goto(door.url("/"))
    enter(screen, door, agent)
    expect(screen.get_by_text("单位账户状态 缓缴")).to_be_visible()
    assert_accessible(screen)


def test_a_new_employer_is_opened_at_the_counter_and_a_paying_one_is_not_closed(
    screen: Page, door: Door, mill: Employer
) -> None:
    clerk("1002", Staff.Role.MANAGER, name="周主管")
    come_in(screen, door, "1002")
    screen.goto(door.url("/counter/opening"))
    assert_accessible(screen)
    for label, words in (
        ("单位名称", "青峰茶业有限公司"),
        ("统一社会信用代码", make_credit_code(7)),
        ("单位地址", "茶都大道 6 号"),
        ("发薪日", "15"),
        ("设立日期", "2026-11-01"),
        ("法定代表人", "孙立"),
        ("法定代表人证件号码", identity(77)),
        ("单位缴存比例（%）", "8"),
        ("个人缴存比例（%）", "8"),
        ("经办人姓名", "钱会计"),
        ("经办人证件号码", identity(902)),
        ("经办人手机号码", "13900000902"),
    ):
        screen.get_by_label(label, exact=True).fill(words)
    screen.get_by_label("经济类型").select_option(label="有限责任（公司）")
    screen.get_by_label("所属行业").select_option(label="制造业")
    for name in ("licence", "letter", "card"):
        screen.locator(f"#{name}").check()
    screen.get_by_role("button", name="登记开户").click()
    expect(screen.get_by_role("heading", name="开户成功")).to_be_visible()
    expect(screen.get_by_text("2026-12-01（未逾期）")).to_be_visible()
    assert_accessible(screen)
    screen.goto(door.url("/counter/closing"))
    screen.get_by_label("单位账号").fill(mill.number)
    screen.get_by_label("销户原因").select_option(index=1)
    screen.locator("#proof").check()
    screen.get_by_role("button", name="销户", exact=True).click()
    expect(screen.get_by_role("alert")).to_contain_text("正常职工 2 人，须先封存并转移或提取")
    assert_accessible(screen)
    screen.goto(door.url("/counter/closing"))
    screen.get_by_label("单位账号").fill("029999999999")
    screen.locator("#proof").check()
    screen.get_by_role("button", name="销户", exact=True).click()
    expect(screen.get_by_role("alert")).to_contain_text("没有这个单位账号")
