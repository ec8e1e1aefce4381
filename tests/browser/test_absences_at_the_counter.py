"""休假外出 in Chromium: from the desk to the receipt, the list, the end, and work again."""

from playwright.sync_api import Page, expect
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.browser.staff_at_the_desk import come_in
from tests.people_of_the_town import TODAY
from tests.staff_of_the_town import clerk

from anju.people.models import Employer


def test_a_manager_enters_days_away_sees_them_and_ends_them(
    screen: Page, door: Door, mill: Employer
) -> None:
    clerk("0001", "clerk", name="陈柜员")
    clerk("0002", "manager", name="周主管")
    come_in(screen, door, "0002")
    open_menu(screen, "审核", "休假外出")
    expect(screen.get_by_text("没有登记的休假或外出")).to_be_visible()
    assert_accessible(screen)
    screen.get_by_role("link", name="登记休假外出").click()
    screen.get_by_label("姓名").select_option(label="陈柜员（0001）")
    screen.get_by_label("类别").select_option(label="培训")
    screen.get_by_label("到（含当天）").fill("2026-11-20")
    screen.get_by_label("事由").fill("业务培训")
    assert_accessible(screen)
    screen.get_by_role("button", name="登记", exact=True).click()
    expect(screen.get_by_role("status")).to_contain_text(f"{TODAY} 至 2026-11-20 不再派件")
    assert_accessible(screen)
    screen.get_by_role("link", name="返回休假外出").click()
    row = screen.get_by_role("row", name="陈柜员")
    expect(row).to_contain_text("进行中")
    assert_accessible(screen)
    row.get_by_role("button", name="提前结束").click()
    expect(screen.get_by_role("status")).to_contain_text("恢复派件")
    expect(row).to_contain_text("已取消")
    assert_accessible(screen)
