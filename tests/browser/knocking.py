"""What the browser tests of registration and reset do in common, as a visitor would."""

import re

from playwright.sync_api import Page, expect
from tests.askers import NEW, Asker, code_at
from tests.browser.conftest import Door

SENT = "若所填信息与中心登记一致，验证码已发送至您在中心登记的手机。"


def to_sign_in(page: Page, door: Door) -> None:
    """首页 › 个人用户, where the city asks first, 确认."""
    page.goto(door.url("/"))
    page.get_by_role("link", name=re.compile("个人用户|个人网上业务")).click()
    confirm = page.get_by_role("dialog").get_by_role("link", name="确认", exact=True)
    if confirm.count():
        confirm.click()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def fill(page: Page, **answers: str) -> None:
    """Type into fields by their ids, as their labels are the city's own."""
    for field, text in answers.items():
        page.locator(f"#{field}").fill(text)


def labels(page: Page, awaited: str) -> list[str]:
    """The words above the fields, in order, as soon as the page with this one is there."""
    expect(page.locator(".form-label", has_text=awaited).first).to_be_visible()
    page.wait_for_load_state()
    return [text.strip() for text in page.locator(".form-label").all_inner_texts()]


def type_code(page: Page, who: Asker, button: str) -> None:
    """Ask for a code and type what reached the telephone."""
    press(page, button)
    expect(page.get_by_text(SENT)).to_be_visible()
    fill(page, code=code_at(who.mobile))


def choose_password(page: Page, password: str = NEW) -> None:
    fill(page, password=password, again=password)


def expect_signed_in(page: Page, who: Asker, password: str = NEW) -> None:
    """From the last page by 登录 to one's own hall."""
    page.locator("main").get_by_role("link", name="登录", exact=True).click()
    fill(page, name=who.identity_number, password=password)
    press(page, "登录")
    expect(page.get_by_text("欢迎您！今天是")).to_be_visible()
