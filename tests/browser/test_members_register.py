"""Registration of members along each city's own path, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.askers import NEW, Asker, askers, registered, texts_to
from tests.browser.conftest import Door, assert_accessible
from tests.browser.knocking import (
    SENT,
    choose_password,
    expect_signed_in,
    fill,
    labels,
    press,
    to_sign_in,
    type_code,
)

from anju.identity.models import Credential, Enrolment
from anju.people.models import Employer, Member


@pytest.fixture
def people(mill: Employer) -> dict[str, Asker]:
    return askers(mill)


def of(who: Asker) -> Member:
    return Member.objects.get(identity_index=who.identity_number)


@pytest.mark.rows("N-02")
def test_ningbo_says_that_the_hall_is_opened_at_the_counter(
    screen: Page, door: Door, city
) -> None:
    city("ningbo")
    to_sign_in(screen, door)
    screen.get_by_role("link", name="如何开通网上业务").click()
    main = screen.locator("main")
    expect(main).to_contain_text("面签协议")
    expect(main).to_contain_text("身份证原件")
    expect(main).to_contain_text("一次性激活码")
    expect(main.locator("dt").first).to_be_visible()
    assert screen.locator("main form").count() == 0
    screen.get_by_text("查看《个人网上业务面签协议》").click()
    expect(screen.get_by_text("版本 2026.11")).to_be_visible()
    assert_accessible(screen)


@pytest.mark.rows("J-01")
def test_jian_registers_by_agreement_form_and_done(
    screen: Page, door: Door, people, city
) -> None:
    city("jian")
    who = people["right"]
    to_sign_in(screen, door)
    screen.get_by_role("link", name="用户注册").click()
    press(screen, "同意用户注册协议")
    assert labels(screen, "手机号码")[:3] == ["姓名", "身份证号码", "手机号码"]
    fill(screen, name=who.name, identity_number=who.identity_number, mobile=who.mobile)
    type_code(screen, who, "获取短信验证码")
    assert_accessible(screen)
    choose_password(screen)
    press(screen, "提交")
    expect(screen.get_by_role("heading", name="注册完成")).to_be_visible()
    assert Enrolment.objects.get(holder_id=of(who).pk).agreement == "2026.11"
    expect_signed_in(screen, who)


@pytest.mark.rows("J-02")
def test_jian_tells_a_mismatch_only_to_the_telephone_on_file(
    screen: Page, door: Door, people, city
) -> None:
    city("jian")
    who = people["wrong_name"]
    to_sign_in(screen, door)
    screen.get_by_role("link", name="用户注册").click()
    press(screen, "同意用户注册协议")
    fill(screen, name=who.name, identity_number=who.identity_number, mobile=who.mobile)
    press(screen, "获取短信验证码")
    expect(screen.get_by_text(SENT)).to_be_visible()
    expect(screen.locator("main")).not_to_contain_text("不一致，没有")
    (told,) = texts_to(who.mobile)
    assert "单位经办人" in told
    fill(screen, code="123456")
    choose_password(screen)
    press(screen, "提交")
    expect(screen.get_by_role("alert")).to_contain_text("验证码不对或已失效")
    assert not Enrolment.objects.filter(holder_id=of(who).pk).exists()


@pytest.mark.rows("C-03")
def test_chuxiong_registers_on_two_pages(phone: Page, door: Door, people, city) -> None:
    city("chuxiong")
    who = people["right"]
    to_sign_in(phone, door)
    phone.get_by_role("link", name="用户注册").click()
    fill(phone, name=who.name, identity_number=who.identity_number)
    phone.get_by_label("我已阅读").check()
    assert_accessible(phone)
    press(phone, "下一步")
    assert labels(phone, "验证码")[:2] == ["手机号码", "验证码"]
    fill(phone, mobile=who.mobile)
    type_code(phone, who, "获取验证码")
    choose_password(phone)
    assert_accessible(phone)
    press(phone, "下一步")
    expect(phone.get_by_role("heading", name="注册成功")).to_be_visible()
    expect_signed_in(phone, who)


@pytest.mark.rows("X-02", "X-03", "X-04")
def test_xinyang_registers_with_agreement_phrase_and_password(
    screen: Page, door: Door, people
) -> None:
    who = people["right"]
    to_sign_in(screen, door)
    link = screen.get_by_role("link", name="我要注册")
    box, card = link.bounding_box(), screen.locator(".gate .card").bounding_box()
    assert box
    assert card
    assert box["x"] > card["x"] + card["width"] / 2
    link.click()
    fill(screen, name=who.name, identity_number=who.identity_number)
    press(screen, "下一步")
    expect(screen.get_by_role("alert")).to_contain_text("请先阅读《网厅协议》")
    fill(screen, name=who.name, identity_number=who.identity_number)
    screen.get_by_label("我已阅读").check()
    press(screen, "下一步")
    assert labels(screen, "问题答案") == ["选择密保问题", "填写问题答案"]
    expect(screen.locator("main")).to_contain_text("任何人都不会向您问这个答案")
    screen.get_by_label("选择密保问题").select_option(index=1)
    fill(screen, answer="信阳热干面")
    assert_accessible(screen)
    press(screen, "下一步")
    type_code(screen, who, "获取短信验证码")
    assert "设置登录密码" in labels(screen, "设置登录密码")
    choose_password(screen)
    press(screen, "提交")
    expect(screen.get_by_role("heading", name="注册成功")).to_be_visible()
    assert Credential.objects.get(holder_id=of(who).pk).phrase == "信阳热干面"
    assert "信阳热干面" in texts_to(who.mobile)[-1]
    expect_signed_in(screen, who)
    expect(screen.get_by_text("您的防伪短语：信阳热干面")).to_be_visible()


def zaozhuang_facts(page: Page, door: Door, who: Asker) -> None:
    """首页 › 个人用户 › 注册, and the first of its three steps."""
    to_sign_in(page, door)
    page.get_by_role("link", name="注册", exact=True).click()
    fill(page, name=who.name, identity_number=who.identity_number)
    page.get_by_label("我已阅读《用户须知》").check()
    press(page, "信息验证")


@pytest.mark.rows("Z-02", "Z-04", "Z-05", "Z-06", "Z-08")
def test_zaozhuang_registers_in_three_steps_and_masks_the_mobile_after_proof(
    screen: Page, door: Door, people, city
) -> None:
    city("zaozhuang")
    who = people["right"]
    to_sign_in(screen, door)
    screen.get_by_role("link", name="注册", exact=True).click()
    assert labels(screen, "验证码")[:3] == ["姓名", "身份证号码", "验证码"]
    expect(screen.get_by_text("返回首页")).to_be_visible()
    expect(screen.locator(".steps li")).to_have_text(["信息校验", "短信验证", "注册完成"])
    expect(screen.locator("main")).to_contain_text("请先带身份证到任一服务大厅登记")
    assert_accessible(screen)
    zaozhuang_facts(screen, door, who)
    expect(screen.locator("[aria-current=step]")).to_have_text("短信验证")
    mask = f"{who.mobile[:3]}****{who.mobile[-4:]}"
    type_code(screen, who, "发送验证码")
    expect(screen.locator("main")).not_to_contain_text("****")
    assert_accessible(screen)
    press(screen, "确认验证")
    expect(screen.locator("[aria-current=step]")).to_have_text("注册完成")
    expect(screen.locator("main")).to_contain_text(f"您在中心预留的手机号码为：{mask}")
    expect(screen.locator("#password-hint")).to_contain_text("至少 8 位")
    choose_password(screen)
    assert_accessible(screen)
    press(screen, "提交")
    expect(screen.get_by_role("heading", name="注册完成")).to_be_visible()
    expect_signed_in(screen, who)


@pytest.mark.rows("Z-02")
def test_zaozhuang_tells_who_is_registered_after_proof_and_offers_to_sign_in(
    screen: Page, door: Door, people, city
) -> None:
    city("zaozhuang")
    who = people["already"]
    zaozhuang_facts(screen, door, who)
    type_code(screen, who, "发送验证码")
    press(screen, "确认验证")
    expect(screen.get_by_role("alert")).to_contain_text("您已经注册过")
    screen.get_by_role("link", name="去登录").click()
    expect(screen.get_by_role("heading", name="登录").first).to_be_visible()


@pytest.mark.rows("Z-07")
def test_zaozhuang_does_not_register_a_closed_account_and_says_so_after_proof(
    screen: Page, door: Door, people, city
) -> None:
    city("zaozhuang")
    who = people["closed"]
    zaozhuang_facts(screen, door, who)
    type_code(screen, who, "发送验证码")
    expect(screen.locator("main")).not_to_contain_text("销户")
    press(screen, "确认验证")
    expect(screen.get_by_role("alert")).to_contain_text("账户为销户状态，按规定不能注册")
    screen.goto(door.url("/my/register/password"))
    expect(screen).to_have_url(re.compile("/my/register$"))
    assert not Credential.objects.filter(holder_id=of(who).pk).exists()


def test_without_script_one_registers_too(plain: Page, door: Door, people, city) -> None:
    city("zaozhuang")
    who = people["right"]
    zaozhuang_facts(plain, door, who)
    type_code(plain, who, "发送验证码")
    press(plain, "确认验证")
    choose_password(plain)
    press(plain, "提交")
    expect(plain.get_by_role("heading", name="注册完成")).to_be_visible()


def test_the_countdown_runs_and_the_word_comes_back(
    screen: Page, door: Door, people, city
) -> None:
    city("zaozhuang")
    zaozhuang_facts(screen, door, people["unknown"])
    press(screen, "发送验证码")
    expect(screen.get_by_role("button", name=re.compile("秒后可重新获取"))).to_be_disabled()


def test_who_is_registered_already_is_told_by_nothing_before_proof(
    screen: Page, door: Door, people, city
) -> None:
    city("zaozhuang")
    registered(of(people["right"]), NEW)
    zaozhuang_facts(screen, door, people["right"])
    press(screen, "发送验证码")
    expect(screen.get_by_text(SENT)).to_be_visible()
    expect(screen.locator("main")).not_to_contain_text("已经注册")
