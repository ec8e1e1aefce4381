"""A member's browser that has just signed in, and the codes that came to telephones."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect
from tests.browser.conftest import Door
from tests.portals.conftest import PASSWORD
from tests.portals.member.conftest import enter

from anju.people.models import Member


def arrive(page: Page, door: Door, member: Member) -> None:
    """Stand on the first page of the hall, signed in as this member a moment ago."""
    hall = enter(Client(HTTP_HOST="xinyang.localhost"), member)
    cookie = hall.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": door.url("/")}]
    )
    page.goto(door.url("/my/"))
    expect(page.get_by_text("欢迎您！今天是")).to_be_visible()


def prove_again(page: Page) -> None:
    """请再次确认是您本人: type the login password and go on."""
    expect(page.get_by_role("heading", name="请再次确认")).to_be_visible()
    page.get_by_label("登录密码", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="确认", exact=True).click()
