"""The counter in a real browser: C-46 along its click path, and every page accessible."""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.browser.staff_at_the_desk import come_in
from tests.staff_of_the_town import clerk

from anju.people.models import Employer, Staff


@pytest.fixture
def manager(mill: Employer) -> Staff:
    """A manager, who may do all business at the counter."""
    return clerk("0101", Staff.Role.MANAGER, name="陈主管")


@pytest.mark.rows("C-46")
def test_an_account_is_signed_and_every_page_holds(
    screen: Page, door: Door, manager: Staff, mill: Employer
) -> None:
    screen.goto(door.url("/counter/sign-in"))
    assert_accessible(screen)
    come_in(screen, door, manager.login)
    screen.get_by_label("单位账号或单位名称").fill("申城")
    screen.get_by_role("button", name="查找").click()
    assert_accessible(screen)
    screen.get_by_role("link", name="申城纺织有限公司").click()
    screen.get_by_label("开户银行").select_option("中国工商银行")
    screen.get_by_label("银行账号").fill("1718009200001234")
    screen.get_by_role("button", name="提交").click()
    expect(screen.get_by_role("status")).to_contain_text("签约成功")
    assert_accessible(screen)
    for path in (
        "cheque",
        "deeds",
        "orders",
        "business-day",
        "mobiles",
        "corrections",
        "agents",
        "person",
    ):
        screen.goto(door.url(f"/counter/{path}"))
        assert_accessible(screen)


@pytest.mark.rows("C-51")
def test_a_treasury_cheque_is_booked_and_the_employer_sees_it(
    screen: Page, door: Door, manager: Staff, mill: Employer, city
) -> None:
    city("chuxiong")
    come_in(screen, door, manager.login)
    open_menu(screen, "单位", "支票入账")
    screen.get_by_label("单位账号").fill(mill.number)
    screen.get_by_label("支票号").fill("1234567890")
    screen.get_by_label("金额").fill("1455.00")
    screen.get_by_role("button", name="提交入账").click()
    expect(screen.get_by_role("status")).to_contain_text("1,455.00 元已记入预缴户")
    screen.get_by_role("button", name="提交入账").click()
    expect(screen.get_by_role("alert")).to_contain_text("已经入账")
    assert_accessible(screen)
