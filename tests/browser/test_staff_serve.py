"""What the staff do at the counter, in Chromium: 面签 up to the member's own sign-in, looks,
roles, and a session that dies.
"""

from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect
from tests.browser.conftest import DESK, Door, assert_accessible, open_menu
from tests.browser.staff_at_the_desk import (
    PHONE,
    come_in,
    open_file,
    sent_to,
    sign_face_to_face,
)
from tests.people_of_the_town import identity, opening, staff
from tests.staff_of_the_town import clerk

from anju.identity.counter.keep_staff import shut_out
from anju.people.models import Employer, Member, Staff


@pytest.fixture(autouse=True)
def slips(settings, tmp_path: Path) -> None:
    settings.ANJU_SLIPS = tmp_path


@pytest.fixture
def sun(mill: Employer) -> Staff:
    """孙柜员, a clerk."""
    return clerk("0301", Staff.Role.CLERK, name="孙柜员")


@pytest.fixture
def chen(mill: Employer) -> Member:
    """陈静, who has never used the hall."""
    staff(mill, opening(41, "陈静"))
    return Member.objects.get(name="陈静")


@pytest.mark.rows("N-02", "N-05")
def test_a_member_signs_at_the_counter_and_gets_a_start_the_clerk_never_sees(
    screen: Page, door: Door, sun: Staff, chen: Member, city
) -> None:
    city("ningbo")
    come_in(screen, door, sun.login)
    sign_face_to_face(screen, door, chen)
    start = sent_to(PHONE, r"[2-9A-Z]{12}")
    assert start not in screen.content()
    with screen.expect_download() as paper:
        screen.get_by_role("button", name="打印面签协议").click()
    assert paper.value.suggested_filename.endswith(".pdf")


def test_the_counter_holds_on_a_phone(
    phone: Page, door: Door, sun: Staff, chen: Member
) -> None:
    come_in(phone, door, sun.login)
    open_file(phone, door, chen.identity_number)
    for path in (
        "person",
        "person/file",
        "person/face-sign",
        "person/password",
        "person/mobile",
        "person/holds",
        "corrections",
        "agents",
    ):
        phone.goto(door.url(f"/counter/{path}"))
        assert_accessible(phone)


def test_whole_numbers_are_shown_by_a_deliberate_act(
    screen: Page, door: Door, sun: Staff, chen: Member
) -> None:
    come_in(screen, door, sun.login)
    open_menu(screen, "个人", "查个人")
    screen.get_by_role("button", name="查看").click()
    expect(screen.get_by_role("alert").first).to_contain_text("选择查看事由")
    assert_accessible(screen)
    open_file(screen, door, chen.identity_number)
    assert chen.identity_number not in screen.content()
    screen.get_by_role("button", name="显示完整号码").click()
    expect(screen.get_by_text(chen.identity_number)).to_be_visible()
    assert_accessible(screen)
    assert chen.identity_number not in screen.url


def test_a_lost_phone_is_replaced_by_two_people(
    screen: Page, chromium: Browser, door: Door, sun: Staff, chen: Member
) -> None:
    come_in(screen, door, sun.login)
    open_file(screen, door, chen.identity_number)
    screen.get_by_role("link", name="变更手机").click()
    screen.get_by_label("新手机号码").fill(PHONE)
    screen.get_by_role("button", name="发送验证码").click()
    screen.get_by_label("本人读出的验证码").fill(sent_to(PHONE, r"\d{6}"))
    screen.get_by_label("变更原因").fill("手机遗失")
    screen.get_by_label("已核对身份证原件").check()
    screen.get_by_role("button", name="提交复核").click()
    expect(screen.get_by_role("heading", name="已提交复核")).to_be_visible()
    clerk("0101", Staff.Role.MANAGER, name="陈主管")
    other = chromium.new_context(viewport=DESK, locale="zh-CN").new_page()
    come_in(other, door, "0101")
    open_menu(other, "个人", "手机变更复核")
    assert_accessible(other)
    other.get_by_role("button", name="同意").click()
    expect(other.get_by_role("status")).to_contain_text("已同意")
    other.context.close()
    chen.refresh_from_db()
    assert chen.mobile == PHONE


def test_the_three_administrators_do_their_parts(
    screen: Page, chromium: Browser, door: Door, sun: Staff
) -> None:
    clerk("9001", Staff.Role.SYSTEM_ADMIN, name="吴系统", identity_number=identity(801))
    clerk("9002", Staff.Role.SECURITY_ADMIN, name="郑安全", identity_number=identity(802))
    clerk("9003", Staff.Role.AUDITOR, name="冯审计", identity_number=identity(803))
    come_in(screen, door, "9001")
    screen.goto(door.url("/counter/staff"))
    assert_accessible(screen)
    screen.get_by_role("link", name="开设账号").click()
    screen.get_by_label("工号").fill("0404")
    screen.get_by_label("姓名").fill("林新来")
    screen.get_by_label("证件号码").fill(identity(805))
    screen.get_by_role("button", name="开设").click()
    expect(screen.get_by_role("heading", name="账号已开设")).to_be_visible()
    screen.context.clear_cookies()
    come_in(screen, door, "9002")
    screen.goto(door.url("/counter/grants"))
    assert_accessible(screen)
    card = screen.get_by_label("0404 林新来")
    card.get_by_text("授权与重置").click()
    card.get_by_label("岗位").select_option("clerk")
    card.get_by_label("原因或文号").fill("人事〔2026〕8 号")
    card.get_by_role("button", name="授予岗位").click()
    expect(screen.get_by_role("status")).to_contain_text("生效")
    own = screen.get_by_label("9002 郑安全")
    expect(own.get_by_text("须由另一位管理员办理")).to_be_visible()
    screen.context.clear_cookies()
    come_in(screen, door, "9003")
    screen.goto(door.url("/counter/trail"))
    assert_accessible(screen)
    screen.get_by_role("button", name="查询").click()
    expect(screen.get_by_role("cell", name="授予岗位").first).to_be_visible()
    assert_accessible(screen)


def test_a_disabled_clerks_open_page_leads_to_the_door(
    screen: Page, door: Door, sun: Staff
) -> None:
    come_in(screen, door, sun.login)
    boss = clerk("9001", Staff.Role.SYSTEM_ADMIN)
    shut_out(staff=sun, by=boss, reason="离职", now=timezone.now())
    screen.goto(door.url("/counter/deeds"))
    expect(screen.get_by_role("heading", name="柜面登录")).to_be_visible()
