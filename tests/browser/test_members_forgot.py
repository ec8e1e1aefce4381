"""Forgotten passwords along each city's own path, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.askers import NEW, OLD, Asker, askers, texts_to
from tests.browser.conftest import Door, assert_accessible
from tests.browser.knocking import (
    choose_password,
    expect_signed_in,
    fill,
    labels,
    press,
    to_sign_in,
    type_code,
)

from anju.identity.models import Code, Credential, Knock, Tally
from anju.identity.passwords.prove_password import is_right
from anju.people.models import Employer, Hold, Member


@pytest.fixture
def who(mill: Employer) -> Asker:
    return askers(mill, Knock.Kind.RESET)["right"]


def opens(who: Asker, password: str) -> bool:
    member = Member.objects.get(identity_index=who.identity_number)
    return is_right(holder=Credential.Holder.MEMBER, holder_id=member.pk, password=password)


@pytest.mark.rows("N-06", "N-16")
def test_ningbo_resets_by_a_one_time_activation_code(
    screen: Page, door: Door, who: Asker, city
) -> None:
    city("ningbo")
    to_sign_in(screen, door)
    screen.get_by_role("link", name="个人重置").click()
    assert labels(screen, "系统预留")[:4] == [
        "身份证号码",
        "姓名",
        "系统预留的手机号码",
        "验证码",
    ]
    fill(screen, identity_number=who.identity_number, name=who.name, mobile=who.mobile)
    type_code(screen, who, "免费获取验证码")
    assert_accessible(screen)
    press(screen, "确定")
    expect(screen.get_by_role("heading", name="激活码已发送")).to_be_visible()
    expect(screen.locator("main")).to_contain_text("设置新密码")
    expect(screen.locator("main")).to_contain_text("同一手机 1 分钟内只发一条")
    sent = re.search(r"激活码：([2-9A-Z]{12})", texts_to(who.mobile)[-1])
    assert sent
    expect(screen.locator("body")).not_to_contain_text(sent[1])
    assert not opens(who, "111111")
    assert Hold.objects.get().reason == Hold.Reason.RESET
    come_in_by_code(screen, door, who, "111111")
    expect(screen.get_by_role("alert")).to_contain_text("登录失败")
    come_in_by_code(screen, door, who, sent[1])
    fill(screen, password=NEW, again=NEW)
    press(screen, "提交")
    expect(screen.get_by_role("status")).to_contain_text("请用新密码登录")
    assert "前暂停提取" in texts_to(who.mobile)[-1]
    screen.goto(door.url("/my/"))
    expect(screen.get_by_role("button", name="立即登录")).to_be_visible()
    come_in_by_code(screen, door, who, NEW)
    expect(screen.get_by_text("欢迎您！今天是")).to_be_visible()


def come_in_by_code(page: Page, door: Door, who: Asker, password: str) -> None:
    """宁波's sign-in, a minute after the last code to this telephone."""
    Tally.objects.filter(scope__in=["code_phone", "code_object"]).delete()
    Code.objects.all().delete()
    page.goto(door.url("/my/sign-in"))
    fill(page, name=who.identity_number, mobile=who.mobile)
    type_code(page, who, "获取验证码")
    fill(page, password=password)
    press(page, "立即登录")


@pytest.mark.rows("J-22")
def test_jian_resets_on_one_page(screen: Page, door: Door, who: Asker, city) -> None:
    city("jian")
    to_sign_in(screen, door)
    screen.get_by_role("link", name="忘记密码").click()
    asked = ["个人姓名", "证件号码", "手机号码", "短信验证码", "新登录密码", "确认登录密码"]
    assert [one for one in labels(screen, "确认登录密码") if one in asked] == asked
    fill(screen, name=who.name, identity_number=who.identity_number, mobile=who.mobile)
    type_code(screen, who, "获取短信验证码")
    choose_password(screen)
    assert_accessible(screen)
    press(screen, "提交")
    expect(screen.get_by_role("heading", name="密码重置成功")).to_be_visible()
    assert not opens(who, OLD)
    expect_signed_in(screen, who)


@pytest.mark.rows("C-05")
def test_chuxiong_resets_on_two_pages(phone: Page, door: Door, who: Asker, city) -> None:
    city("chuxiong")
    to_sign_in(phone, door)
    phone.get_by_role("link", name="忘记密码").click()
    expect(phone.get_by_role("heading", name="录入基本信息")).to_be_visible()
    fill(phone, name=who.name, identity_number=who.identity_number, mobile=who.mobile)
    type_code(phone, who, "获取验证码")
    press(phone, "下一步")
    expect(phone.get_by_role("heading", name="输入密码")).to_be_visible()
    choose_password(phone)
    assert_accessible(phone)
    press(phone, "提交")
    expect(phone.get_by_role("heading", name="重置成功")).to_be_visible()
    expect_signed_in(phone, who)


@pytest.mark.rows("X-05")
def test_xinyang_resets_from_below_the_sign_in_box(
    screen: Page, door: Door, who: Asker
) -> None:
    to_sign_in(screen, door)
    link, button = (
        screen.get_by_role("link", name="忘记密码"),
        screen.locator(".gate form button"),
    )
    below, box = link.bounding_box(), button.last.bounding_box()
    assert below
    assert box
    assert below["y"] > box["y"]
    link.click()
    press(screen, "立即重置")
    assert "账号信息" in labels(screen, "账号信息")
    fill(screen, account=who.identity_number, name=who.name)
    press(screen, "下一步")
    type_code(screen, who, "获取短信验证码")
    assert "新密码" in labels(screen, "新密码")
    choose_password(screen)
    assert_accessible(screen)
    press(screen, "提交")
    expect(screen.get_by_role("heading", name="密码重置成功")).to_be_visible()
    expect_signed_in(screen, who)


@pytest.mark.rows("Z-13", "Z-14", "Z-15")
def test_zaozhuang_resets_in_three_steps(screen: Page, door: Door, who: Asker, city) -> None:
    city("zaozhuang")
    to_sign_in(screen, door)
    screen.get_by_role("link", name="忘记密码").click()
    expect(screen.locator(".steps li")).to_have_text(["信息校验", "重置密码", "修改成功"])
    assert labels(screen, "验证码")[:3] == ["姓名", "证件号码", "验证码"]
    assert screen.locator("#name").get_attribute("placeholder") == "输入姓名"
    fill(screen, name=who.name, identity_number=who.identity_number)
    assert_accessible(screen)
    press(screen, "信息验证")
    expect(screen.locator("main")).not_to_contain_text("****")
    type_code(screen, who, "发送验证码")
    press(screen, "下一步")
    mask = f"{who.mobile[:3]}****{who.mobile[-4:]}"
    expect(screen.locator(".mobile-mask")).to_have_text(mask)
    choose_password(screen)
    press(screen, "提交")
    expect(screen.get_by_role("heading", name="恭喜您！修改成功")).to_be_visible()
    expect(screen.get_by_text("点击登录，进入个人公积金网上业务")).to_be_visible()
    expect_signed_in(screen, who)
