"""楚雄 C-37 to C-41: each register a page of its own, from 添加 to the printed receipt."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.agents import enter
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.people_of_the_town import change, identity
from tests.portals.conftest import account_of

from anju.people.accounts.change_accounts import seal_accounts
from anju.people.models import Appointment, Employer


@pytest.fixture
def chuxiong(screen: Page, door: Door, agent: Appointment, city) -> Page:
    """The hall of 楚雄 with 赵会计 signed in."""
    city("chuxiong")
    enter(screen, door, agent)
    return screen


def choose(page: Page, words: str, name: str) -> None:
    """个人账号: type a part, go down into what is found, and take it with Enter."""
    field = page.get_by_label("个人账号")
    field.press_sequentially(words)
    expect(page.get_by_role("link", name=re.compile(name))).to_be_visible()
    field.press("ArrowDown")
    expect(page.get_by_role("link", name=re.compile(name))).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="保存", exact=True)).to_be_visible()


def submit(page: Page, button: str, heading: str, good: int, bad: int) -> None:
    """提交, and the page that says how many it was."""
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    expect(page.get_by_role("main")).to_contain_text(f"成功 {good} 人，失败 {bad} 人")
    assert_accessible(page)


def print_receipt(page: Page, title: str, *words: str) -> None:
    """The receipt, on the screen and as a PDF, under its own name."""
    page.get_by_role("link", name=f"打印{title}").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    receipt = page.get_by_role("article")
    for said in words:
        expect(receipt).to_contain_text(said)
    with page.expect_download() as download:
        page.get_by_role("button", name="打印（下载盖章 PDF）").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    assert_accessible(page)


@pytest.mark.rows("C-37", "C-38", "C-57")
def test_accounts_are_opened_a_bad_row_is_put_right_in_its_place(chuxiong: Page) -> None:
    open_menu(chuxiong, "归集业务", "个人账户设立")
    chuxiong.get_by_role("link", name="添加").click()
    for order, name, base in ((50, "周燕", "7000.00"), (51, "吴敏", "100.00")):
        chuxiong.get_by_label("姓名").fill(name)
        chuxiong.get_by_label("身份证号").fill(identity(order))
        chuxiong.get_by_label("缴存基数").fill(base)
        more = "保存并继续添加" if name == "周燕" else "保存"
        chuxiong.get_by_role("button", name=more, exact=True).click()
    expect(chuxiong.get_by_role("row", name=re.compile("周燕")).first).to_contain_text(
        "校验通过"
    )
    why = chuxiong.locator(".row-why")
    expect(why).to_contain_text("低于本年度下限")
    assert_accessible(chuxiong)
    why.get_by_label("缴存基数").fill("5000.00")
    why.get_by_role("button", name="改正").click()
    expect(chuxiong.locator(".row-why")).to_have_count(0)
    submit(chuxiong, "提交 2 项", "开户成功", 2, 0)
    assert account_of("周燕").monthly_fen == 168_000
    print_receipt(
        chuxiong, "单位下个人开户回单", "周燕", "吴敏", "7,000.00", "1,680.00", "2 人"
    )


@pytest.mark.rows("C-38", "C-39", "C-57")
def test_somebody_found_by_a_part_of_the_pinyin_is_sealed(chuxiong: Page) -> None:
    open_menu(chuxiong, "归集业务", "个人封存")
    expect(chuxiong.get_by_text("还没有添加职工")).to_be_visible()
    chuxiong.keyboard.press("n")
    choose(chuxiong, "wf", "王芳")
    chuxiong.get_by_role("button", name="保存", exact=True).click()
    row = chuxiong.get_by_role("row", name=re.compile("王芳"))
    expect(row).to_contain_text("校验通过")
    submit(chuxiong, "提交 1 项", "封存成功", 1, 0)
    assert account_of("王芳").state == "02"
    print_receipt(chuxiong, "个人封存回单", "王芳", "1,440.00", "封存人数")


@pytest.mark.rows("C-40", "C-57")
def test_somebody_is_unsealed_and_his_history_tells_it(chuxiong: Page, mill: Employer) -> None:
    wang = account_of("王芳")
    seal_accounts(employer=mill, accounts=[wang.pk], change=change())
    open_menu(chuxiong, "归集业务", "个人启封")
    chuxiong.get_by_role("link", name="添加").click()
    choose(chuxiong, wang.number[-4:], "王芳")
    chuxiong.get_by_role("button", name="保存", exact=True).click()
    submit(chuxiong, "提交 1 项", "启封成功", 1, 0)
    assert account_of("王芳").state == "01"
    chuxiong.get_by_role("link", name="查看清册").click()
    chuxiong.get_by_role("row", name=re.compile("王芳")).get_by_role("link").click()
    expect(chuxiong.get_by_role("heading", level=1)).to_have_text("账户变更记录")
    for words in ("启封", "封存", "开户"):
        expect(chuxiong.get_by_role("cell", name=words, exact=True)).to_be_visible()
    assert_accessible(chuxiong)
    chuxiong.get_by_role("link", name="查看回单").click()
    expect(chuxiong.get_by_role("heading", name="个人启封回单")).to_be_visible()


@pytest.mark.rows("C-41", "C-57")
def test_a_new_monthly_amount_is_given_and_the_base_follows_from_it(chuxiong: Page) -> None:
    open_menu(chuxiong, "归集业务", "缴存基数变更")
    chuxiong.get_by_role("link", name="添加").click()
    choose(chuxiong, "王", "王芳")
    amount = chuxiong.get_by_label("变更后的月缴存额")
    amount.press_sequentially("1729.00")
    echo = chuxiong.locator("#echo")
    # Both sides of 12 % are whole yuan and alike, so that their sum is even.
    expect(echo).to_contain_text("最接近的是 1,728.00 元和 1,730.00 元")
    amount.fill("")
    amount.press_sequentially("1728.00")
    expect(echo).to_contain_text("对应的缴存基数 7,200.00 元")
    expect(echo).to_contain_text("单位 12% + 个人 12%")
    assert_accessible(chuxiong)
    chuxiong.get_by_role("button", name="保存", exact=True).click()
    submit(chuxiong, "提交 1 项", "基数变更成功", 1, 0)
    wang = account_of("王芳")
    assert (wang.base_fen, wang.employer_fen, wang.own_fen) == (720_000, 86_400, 86_400)
    print_receipt(chuxiong, "基数变更回单", "王芳", "1,440.00", "1,728.00", "7,200.00")
