"""How the tests' staff come in, in a real browser."""

from playwright.sync_api import Page, expect
from tests.browser.conftest import Door
from tests.staff_of_the_town import STAFF_PASSWORD, code_now


def give_password(screen: Page, door: Door, login: str) -> None:
    """工号 and 密码: half the way."""
    screen.goto(door.url("/counter/sign-in"))
    screen.get_by_label("工号").fill(login)
    screen.get_by_label("密码").fill(STAFF_PASSWORD)
    screen.get_by_role("button", name="登录", exact=True).click()


def come_in(screen: Page, door: Door, login: str) -> None:
    """Password, then the code of this half minute."""
    give_password(screen, door, login)
    screen.get_by_label("动态口令").fill(code_now())
    screen.get_by_role("button", name="验证并登录").click()
    expect(screen.get_by_role("heading", name="柜面工作台")).to_be_visible()


def open_file(screen: Page, door: Door, number: str, words: str = "本人来办业务") -> None:
    """查个人, with a reason."""
    screen.goto(door.url("/counter/person"))
    screen.get_by_label("证件号码或个人账号").fill(number)
    screen.get_by_label("查看事由").select_option("service")
    screen.get_by_label("具体说明").fill(words)
    screen.get_by_role("button", name="查看").click()
    expect(screen.get_by_role("heading", name="个人资料", exact=True)).to_be_visible()
