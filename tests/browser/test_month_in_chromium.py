"""A month of contributions in a real browser, along the halls' own click paths."""

import io
import re

import pytest
from openpyxl import Workbook
from playwright.sync_api import Page, expect
from tests.browser.agents import enter
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.people_of_the_town import TODAY, identity
from tests.portals.conftest import PASSWORD

from anju.contributions.uploads.read_upload import read_waiting_uploads, take_upload
from anju.people.models import Appointment, Member


def roster() -> bytes:
    """王芳 stays, 李伟 has left, 周燕 joins, 吴敏 joins with a base that is too low."""
    book = Workbook()
    for row in (
        ["申城纺织有限公司 11 月工资表"],
        ["姓名", "身份证号码", "缴存基数"],
        ["王芳", identity(1), "6000.00"],
        ["周燕", identity(50), "7000.00"],
        ["吴敏", identity(51), "1.00"],
    ):
        book.active.append(row)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.mark.rows("X-17", "X-28", "X-33", "C-38", "C-50", "C-53")
def test_a_roster_is_uploaded_corrected_submitted_paid_and_printed(
    screen: Page, door: Door, agent: Appointment, bank_answers, settings, tmp_path
) -> None:
    settings.ANJU_UPLOADS = tmp_path
    enter(screen, door, agent)
    screen.get_by_role("main").get_by_role("link", name="当月汇缴").click()
    screen.get_by_text("当月有变化 · 变更清册").click()
    screen.get_by_role("button", name="下一步").click()
    screen.get_by_role("link", name="上传工资表").first.click()
    screen.get_by_label("选择工资表文件").set_input_files(
        {"name": "11月工资表.xlsx", "mimeType": "application/zip", "buffer": roster()}
    )
    expect(screen.get_by_text("已选 11月工资表.xlsx")).to_be_visible()
    screen.get_by_role("button", name="上传并比对").click()
    expect(screen.get_by_role("heading", name="正在比对")).to_be_visible()
    with door.lock:
        read_waiting_uploads(today=TODAY)
    expect(screen.get_by_text("需修改 1")).to_be_visible()
    assert_accessible(screen)
    screen.get_by_role("link", name="需修改 1").click()
    expect(screen.locator(".row-why")).to_contain_text("低于本年度下限")
    screen.get_by_role("link", name=re.compile(r"修改\s*吴敏")).click()
    screen.get_by_label("缴存基数").fill("5000.00")
    expect(screen.locator("#echo")).to_contain_text("1,200.00")
    screen.get_by_role("button", name="保存", exact=True).click()
    screen.get_by_role("button", name="提交 3 项").click()
    screen.get_by_role("link", name="去汇缴").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("汇缴")
    screen.get_by_role("button", name="下一步，核对").click()
    expect(screen.get_by_text("肆仟叁佰贰拾元整")).to_be_visible()
    assert_accessible(screen)
    screen.get_by_role("button", name="确认汇缴").click()
    expect(screen.get_by_text("等待银行答复")).to_be_visible()
    with door.lock:
        bank_answers()
    expect(screen.get_by_role("heading", name="汇缴成功")).to_be_visible()
    screen.get_by_role("link", name="打印回单").click()
    expect(screen.get_by_text("肆仟叁佰贰拾元整")).to_be_visible()
    assert_accessible(screen)
    with screen.expect_download() as download:
        screen.get_by_role("button", name="打印（下载盖章 PDF）").click()
    assert download.value.suggested_filename.startswith("HJ")


@pytest.mark.rows("C-49", "C-52", "C-53")
def test_two_parts_are_paid_ahead_and_remitted_by_transfer_without_script(
    plain: Page, door: Door, agent: Appointment, bank_answers
) -> None:
    enter(plain, door, agent)
    for amount in ("1455.00", "1455.00"):
        plain.goto(door.url("/employer/prepayments"))
        plain.get_by_label("实际要存入预缴户的金额").fill(amount)
        plain.get_by_role("button", name="下一步，核对").click()
        plain.get_by_role("button", name="确认预缴").click()
        expect(plain.get_by_text("等待银行答复")).to_be_visible()
        with door.lock:
            bank_answers()
        expect(plain.get_by_role("heading", name="预缴成功")).to_be_visible()
    plain.goto(door.url("/employer/remittances"))
    plain.get_by_role("radio", name="预缴转出 从预缴户").check()
    plain.get_by_role("button", name="下一步，核对").click()
    plain.get_by_role("button", name="确认汇缴").click()
    expect(plain.get_by_role("heading", name="汇缴成功")).to_be_visible()


@pytest.mark.rows("Z-10", "Z-12", "J-08")
def test_a_member_sees_balance_and_lines_and_draws_the_curtain(
    screen: Page, door: Door, wang: Member
) -> None:
    screen.goto(door.url("/my/sign-in"))
    assert_accessible(screen)
    screen.get_by_label("身份证号码或个人账号").fill(wang.identity_number)
    screen.get_by_label("密码").fill(PASSWORD)
    screen.get_by_role("button", name="登录", exact=True).click()
    expect(screen.get_by_text("欢迎您！今天是2026年11月18日 星期三")).to_be_visible()
    assert_accessible(screen)
    screen.get_by_role("button", name="隐藏金额").click()
    expect(screen.locator(".balance .money")).to_have_text("＊＊＊＊")
    screen.get_by_role("button", name="显示金额").click()
    expect(screen.locator(".balance .money")).to_have_text("0.00")
    screen.get_by_role("link", name="查缴存明细").first.click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("个人明细账")
    assert_accessible(screen)


def test_a_wrong_password_is_told_on_top_and_takes_the_focus(
    screen: Page, door: Door, wang: Member
) -> None:
    screen.goto(door.url("/my/sign-in"))
    screen.get_by_label("身份证号码或个人账号").fill(wang.identity_number)
    screen.get_by_label("密码").fill("wrong-word")
    screen.get_by_role("button", name="登录", exact=True).click()
    expect(screen.get_by_role("alert")).to_be_focused()
    expect(screen.get_by_role("alert")).to_contain_text("登录失败")
    assert_accessible(screen)


def test_the_halls_pages_hold_on_a_phone(
    phone: Page, door: Door, agent: Appointment, settings, tmp_path
) -> None:
    settings.ANJU_UPLOADS = tmp_path
    take_upload(employer=agent.employer, filename="a.xlsx", content=roster(), by="赵会计")
    read_waiting_uploads(today=TODAY)
    enter(phone, door, agent)
    for path in (
        "/employer/",
        "/employer/month",
        "/employer/register",
        "/employer/register/lines",
        "/employer/uploads",
        "/employer/remittances",
        "/employer/prepayments",
        "/employer/receipts",
        "/employer/members",
        "/employer/profile",
    ):
        phone.goto(door.url(path))
        expect(phone.get_by_role("navigation", name="底部导航")).to_be_visible()
        assert_accessible(phone)


def test_large_type_and_high_contrast_stay_while_one_walks_on(
    screen: Page, door: Door, agent: Appointment
) -> None:
    enter(screen, door, agent)
    screen.get_by_role("button", name="大字版").click()
    screen.get_by_role("button", name="高对比度").click()
    open_menu(screen, "当月汇缴", "预缴")
    expect(screen.locator("html")).to_have_attribute("data-size", "large")
    expect(screen.locator("html")).to_have_attribute("data-contrast", "high")
    assert_accessible(screen)
