"""The five cities' faces, large type and high contrast hold on every kind of page."""

import pytest
from playwright.sync_api import Page
from tests.browser.agents import enter
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.browser.test_month_in_chromium import roster
from tests.people_of_the_town import TODAY

from anju.contributions.uploads.read_upload import read_waiting_uploads, take_upload
from anju.people.models import Appointment

FACES = ("ningbo", "jian", "chuxiong", "xinyang", "zaozhuang")


@pytest.fixture
def _draft(agent: Appointment, settings, tmp_path) -> None:
    """A register with good and bad lines."""
    settings.ANJU_UPLOADS = tmp_path
    take_upload(employer=agent.employer, filename="a.xlsx", content=roster(), by="赵会计")
    read_waiting_uploads(today=TODAY)


@pytest.mark.usefixtures("_draft")
def test_every_face_has_enough_contrast(screen: Page, door: Door, agent: Appointment) -> None:
    enter(screen, door, agent)
    for path in ("/employer/", "/employer/register", "/employer/remittances", "/verify?code=x"):
        screen.goto(door.url(path))
        for face in FACES:
            screen.evaluate("face => document.documentElement.dataset.center = face", face)
            assert_accessible(screen)


@pytest.mark.usefixtures("_draft")
@pytest.mark.parametrize("mode", ["size", "contrast"])
def test_reading_modes_hold_on_a_phone(
    phone: Page, door: Door, agent: Appointment, mode: str
) -> None:
    enter(phone, door, agent)
    for path in ("/employer/", "/employer/register", "/employer/members", "/employer/uploads"):
        phone.goto(door.url(path))
        value = "large" if mode == "size" else "high"
        phone.evaluate(f"document.documentElement.dataset.{mode} = '{value}'")
        assert_accessible(phone)


def test_a_center_can_be_used_by_path_beside_another(
    screen: Page, door: Door, agent: Appointment
) -> None:
    screen.goto(f"http://127.0.0.1:{door.port}/")
    assert_accessible(screen)
    screen.get_by_role("link", name="信阳市住房公积金管理中心").click()
    screen.get_by_role("link", name="单位登录").click()
    screen.wait_for_url("**/c/xinyang/employer/sign-in*")
    cookies = {one["name"]: one["path"] for one in screen.context.cookies()}
    assert "anju_session" not in cookies
    screen.get_by_label("单位账号").fill(agent.employer.number)
    screen.get_by_label("专管员身份证号").fill(agent.agent.identity_number)
    screen.get_by_label("密码").fill("weave-9-yards")
    screen.get_by_role("button", name="登录", exact=True).click()
    screen.wait_for_url("**/c/xinyang/employer/")
    cookies = {one["name"]: one["path"] for one in screen.context.cookies()}
    assert cookies["anju_session"] == "/c/xinyang/"
    open_menu(screen, "查询打印", "业务办理信息")
    screen.wait_for_url("**/c/xinyang/employer/receipts*")
