"""缴存业务 › 补缴 along the manual's path, by hand and by template, on desk and phone."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import Page, expect
from tests.browser.agents import enter
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.paying_back import AUGUST, FULL, JULY, held, listed, prepay, remit, want
from tests.people_of_the_town import opening, staff

from anju.people.models import Appointment, Employer


@pytest.fixture
def left_out(mill: Employer) -> Employer:
    """July and August are remitted; 张敏 and 周燕, due since July, were left out."""
    remit(mill, AUGUST)
    staff(mill, opening(3, "张敏"), opening(4, "周燕", base_fen=500_410, side_fen=60_000))
    return mill


def choose(page: Page, kind: str) -> None:
    """缴存业务 › 补缴 › 补缴类型."""
    open_menu(page, "缴存业务", "补缴")
    page.get_by_label(kind).check()
    page.get_by_role("button", name="下一步，添加职工").click()


def add(page: Page, part: str, name: str, first: str, last: str) -> None:
    """添加 › 个人账号 (fuzzy) › 开始年月, 截止年月 › 保存."""
    page.get_by_role("link", name="添加").click()
    page.get_by_label("查找职工").press_sequentially(part)
    page.get_by_role("link", name=re.compile(name)).click()
    page.get_by_label("开始年月").fill(first)
    page.get_by_label("截止年月").fill(last)


def save(page: Page) -> None:
    page.get_by_role("button", name="保存").click()


@pytest.mark.rows("C-54", "C-55", "C-57")
def test_chuxiong_pays_missed_months_back_by_the_bank_and_prints_the_receipt(
    screen: Page, door: Door, agent: Appointment, left_out: Employer, bank_answers, city
) -> None:
    city("chuxiong")
    enter(screen, door, agent)
    choose(screen, "正常全额补缴")
    add(screen, "张", "张敏", "2026-07", "2026-08")
    assert_accessible(screen)
    save(screen)
    row = screen.get_by_role("row", name=re.compile("张敏"))
    expect(row).to_contain_text("2,880.00")
    expect(row).to_contain_text("校验通过")
    assert_accessible(screen)
    screen.get_by_label("实时结算").check()
    screen.get_by_role("button", name="补缴 2,880.00 元，下一步核对").click()
    expect(screen.get_by_text("贰仟捌佰捌拾元整")).to_be_visible()
    assert_accessible(screen)
    screen.get_by_role("button", name="提交补缴").click()
    expect(screen.get_by_text("等待银行答复")).to_be_visible()
    with door.lock:
        bank_answers()
    expect(screen.get_by_role("heading", name="补缴成功")).to_be_visible()
    screen.get_by_role("link", name="打印回单").click()
    expect(screen.get_by_role("heading", name="单位补缴回单")).to_be_visible()
    expect(screen.get_by_role("main")).to_contain_text("张敏")
    with door.lock:
        assert held(left_out, "张敏") == 288_000


@pytest.mark.rows("C-54", "C-55")
def test_the_prepayment_account_pays_an_indefinite_one_when_it_holds_enough(
    screen: Page, door: Door, agent: Appointment, left_out: Employer, city
) -> None:
    city("chuxiong")
    enter(screen, door, agent)
    choose(screen, "不定额补缴")
    add(screen, "王芳", "王芳", "2026-07", "2026-08")
    screen.get_by_label("单位月补缴金额").fill("100.50")
    screen.get_by_label("个人月补缴金额").fill("50.25")
    save(screen)
    expect(screen.get_by_text("预缴户余额 0.00 元，还差 301.50 元")).to_be_visible()
    with door.lock:
        prepay(left_out, 40_000)
    screen.reload()
    screen.get_by_label("预缴户转出").check()
    screen.get_by_role("button", name="补缴 301.50 元，下一步核对").click()
    screen.get_by_role("button", name="提交补缴").click()
    expect(screen.get_by_role("heading", name="补缴成功")).to_be_visible()
    with door.lock:
        assert held(left_out, "王芳") == 2 * 144_000 + 30_150


@pytest.mark.rows("C-38", "C-55")
def test_what_is_wrong_stands_under_the_row_and_at_the_field(
    screen: Page, door: Door, agent: Appointment, left_out: Employer, city
) -> None:
    city("chuxiong")
    enter(screen, door, agent)
    choose(screen, "正常全额补缴")
    add(screen, "张", "张敏", "2026-05", "2026-08")
    save(screen)
    expect(screen.locator(".row-why")).to_contain_text("从 2026 年 7 月起在本单位缴存")
    expect(screen.get_by_role("button", name="还有 1 人需修改")).to_be_disabled()
    screen.get_by_role("link", name=re.compile(r"修改\s*张敏")).click()
    field = screen.get_by_label("开始年月")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("七月")
    save(screen)
    expect(screen.get_by_role("alert")).to_contain_text("年月填写有误")
    screen.get_by_label("开始年月").fill("2026-07")
    save(screen)
    expect(screen.get_by_role("row", name=re.compile("张敏"))).to_contain_text("校验通过")


@pytest.mark.rows("C-55")
def test_a_filled_template_lists_everybody_whose_months_are_given(
    screen: Page,
    door: Door,
    agent: Appointment,
    left_out: Employer,
    city,
    tmp_path: Path,
) -> None:
    city("chuxiong")
    enter(screen, door, agent)
    choose(screen, "正常全额补缴")
    with screen.expect_download() as download:
        screen.get_by_role("link", name="下载本单位模板").click()
    assert download.value.path().read_bytes().startswith(b"PK")
    with door.lock:
        numbers = dict(left_out.accounts.values_list("member__name", "number"))
    filled = _template(tmp_path / "filled.xlsx", numbers)
    screen.get_by_label("填好的补缴模板").set_input_files(filled)
    screen.get_by_role("button", name="上传").click()
    expect(screen.get_by_role("row", name=re.compile("张敏"))).to_contain_text("2,880.00")
    # 5,004.10 × 12 % is 600.492, so 600 yuan a side.
    expect(screen.get_by_role("row", name=re.compile("周燕"))).to_contain_text("1,200.00")
    expect(screen.get_by_role("row", name=re.compile("王芳"))).to_have_count(0)


def _template(path: Path, numbers: dict[str, str]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        page, day = book.add_worksheet("补缴名单"), book.add_format({"num_format": "yyyy-mm"})
        page.write_row(0, 0, ["个人账号", "姓名", "开始年月", "截止年月"])
        page.write_row(1, 0, [numbers["张敏"], "张敏", "2026/7", "202608"])
        page.write_row(2, 0, [numbers["周燕"], "周燕"])
        page.write_datetime(2, 2, date(2026, 7, 1), day)
        page.write_datetime(2, 3, date(2026, 7, 1), day)
        page.write_row(3, 0, [numbers["王芳"], "王芳", "", ""])
    return path


@pytest.mark.rows("C-55")
def test_on_a_phone_the_list_reads_in_one_column(
    phone: Page, door: Door, agent: Appointment, left_out: Employer, at_the_list: Callable
) -> None:
    at_the_list(phone)
    expect(phone.get_by_text("张敏").first).to_be_visible()
    assert_accessible(phone)


@pytest.fixture
def at_the_list(door: Door, agent: Appointment, left_out: Employer) -> Callable[[Page], None]:
    """Stands on the page of the list with one right line and one to be mended."""

    def stands(page: Page) -> None:
        with door.lock:
            listed(
                left_out,
                FULL,
                want(left_out, "张敏", JULY, AUGUST),
                want(left_out, "王芳", JULY, JULY),
            )
        enter(page, door, agent)
        page.goto(door.url("/employer/back-payments"))

    return stands
