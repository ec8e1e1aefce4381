"""Looking somebody up in a real browser: found, paged and exported, with a mute address."""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.agents import enter
from tests.browser.conftest import Door, assert_accessible
from tests.people_of_the_town import identity

from anju.people.models import Appointment


@pytest.mark.parametrize("words", ["王", "wang", identity(1)])
def test_an_agent_finds_a_colleague_and_takes_the_list_along(
    screen: Page, door: Door, agent: Appointment, words: str
) -> None:
    enter(screen, door, agent)
    screen.goto(door.url("/employer/members"))
    screen.get_by_label("姓名、拼音、账号末几位或身份证号").fill(words)
    screen.get_by_role("button", name="查询").click()
    expect(screen.get_by_role("cell", name="王芳")).to_be_visible()
    expect(screen.get_by_text("李伟")).to_have_count(0)
    expect(screen.get_by_label("姓名、拼音、账号末几位或身份证号")).to_have_value(words)
    assert words not in screen.url
    assert_accessible(screen)
    with screen.expect_download() as taken:
        screen.get_by_role("main").get_by_role("link", name="导出").click()
    assert words not in taken.value.url
    screen.go_back()
    expect(screen.get_by_text("李伟")).to_be_visible()


def test_without_script_a_colleague_is_found_as_well(
    plain: Page, door: Door, agent: Appointment
) -> None:
    enter(plain, door, agent)
    plain.goto(door.url("/employer/register/lines?kind=seal"))
    plain.get_by_label("查找职工").fill("王芳")
    plain.get_by_role("button", name="查找").click()
    expect(plain.get_by_role("link", name="王芳")).to_be_visible()
    assert "王芳" not in plain.url


def test_somebody_is_found_while_the_name_is_typed(
    phone: Page, door: Door, agent: Appointment
) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    enter(phone, door, agent)
    phone.goto(door.url("/employer/register/lines?kind=seal"))
    phone.get_by_label("查找职工").press_sequentially("王芳")
    expect(phone.locator("#found").get_by_role("link", name="王芳")).to_be_visible()
    expect(phone.get_by_label("查找职工")).to_have_value("王芳")
    assert [url for url in asked if "%E7%8E%8B" in url or "王" in url] == []
