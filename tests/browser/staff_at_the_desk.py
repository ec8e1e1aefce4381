"""How the tests' staff come in, in a real browser."""

import re

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect
from tests.browser.conftest import Door, assert_accessible
from tests.staff_of_the_town import STAFF_PASSWORD, sign_in

from anju.notices.models import Message
from anju.people.models import Member

PHONE = "13912345678"


def give_password(screen: Page, door: Door, login: str) -> None:
    """工号 and 密码: half the way."""
    screen.goto(door.url("/counter/sign-in"))
    screen.get_by_label("工号").fill(login)
    screen.get_by_label("密码").fill(STAFF_PASSWORD)
    screen.get_by_role("button", name="登录", exact=True).click()


def come_in(screen: Page, door: Door, login: str) -> None:
    """Stand at the counter's first page, let in a moment ago by password and code.

    The way in is walked in test_staff_come_in.
    """
    with door.lock:
        window = sign_in(Client(HTTP_HOST="xinyang.localhost"), login)
    cookie = window.cookies[settings.SESSION_COOKIE_NAME]
    screen.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": door.url("/")}]
    )
    screen.goto(door.url("/counter/"))
    expect(screen.get_by_role("heading", name="柜面工作台")).to_be_visible()


def open_file(screen: Page, door: Door, number: str, words: str = "本人来办业务") -> None:
    """查个人, with a reason."""
    screen.goto(door.url("/counter/person"))
    screen.get_by_label("证件号码或个人账号").fill(number)
    screen.get_by_label("查看事由").select_option("service")
    screen.get_by_label("具体说明").fill(words)
    screen.get_by_role("button", name="查看").click()
    expect(screen.get_by_role("heading", name="个人资料", exact=True)).to_be_visible()


def sent_to(mobile: str, pattern: str) -> str:
    """What the newest message to this phone says where it fits."""
    said = Message.objects.filter(to_index=mobile).order_by("-id")
    return next(found[0] for one in said if (found := re.findall(pattern, one.text)))


def sign_face_to_face(screen: Page, door: Door, member: Member) -> None:
    """网上业务面签: the file, the phone, the card."""
    open_file(screen, door, member.identity_number, "本人来办面签")
    assert_accessible(screen)
    screen.get_by_role("link", name="网上业务面签").click()
    screen.get_by_label("本人手机号码").fill(PHONE)
    screen.get_by_role("button", name="发送验证码").click()
    expect(screen.get_by_role("status")).to_contain_text("验证码已发")
    assert_accessible(screen)
    screen.get_by_label("本人读出的验证码").fill(sent_to(PHONE, r"\d{6}"))
    screen.get_by_label("已核对身份证原件").check()
    screen.get_by_role("button", name="完成面签").click()
    expect(screen.get_by_role("heading", name="面签完成")).to_be_visible()
    assert_accessible(screen)
