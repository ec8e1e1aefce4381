"""What an agent can do for a colleague whose registration failed, in a real browser."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.browser.agents import enter
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.browser.test_employers_come_in import code_to, press

from anju.identity.enrolment.facts import Facts
from anju.identity.enrolment.knock import knock
from anju.identity.models import Knock
from anju.people.models import Appointment, Member, Proposal


@pytest.mark.rows("J-02")
def test_jian_lists_who_could_not_register_and_the_agent_proposes_the_correction(
    screen: Page, door: Door, agent: Appointment, wang: Member, city
) -> None:
    city("jian")
    with door.lock:
        knock(
            kind=Knock.Kind.REGISTER,
            facts=Facts(name="王方", identity_number=wang.identity_number),
            session="elsewhere",
            address="203.0.113.9",
            today=timezone.localdate(),
            now=timezone.now(),
        )
    enter(screen, door, agent)
    open_menu(screen, "单位信息", "注册信息不符")
    row = screen.get_by_role("row", name=re.compile("王芳"))
    expect(row).to_contain_text("姓名")
    expect(row).to_contain_text("王方")
    assert_accessible(screen)
    row.get_by_role("link", name=re.compile("提出更正")).click()
    expect(screen.get_by_role("heading", name="姓名更正")).to_be_visible()
    screen.get_by_label("姓名").fill("王方")
    press(screen, "获取验证码")
    screen.get_by_label("验证码", exact=True).fill(code_to(door, agent.agent.mobile))
    press(screen, "提交")
    expect(screen.get_by_role("heading", name="已提交，等待本人确认")).to_be_visible()
    with door.lock:
        assert Member.objects.get(pk=wang.pk).name == "王芳"
        assert Proposal.objects.get().field == Proposal.Field.NAME
    screen.goto(door.url("/employer/mismatches"))
    screen.get_by_role("button", name=re.compile("已核实")).click()
    expect(screen.get_by_text("没有需要核实的注册信息")).to_be_visible()
