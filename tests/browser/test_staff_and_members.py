"""From the counter to the member: 面签 and first sign-in, a look and who sees it."""

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import DESK, Door, assert_accessible
from tests.browser.signed_in import arrive
from tests.browser.staff_at_the_desk import (
    PHONE,
    come_in,
    open_file,
    sent_to,
    sign_face_to_face,
)
from tests.people_of_the_town import opening, staff
from tests.staff_of_the_town import clerk

from anju.identity.models import Tally
from anju.people.models import Employer, Member, Staff

CHOSEN = "autumn-river-9"


@pytest.fixture
def sun(mill: Employer) -> Staff:
    """孙柜员, a clerk."""
    return clerk("0301", Staff.Role.CLERK, name="孙柜员")


@pytest.fixture
def chen(mill: Employer) -> Member:
    """陈静, who has never used the hall."""
    staff(mill, opening(41, "陈静"))
    return Member.objects.get(name="陈静")


def fill_in(page: Page, door: Door, member: Member, password: str) -> None:
    """宁波's form: number, phone, code from the phone, password."""
    Tally.objects.filter(scope="code_phone").delete()
    page.goto(door.url("/my/sign-in"))
    page.get_by_label("身份证号或个人账号", exact=True).fill(member.identity_number)
    page.get_by_label("预留手机号", exact=True).fill(PHONE)
    page.get_by_role("button", name="获取验证码", exact=True).click()
    expect(page.get_by_text("若所填信息与中心登记一致")).to_be_visible()
    code = sent_to(PHONE, r"验证码 (\d{6})")
    page.get_by_label("手机验证码", exact=True).fill(code)
    page.get_by_label("密码", exact=True).fill(password)
    page.get_by_role("button", name="立即登录", exact=True).click()


@pytest.mark.rows("N-02", "N-05")
def test_who_has_signed_at_the_counter_sets_a_password_and_comes_in(
    screen: Page, chromium: Browser, door: Door, sun: Staff, chen: Member, city
) -> None:
    city("ningbo")
    come_in(screen, door, sun.login)
    sign_face_to_face(screen, door, chen)
    start = sent_to(PHONE, r"[2-9A-Z]{12}")
    own = chromium.new_context(viewport=DESK, locale="zh-CN").new_page()
    fill_in(own, door, chen, start)
    expect(own.get_by_role("heading", name="设置登录密码")).to_be_visible()
    own.get_by_label("新密码", exact=True).fill(CHOSEN)
    own.get_by_label("确认新密码", exact=True).fill(CHOSEN)
    own.get_by_role("button", name="提交", exact=True).click()
    expect(own.get_by_role("status")).to_contain_text("请用新密码登录")
    fill_in(own, door, chen, CHOSEN)
    expect(own.get_by_text("欢迎您！今天是")).to_be_visible()
    own.context.close()


def test_a_member_sees_who_has_looked_at_her_and_why(
    screen: Page, chromium: Browser, door: Door, sun: Staff, wang: Member
) -> None:
    come_in(screen, door, sun.login)
    open_file(screen, door, wang.identity_number, "来电询问余额")
    screen.get_by_role("button", name="显示完整号码").click()
    own = chromium.new_context(viewport=DESK, locale="zh-CN").new_page()
    arrive(own, door, wang)
    own.goto(door.url("/my/security/looks"))
    expect(own.get_by_text("来电询问余额").first).to_be_visible()
    expect(own.get_by_text("市直管理部").first).to_be_visible()
    assert_accessible(own)
    own.context.close()
