"""Maker and reviewer in a real browser."""

import re

from playwright.sync_api import Page, expect
from tests.browser.agents import enter
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.contributions.review.conftest import draft, four_eyes, waits
from tests.portals.conftest import agent_of

from anju.people.models import Appointment, Employer

REVIEWER = Appointment.Role.REVIEWER


def test_an_agent_switches_reviewing_on_submits_and_a_second_person_agrees(
    screen: Page, door: Door, mill: Employer, agent: Appointment
) -> None:
    with door.lock:
        reviewer = agent_of(mill, "郑主任", 905, REVIEWER)
    enter(screen, door, agent)
    open_menu(screen, "查询打印", "待复核业务")
    expect(screen.get_by_text("没有符合条件的业务")).to_be_visible()
    screen.get_by_role("link", name="复核设置").click()
    assert_accessible(screen)
    screen.get_by_label("业务提交后须另一人复核").select_option("开启")
    screen.get_by_label("超过多少人须复核（人）").fill("0")
    screen.get_by_label("超过多少金额须复核（元）").fill("0")
    screen.get_by_role("button", name="保存", exact=True).click()
    expect(screen.get_by_role("status")).to_contain_text("立即生效")
    with door.lock:
        draft(mill, 11, 12)
    screen.goto(door.url("/employer/register"))
    screen.get_by_role("button", name=re.compile("提交 2 项")).click()
    expect(screen.get_by_role("status")).to_contain_text("已提交，待另一人复核")
    assert_accessible(screen)

    screen.context.clear_cookies()
    enter(screen, door, reviewer)
    screen.get_by_role("main").get_by_role("link", name=re.compile("待复核")).click()
    assert_accessible(screen)
    screen.get_by_role("link", name=re.compile("查看")).click()
    expect(screen.get_by_role("row", name=re.compile("新二"))).to_be_visible()
    screen.get_by_role("button", name="同意", exact=True).click()
    expect(screen.get_by_role("status")).to_contain_text("复核同意，已办理")
    with door.lock:
        assert mill.accounts.count() == 4


def test_on_a_phone_the_reviewer_sends_a_list_back_with_a_reason(
    phone: Page, door: Door, mill: Employer, agent: Appointment
) -> None:
    with door.lock:
        reviewer = agent_of(mill, "郑主任", 905, REVIEWER)
        four_eyes(mill)
        waits(draft(mill, 11), agent)
    enter(phone, door, reviewer)
    phone.get_by_role("main").get_by_role("link", name=re.compile("待复核")).click()
    assert_accessible(phone)
    phone.get_by_role("link", name=re.compile("查看")).click()
    assert_accessible(phone)
    phone.get_by_label("退回原因").fill("基数请再核对")
    phone.get_by_role("button", name="退回", exact=True).click()
    expect(phone.get_by_text("退回原因：基数请再核对")).to_be_visible()
    with door.lock:
        assert mill.accounts.count() == 2
