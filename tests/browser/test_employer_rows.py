"""The employers' rows of the manuals, along their own click paths, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.agents import enter
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.people_of_the_town import TODAY, identity
from tests.portals.conftest import account_of

from anju.contributions.models import Remittance
from anju.contributions.remittances.remit import submit_remittance
from anju.ground.calendar import Month
from anju.people.models import Appointment, Employer


def july_is_paid(mill: Employer, bank_answers) -> None:
    """One remittance stands in the books, with its receipt."""
    submit_remittance(
        employer=mill,
        until=Month(2026, 7),
        method=Remittance.Method.REALTIME,
        expected_fen=291_000,
        intent="a" * 32,
        today=TODAY,
        by="赵会计",
    )
    bank_answers()


@pytest.mark.rows("C-21", "C-23")
def test_chuxiong_signs_in_by_account_and_password_alone(
    screen: Page, door: Door, agent: Appointment, city
) -> None:
    city("chuxiong")
    screen.goto(door.url("/"))
    expect(screen.get_by_role("heading", level=1)).to_contain_text("楚雄")
    screen.get_by_role("link", name="单位用户").click()
    expect(screen.get_by_role("heading", name="单位密码登录")).to_be_visible()
    expect(screen.get_by_label("身份证号")).to_have_count(0)
    assert_accessible(screen)
    enter(screen, door, agent)


@pytest.mark.rows("C-29")
def test_chuxiong_shows_the_units_basic_information(
    screen: Page, door: Door, agent: Appointment, city
) -> None:
    city("chuxiong")
    enter(screen, door, agent)
    open_menu(screen, "公积金查询", "单位基本信息查询")
    main = screen.get_by_role("main")
    expect(main.get_by_role("heading", level=1)).to_have_text("单位基本信息")
    for words in ("统一社会信用代码", agent.employer.credit_code, "缴至年月", "每月 10 日"):
        expect(main).to_contain_text(words)
    assert_accessible(screen)


@pytest.mark.rows("C-57", "C-53")
def test_a_receipt_is_printed_again_from_the_list(
    screen: Page, door: Door, agent: Appointment, mill: Employer, bank_answers, city
) -> None:
    city("chuxiong")
    july_is_paid(mill, bank_answers)
    enter(screen, door, agent)
    open_menu(screen, "归集业务", "凭证重打")
    screen.get_by_label("回单类型").select_option("单位汇缴回单")
    screen.get_by_role("button", name="查询").click()
    screen.get_by_role("table").get_by_role("link", name=re.compile("打印")).click()
    expect(screen.get_by_text("贰仟玖佰壹拾元整")).to_be_visible()
    stamped = "() => document.querySelector('.receipt-foot img').naturalWidth > 0"
    screen.wait_for_function(stamped)
    for _ in range(2):
        with screen.expect_download() as download:
            screen.get_by_role("button", name="打印（下载盖章 PDF）").click()
        assert download.value.path().read_bytes().startswith(b"%PDF")
    screen.reload()
    expect(screen.get_by_text("已打印 2 次")).to_be_visible()


@pytest.mark.rows("X-25", "X-33")
def test_xinyang_keys_a_new_base_sees_it_echoed_and_submits_the_register(
    screen: Page, door: Door, agent: Appointment
) -> None:
    enter(screen, door, agent)
    open_menu(screen, "当月汇缴", "变更清册")
    screen.get_by_role("link", name="新增一人").click()
    screen.get_by_role("link", name="调基").click()
    screen.get_by_label("查找职工").press_sequentially("王芳")
    screen.get_by_role("link", name=re.compile("王芳")).click()
    screen.get_by_label("调整后工资基数").press_sequentially("7200.00")
    echo = screen.locator("#echo")
    for words in ("调整后月缴存额", "1,728.00", "个人月缴存额", "单位月缴存额", "864.00"):
        expect(echo).to_contain_text(words)
    assert_accessible(screen)
    screen.get_by_role("button", name="保存", exact=True).click()
    row = screen.get_by_role("row", name=re.compile("王芳"))
    expect(row).to_contain_text("基数调整")
    expect(row).to_contain_text("校验通过")
    expect(row).to_contain_text("+288.00")
    assert account_of("王芳").base_fen == 600_000
    screen.get_by_role("button", name="提交 1 项").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("清册已提交")
    assert account_of("王芳").base_fen == 720_000


@pytest.mark.rows("C-38")
def test_what_is_wrong_with_a_keyed_line_stands_at_its_place(
    screen: Page, door: Door, agent: Appointment, city
) -> None:
    city("chuxiong")
    enter(screen, door, agent)
    open_menu(screen, "归集业务", "变更清册")
    screen.get_by_role("link", name="新增一人").click()
    screen.get_by_label("姓名").fill("周燕")
    screen.get_by_label("身份证号").fill(identity(50)[:-1] + "0")
    screen.get_by_label("缴存基数").fill("7000.00")
    screen.get_by_role("button", name="保存", exact=True).click()
    expect(screen.locator(".row-why")).to_contain_text("周燕")
    screen.get_by_role("link", name=re.compile(r"修改\s*周燕")).click()
    field = screen.get_by_label("身份证号")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(screen.locator("#identity_number-err")).to_be_visible()
    assert_accessible(screen)


@pytest.mark.rows("C-48", "C-49")
def test_chuxiong_prepays_by_its_own_menu(
    screen: Page, door: Door, agent: Appointment, bank_answers, city
) -> None:
    city("chuxiong")
    enter(screen, door, agent)
    open_menu(screen, "缴存业务", "预缴")
    screen.get_by_label("实际要存入预缴户的金额").fill("1455.00")
    screen.get_by_label("备注").fill("个人部分")
    screen.get_by_role("button", name="下一步，核对").click()
    expect(screen.get_by_text("壹仟肆佰伍拾伍元整")).to_be_visible()
    screen.get_by_role("button", name="确认预缴").click()
    expect(screen.get_by_text("等待银行答复")).to_be_visible()
    with door.lock:
        bank_answers()
    expect(screen.get_by_role("heading", name="预缴成功")).to_be_visible()
    screen.get_by_role("link", name="打印回单").click()
    expect(screen.get_by_role("heading", name="预缴回单")).to_be_visible()
