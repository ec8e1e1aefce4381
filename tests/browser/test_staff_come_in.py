"""The staff's ways in, in Chromium: a one-time code, a passkey, the first time from a slip."""

import pyotp
import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.browser.conftest import Door, assert_accessible
from tests.browser.staff_at_the_desk import come_in, give_password
from tests.staff_of_the_town import clerk, code_now

from anju.identity.counter.keep_staff import first_slip
from anju.identity.models import Holder, Passkey, Totp
from anju.people.models import Employer, Staff

KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def sun(mill: Employer) -> Staff:
    """孙柜员, a clerk."""
    return clerk("0301", Staff.Role.CLERK, name="孙柜员")


@pytest.fixture
def newcomer(mill: Employer) -> tuple[Staff, str]:
    """Somebody new, and what stands in his sealed slip."""
    made = Staff.objects.create(
        login="0777", name="林新来", role=Staff.Role.CLERK, branch="市直管理部"
    )
    slip = first_slip(staff=made, by="test", reason="首次发放", now=timezone.now())
    return made, slip.code


def authenticator(page: Page) -> None:
    """A device in the browser that makes passkeys and signs with them."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})


def test_a_clerk_comes_in_by_password_and_code(screen: Page, door: Door, sun: Staff) -> None:
    give_password(screen, door, sun.login)
    expect(screen.get_by_role("heading", name="第二步验证")).to_be_visible()
    assert_accessible(screen)
    screen.get_by_label("动态口令").fill("000000")
    screen.get_by_role("button", name="验证并登录").click()
    expect(screen.get_by_role("alert").first).to_contain_text("没有通过")
    assert_accessible(screen)
    screen.get_by_label("动态口令").fill(code_now())
    screen.get_by_role("button", name="验证并登录").click()
    expect(screen.get_by_role("heading", name="柜面工作台")).to_be_visible()
    assert_accessible(screen)


def test_a_clerk_comes_in_on_a_phone_and_without_script(
    phone: Page, plain: Page, door: Door, sun: Staff
) -> None:
    give_password(phone, door, sun.login)
    assert_accessible(phone)
    clerk("0302", Staff.Role.CLERK)
    give_password(plain, door, "0302")
    plain.get_by_label("动态口令").fill(code_now())
    plain.get_by_role("button", name="验证并登录").click()
    expect(plain.get_by_role("heading", name="柜面工作台")).to_be_visible()


def test_from_slip_to_in_with_a_code(
    screen: Page, door: Door, newcomer: tuple[Staff, str]
) -> None:
    made, code = newcomer
    screen.goto(door.url("/counter/sign-in"))
    screen.get_by_role("link", name="首次登录").click()
    assert_accessible(screen)
    _open_slip(screen, made.login, code)
    screen.get_by_role("button", name="保存密码").click()
    expect(screen.get_by_role("heading", name="登记第二要素")).to_be_visible()
    assert_accessible(screen)
    secret = Totp.objects.get(holder=Holder.STAFF, holder_id=made.pk).secret
    expect(screen.get_by_text(secret[:4])).to_be_visible()
    screen.get_by_label("动态口令").fill(pyotp.TOTP(secret).at(timezone.now()))
    screen.get_by_role("button", name="登记动态口令").click()
    expect(screen.get_by_role("heading", name="柜面工作台")).to_be_visible()


def test_from_slip_to_in_with_a_passkey_and_back_in_with_it(
    screen: Page, door: Door, newcomer: tuple[Staff, str]
) -> None:
    made, code = newcomer
    authenticator(screen)
    screen.goto(door.url("/counter/first-sign-in"))
    _open_slip(screen, made.login, code)
    screen.get_by_role("button", name="保存密码").click()
    screen.get_by_role("button", name="登记通行密钥").click()
    expect(screen.get_by_role("heading", name="柜面工作台")).to_be_visible()
    assert Passkey.objects.get().holder_id == made.pk
    screen.context.clear_cookies()
    screen.goto(door.url("/counter/sign-in"))
    screen.get_by_label("工号").fill(made.login)
    screen.get_by_label("密码").fill("Chun-feng-2027")
    screen.get_by_role("button", name="登录", exact=True).click()
    screen.get_by_role("button", name="用通行密钥登录").click()
    expect(screen.get_by_role("heading", name="柜面工作台")).to_be_visible()
    assert Passkey.objects.get().used_at is not None


def test_a_passkey_is_added_to_the_own_ways(screen: Page, door: Door, sun: Staff) -> None:
    authenticator(screen)
    come_in(screen, door, sun.login)
    screen.goto(door.url("/counter/own/keys"))
    expect(screen.get_by_text("动态口令").first).to_be_visible()
    assert_accessible(screen)
    screen.get_by_label("设备名称").fill("办公电脑")
    screen.get_by_role("button", name="登记通行密钥").click()
    expect(screen.get_by_role("status")).to_contain_text("办公电脑")
    assert_accessible(screen)


def test_a_browser_without_a_device_is_told(
    screen: Page, door: Door, newcomer: tuple[Staff, str]
) -> None:
    made, code = newcomer
    screen.goto(door.url("/counter/first-sign-in"))
    _open_slip(screen, made.login, code)
    screen.get_by_role("button", name="保存密码").click()
    screen.evaluate(
        "() => { navigator.credentials.create = () => Promise.reject(new Error('no')); }"
    )
    screen.get_by_role("button", name="登记通行密钥").click()
    expect(screen.get_by_text("没有完成验证")).to_be_visible()


def _open_slip(screen: Page, login: str, code: str) -> None:
    screen.get_by_label("工号").fill(login)
    screen.get_by_label("激活码").fill(code)
    screen.get_by_role("button", name="下一步").click()
    expect(screen.get_by_role("heading", name="设置新密码")).to_be_visible()
    assert_accessible(screen)
    screen.get_by_label("新密码").fill("Chun-feng-2027")
    screen.get_by_label("再输一次").fill("Chun-feng-2027")
