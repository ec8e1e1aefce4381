"""Passwords, mobiles and messages changed along each city's own click path."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.browser.signed_in import arrive, prove_again
from tests.portals.conftest import PASSWORD
from tests.portals.member.conftest import code_to, told

from anju.identity.models import Credential, Visit
from anju.people.models import Hold, Member
from anju.people.restraints.holds import open_holds

NEW = "13900139001"
BETTER = "spin-12-bobbins"
City = Callable[[str], None]


def change_password(page: Page, labels: tuple[str, str, str], words: tuple[str, ...]) -> None:
    """Fill the three fields by their names and press 提交."""
    for label, text in zip(labels, words, strict=True):
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_role("button", name="提交", exact=True).last.click()


def get_code(page: Page, mobile: str) -> str:
    """获取验证码, and what came to the telephone."""
    page.get_by_role("button", name="获取验证码").click()
    expect(page.get_by_text("验证码已发出")).to_be_visible()
    return code_to(mobile)


@pytest.mark.rows("N-15")
def test_ningbo_takes_exactly_six_digits_or_a_long_password(
    screen: Page,
    door: Door,
    fang: Member,
    city: City,
) -> None:
    city("ningbo")
    arrive(screen, door, fang)
    open_menu(screen, "公共功能", "个人密码修改")
    expect(screen.get_by_role("heading", level=1)).to_have_text("个人密码修改")
    labels = ("旧密码", "新密码", "确认新密码")
    for new, sentence in (
        ("12345", "6 位数字"),
        ("111111", "请换一组"),
        (PASSWORD, "新密码与原密码相同"),
    ):
        change_password(screen, labels, (PASSWORD, new, new))
        expect(screen.get_by_role("alert").first).to_contain_text(sentence)
    change_password(screen, labels, (PASSWORD, "739164", "739165"))
    expect(screen.get_by_role("alert").first).to_contain_text("两次填写的密码不一样")
    assert_accessible(screen)
    change_password(screen, labels, (PASSWORD, "739164", "739164"))
    expect(screen.get_by_role("heading", name="修改成功")).to_be_visible()
    kept = Credential.objects.get(holder="member", holder_id=fang.pk)
    assert (kept.short, kept.check_password("739164")) == (True, True)
    open_menu(screen, "公共功能", "个人密码修改")
    change_password(screen, labels, ("739164", BETTER, BETTER))
    expect(screen.get_by_role("heading", name="修改成功")).to_be_visible()
    kept.refresh_from_db()
    assert (kept.short, kept.check_password(BETTER)) == (False, True)


@pytest.mark.rows("J-18")
def test_jian_changes_the_login_password_and_the_other_device_is_out(
    screen: Page,
    phone: Page,
    door: Door,
    fang: Member,
    city: City,
) -> None:
    city("jian")
    arrive(phone, door, fang)
    arrive(screen, door, fang)
    open_menu(screen, "其他业务", "登录密码变更")
    change_password(screen, ("原密码", "新密码", "确认密码"), (PASSWORD, BETTER, BETTER))
    expect(screen.get_by_role("heading", name="修改成功")).to_be_visible()
    assert_accessible(screen)
    screen.get_by_role("link", name="回到首页").click()
    expect(screen.get_by_text("欢迎您！今天是")).to_be_visible()
    phone.goto(door.url("/my/ledger"))
    assert "/my/sign-in" in phone.url


@pytest.mark.rows("C-06")
def test_chuxiong_asks_for_a_code_beside_the_old_password(
    screen: Page,
    door: Door,
    fang: Member,
    city: City,
) -> None:
    city("chuxiong")
    arrive(screen, door, fang)
    open_menu(screen, "我要变更", "个人登录密码变更")
    labels = ("原密码", "新密码", "确认新密码")
    change_password(screen, labels, (PASSWORD, BETTER, BETTER))
    expect(screen.get_by_role("alert").first).to_contain_text("验证码不对或已失效")
    for label, text in zip(labels, (PASSWORD, BETTER, BETTER), strict=True):
        screen.get_by_label(label, exact=True).fill(text)
    code = get_code(screen, fang.mobile)
    expect(screen.get_by_label("新密码", exact=True)).to_have_value(BETTER)
    screen.get_by_label("验证码", exact=True).fill(code)
    assert_accessible(screen)
    screen.get_by_role("button", name="提交", exact=True).last.click()
    expect(screen.get_by_role("heading", name="修改成功")).to_be_visible()
    assert "用于修改登录密码" in told(fang.mobile)


@pytest.mark.rows("X-06", "X-58")
def test_xinyang_changes_the_password_by_settings_and_by_reset(
    screen: Page,
    door: Door,
    fang: Member,
) -> None:
    arrive(screen, door, fang)
    screen.get_by_role("link", name="设置", exact=True).click()
    screen.get_by_role("link", name="登录密码").click()
    labels = ("原密码", "新密码", "确认密码")
    change_password(screen, labels, (PASSWORD, BETTER, BETTER))
    expect(screen.get_by_role("heading", name="修改成功")).to_be_visible()
    open_menu(screen, "业务办理", "密码重置")
    expect(screen.get_by_role("heading", level=1)).to_have_text("密码重置")
    change_password(screen, labels, (BETTER, PASSWORD, PASSWORD))
    expect(screen.get_by_role("heading", name="修改成功")).to_be_visible()


@pytest.mark.rows("Z-42")
def test_zaozhuang_changes_the_password_by_the_first_button_of_the_corner(
    screen: Page,
    door: Door,
    fang: Member,
    city: City,
) -> None:
    city("zaozhuang")
    arrive(screen, door, fang)
    corner = screen.get_by_role("region", name="您的身份与阅读方式")
    first = corner.locator("a, button").first
    expect(first).to_have_text("密码修改")
    first.click()
    change_password(screen, ("原密码", "新密码", "确认密码"), (PASSWORD, BETTER, BETTER))
    expect(screen.get_by_role("heading", name="缴存人登录密码信息变更修改成功")).to_be_visible()
    screen.get_by_role("link", name="确定").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("账户安全")
    assert_accessible(screen)


@pytest.mark.rows("X-57", "X-42", "X-06")
def test_xinyang_changes_the_mobile_by_both_telephones(
    screen: Page,
    door: Door,
    fang: Member,
    stale: Callable[[], None],
) -> None:
    arrive(screen, door, fang)
    before = fang.mobile
    screen.get_by_role("link", name="设置", exact=True).click()
    expect(screen.get_by_role("link", name="手机号码")).to_be_visible()
    stale()
    open_menu(screen, "业务办理", "手机变更")
    prove_again(screen)
    expect(screen.get_by_role("heading", level=1)).to_have_text("手机变更")
    expect(screen.get_by_text("请本人带身份证到就近的管理部变更")).to_be_visible()
    screen.get_by_label("原手机验证码").fill(get_code(screen, before))
    assert_accessible(screen)
    screen.get_by_role("button", name="下一步").last.click()
    screen.get_by_label("新手机号").fill(NEW)
    screen.get_by_label("短信验证码").fill(get_code(screen, NEW))
    expect(screen.get_by_label("新手机号")).to_have_value(NEW)
    assert_accessible(screen)
    screen.get_by_role("button", name="确定").last.click()
    expect(screen.get_by_role("heading", name="修改成功，业务办结")).to_be_visible()
    assert open_holds(fang, timezone.now()).get().reason == Hold.Reason.MOBILE_CHANGED
    assert "/not-me/" in told(before)
    assert "不用办理" not in told(NEW)
    screen.get_by_role("link", name="回到首页").click()
    expect(screen.get_by_text("暂停支付中")).to_be_visible()
    assert_accessible(screen)


@pytest.mark.rows("C-20")
def test_chuxiong_changes_the_mobile_on_a_phone(
    phone: Page,
    door: Door,
    fang: Member,
    city: City,
) -> None:
    city("chuxiong")
    arrive(phone, door, fang)
    phone.get_by_role("navigation", name="全部功能").get_by_text("个人手机号码变更").click()
    phone.get_by_label("原手机验证码").fill(get_code(phone, fang.mobile))
    phone.get_by_role("button", name="下一步").last.click()
    phone.get_by_label("新手机号").fill(NEW)
    phone.get_by_label("短信验证码").fill(get_code(phone, NEW))
    assert_accessible(phone)
    phone.get_by_role("button", name="确定").last.click()
    expect(phone.get_by_role("heading", name="修改成功，业务办结")).to_be_visible()
    assert_accessible(phone)


@pytest.mark.rows("C-19")
def test_chuxiong_ends_and_resumes_business_messages(
    screen: Page,
    door: Door,
    fang: Member,
    city: City,
) -> None:
    city("chuxiong")
    arrive(screen, door, fang)
    open_menu(screen, "我要变更", "个人短信退订")
    screen.get_by_label("验证码", exact=True).fill(get_code(screen, fang.mobile))
    assert_accessible(screen)
    screen.get_by_role("button", name="提交", exact=True).last.click()
    expect(screen.get_by_role("heading", name="退订成功")).to_be_visible()
    expect(screen.get_by_text("仍会发送")).to_be_visible()
    fang.refresh_from_db()
    assert fang.sms_notices is False
    open_menu(screen, "我要变更", "个人短信退订")
    expect(screen.get_by_role("button", name="恢复接收").last).to_be_visible()


def test_without_script_a_password_changes_too(
    plain: Page,
    door: Door,
    fang: Member,
) -> None:
    arrive(plain, door, fang)
    plain.goto(door.url("/my/security/password"))
    change_password(plain, ("原密码", "新密码", "确认密码"), (PASSWORD, BETTER, BETTER))
    expect(plain.get_by_role("heading", name="修改成功")).to_be_visible()
    assert Visit.objects.filter(ended_at=None).count() == 1
