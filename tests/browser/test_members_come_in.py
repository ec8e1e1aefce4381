"""Members come in along each manual's own path, at a desk, on a phone and without script."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.browser.conftest import Door, assert_accessible
from tests.portals.conftest import PASSWORD, account_of

from anju.identity.models import Activation, Holder, Tally
from anju.identity.passwords.activation import give_activation
from anju.notices.models import Message
from anju.people.models import Member

SENT = "若所填信息与中心登记一致，验证码已发送至您在中心登记的手机。"
NEW = "autumn-river-9"
SHELLS = ["screen", "phone"]


@pytest.fixture(params=SHELLS)
def page(request: pytest.FixtureRequest) -> Page:
    """A desk's screen, then a phone's."""
    return request.getfixturevalue(request.param)


def to_the_page(page: Page, door: Door, entry: str = "个人用户") -> None:
    """首页 › 个人用户."""
    page.goto(door.url("/"))
    page.get_by_role("link", name=entry, exact=True).click()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def expect_inside(page: Page) -> None:
    expect(page.get_by_text("欢迎您！今天是")).to_be_visible()
    assert_accessible(page)


def expect_refused(page: Page) -> None:
    alert = page.get_by_role("alert")
    expect(alert).to_be_focused()
    expect(alert.get_by_role("heading", name="登录失败")).to_be_visible()
    assert_accessible(page)


def code_sent() -> str:
    found = re.search(r"验证码 (\d{6})", Message.objects.latest("id").text)
    assert found
    return found[1]


@pytest.mark.rows("J-03", "J-04")
def test_jian_signs_in_by_identity_number_and_password(
    page: Page, door: Door, wang: Member, city
) -> None:
    city("jian")
    to_the_page(page, door)
    page.get_by_label("证件号码", exact=True).fill(wang.identity_number)
    page.get_by_label("登录密码", exact=True).fill("wrong-word-7")
    press(page, "登录")
    expect_refused(page)
    expect(page.get_by_label("证件号码", exact=True)).to_have_value(wang.identity_number)
    page.get_by_label("登录密码", exact=True).fill(PASSWORD)
    press(page, "登录")
    expect_inside(page)


@pytest.mark.rows("C-04")
def test_chuxiong_shows_a_random_code_that_nobody_has_to_read(
    page: Page, door: Door, wang: Member, city
) -> None:
    city("chuxiong")
    to_the_page(page, door)
    expect(page.get_by_text("随机验证码", exact=True)).to_be_visible()
    page.get_by_label("身份证号码", exact=True).fill(wang.identity_number)
    assert_accessible(page)
    for _ in range(2):
        page.get_by_label("密码", exact=True).fill("wrong-word-7")
        press(page, "登录")
        expect_refused(page)
    expect(page.get_by_text("安全验证已完成。")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    press(page, "登录")
    expect_inside(page)


@pytest.mark.rows("C-04")
def test_a_press_before_the_proof_is_done_is_sent_when_it_is(
    screen: Page, door: Door, wang: Member, city
) -> None:
    city("chuxiong")
    to_the_page(screen, door)
    screen.get_by_label("身份证号码", exact=True).fill(wang.identity_number)
    for _ in range(2):
        screen.get_by_label("密码", exact=True).fill("wrong-word-7")
        press(screen, "登录")
        expect_refused(screen)
    screen.evaluate(
        "pass => { document.querySelector('#password').value = pass;"
        " document.querySelector('main form .btn-primary').click(); }",
        PASSWORD,
    )
    expect(screen.get_by_text("欢迎您！今天是")).to_be_visible()


@pytest.mark.rows("C-04")
def test_without_script_one_waits_and_is_told_how_long(
    plain: Page, door: Door, wang: Member, city
) -> None:
    city("chuxiong")
    to_the_page(plain, door)
    for _ in range(2):
        plain.get_by_label("身份证号码", exact=True).fill(wang.identity_number)
        plain.get_by_label("密码", exact=True).fill("wrong-word-7")
        press(plain, "登录")
    expect(plain.get_by_text("请等待 30 秒，然后再提交")).to_be_visible()
    ticket = plain.locator("[name=robot_ticket]").get_attribute("value")
    plain.get_by_label("密码", exact=True).fill(PASSWORD)
    press(plain, "登录")
    expect(plain.get_by_role("alert")).to_contain_text("安全验证还没有完成。请再等")
    assert plain.locator("[name=robot_ticket]").get_attribute("value") == ticket


@pytest.mark.rows("X-08")
@pytest.mark.parametrize("by", ["identity", "account"])
def test_xinyang_signs_in_by_identity_number_or_account(
    page: Page, door: Door, wang: Member, by: str
) -> None:
    to_the_page(page, door)
    name = wang.identity_number if by == "identity" else account_of("王芳").number
    page.get_by_label("身份证号码或个人账号", exact=True).fill(name)
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    press(page, "登录")
    expect_inside(page)


@pytest.mark.rows("Z-03")
def test_zaozhuang_signs_in_by_identity_number_and_not_by_an_unproven_mobile(
    page: Page, door: Door, wang: Member, city
) -> None:
    city("zaozhuang")
    to_the_page(page, door)
    expect(page.get_by_text("验证码", exact=True)).to_be_visible()
    page.get_by_label("身份证号/手机号", exact=True).fill(wang.mobile)
    page.get_by_label("用户密码", exact=True).fill(PASSWORD)
    press(page, "登录")
    expect_refused(page)
    page.get_by_label("身份证号/手机号", exact=True).fill(wang.identity_number)
    page.get_by_label("用户密码", exact=True).fill(PASSWORD)
    press(page, "登录")
    expect_inside(page)


@pytest.mark.rows("Z-03")
def test_zaozhuang_signs_in_by_the_mobile_its_owner_has_proven(
    page: Page, door: Door, wang: Member, city
) -> None:
    city("zaozhuang")
    wang.mobile_proven_at = timezone.now()
    wang.save(update_fields=["mobile_proven_at"])
    to_the_page(page, door)
    page.get_by_label("身份证号/手机号", exact=True).fill(wang.mobile)
    page.get_by_label("用户密码", exact=True).fill(PASSWORD)
    press(page, "登录")
    expect_inside(page)


@pytest.mark.rows("N-02", "N-04", "N-05")
def test_ningbo_asks_first_and_then_for_name_mobile_code_and_password(
    page: Page, door: Door, wang: Member, city
) -> None:
    city("ningbo")
    to_the_page(page, door, "个人网上业务")
    dialog = page.get_by_role("dialog", name="进入个人网上业务")
    expect(dialog).to_contain_text("面签协议")
    assert_accessible(page)
    dialog.get_by_role("button", name="取消").click()
    expect(dialog).to_be_hidden()
    page.get_by_role("link", name="个人网上业务", exact=True).click()
    dialog.get_by_role("link", name="确认", exact=True).click()
    page.get_by_text("身份证号", exact=True).click()
    asked = page.get_by_role("button", name="获取验证码")
    expect(asked).to_be_enabled()
    page.get_by_label("身份证号或个人账号", exact=True).fill(wang.identity_number)
    page.get_by_label("预留手机号", exact=True).fill(wang.mobile)
    asked.click()
    expect(page.get_by_text(SENT)).to_be_visible()
    expect(page.get_by_role("button", name=re.compile(r"^\d+ 秒后可重新获取$"))).to_be_visible()
    assert_accessible(page)
    page.get_by_label("手机验证码", exact=True).fill(code_sent())
    page.get_by_label("密码", exact=True).fill(PASSWORD)
    press(page, "立即登录")
    expect_inside(page)


@pytest.mark.rows("N-02", "N-05")
def test_ningbo_tells_who_has_not_signed_nothing_else(
    screen: Page, door: Door, wang: Member, city
) -> None:
    city("ningbo")
    li = Member.objects.get(name="李伟")
    screen.goto(door.url("/my/sign-in"))
    screen.get_by_label("身份证号或个人账号", exact=True).fill(li.identity_number)
    screen.get_by_label("预留手机号", exact=True).fill(li.mobile)
    press(screen, "获取验证码")
    expect(screen.get_by_text(SENT)).to_be_visible()
    assert Message.objects.latest("id").state == Message.State.NOBODY
    screen.get_by_label("手机验证码", exact=True).fill("123456")
    screen.get_by_label("密码", exact=True).fill(PASSWORD)
    screen.get_by_label("密码", exact=True).press("Enter")
    expect_refused(screen)


@pytest.mark.rows("N-04")
def test_ningbo_asks_on_a_page_of_its_own_without_script(
    plain: Page, door: Door, wang: Member, city
) -> None:
    city("ningbo")
    to_the_page(plain, door, "个人网上业务")
    expect(plain.get_by_role("heading", name="进入个人网上业务")).to_be_visible()
    plain.get_by_role("link", name="确认", exact=True).click()
    expect(plain.get_by_role("button", name="立即登录")).to_be_visible()


@pytest.mark.rows("N-06")
def test_ningbos_first_password_is_changed_before_anything_else(
    page: Page, door: Door, wang: Member, city
) -> None:
    city("ningbo")
    start = give_activation(
        holder=Holder.MEMBER,
        holder_id=wang.pk,
        way=Activation.Way.SLIP,
        by="staff/1",
        now=timezone.now(),
    )
    come_in_by_code(page, door, wang, start)
    expect(page.get_by_role("heading", name="设置登录密码")).to_be_visible()
    assert_accessible(page)
    choose(page, start)
    expect(page.get_by_role("alert")).to_contain_text("不能与激活码（初始密码）相同")
    assert_accessible(page)
    choose(page, NEW)
    expect(page.get_by_role("status")).to_contain_text("请用新密码登录")
    page.goto(door.url("/my/"))
    expect(page.get_by_role("button", name="立即登录")).to_be_visible()
    Message.objects.all().delete()
    forget_the_minute()
    come_in_by_code(page, door, wang, NEW)
    expect_inside(page)


def come_in_by_code(page: Page, door: Door, wang: Member, password: str) -> None:
    page.goto(door.url("/my/sign-in"))
    page.get_by_label("身份证号或个人账号", exact=True).fill(wang.identity_number)
    page.get_by_label("预留手机号", exact=True).fill(wang.mobile)
    press(page, "获取验证码")
    expect(page.get_by_text(SENT)).to_be_visible()
    page.get_by_label("手机验证码", exact=True).fill(code_sent())
    page.get_by_label("密码", exact=True).fill(password)
    press(page, "立即登录")


def choose(page: Page, password: str) -> None:
    page.get_by_label("新密码", exact=True).fill(password)
    page.get_by_label("确认新密码", exact=True).fill(password)
    press(page, "提交")


def forget_the_minute() -> None:
    """As if a minute had passed since the last code to this telephone."""
    Tally.objects.filter(scope="code_phone").delete()
