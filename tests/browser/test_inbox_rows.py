"""The inbox of the Zaozhuang manual, along its own click path, in a real browser."""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.browser.signed_in import arrive
from tests.people_of_the_town import TWELVE, change
from tests.portals.conftest import account_of

from anju.contributions.tell_members import tell_members
from anju.people.accounts.change_accounts import change_bases, seal_accounts, unseal_accounts
from anju.people.accounts.deed import Terms
from anju.people.models import Employer, Member

COLUMNS = ["序号", "业务名称", "消息内容", "推送时间", "推送渠道", "操作"]


@pytest.fixture
def twelve_messages(mill: Employer, wang: Member) -> None:
    """王芳 was opened, re-based, and sealed and unsealed five times: twelve messages."""
    account = account_of("王芳").pk
    new = Terms(700_000, TWELVE, TWELVE, 84_000, 84_000)
    change_bases(employer=mill, terms={account: new}, change=change())
    for _ in range(5):
        seal_accounts(employer=mill, accounts=[account], change=change())
        unseal_accounts(employer=mill, terms={account: new}, change=change())
    tell_members()


@pytest.mark.rows("Z-16", "Z-17", "Z-18", "Z-19", "Z-20", "Z-24", "Z-25")
def test_zaozhuang_reads_marks_and_deletes_messages(
    screen: Page, door: Door, wang: Member, twelve_messages: None, city
) -> None:
    city("zaozhuang")
    arrive(screen, door, wang)
    expect(screen.get_by_text("您有 12 条未读消息")).to_be_visible()
    open_menu(screen, "个人任务管理", "消息")
    table = screen.get_by_role("table")
    for column in COLUMNS:
        expect(table.get_by_role("columnheader", name=column, exact=True)).to_be_visible()
    expect(table.get_by_role("row")).to_have_count(11)
    expect(screen.get_by_text("共 12 条")).to_be_visible()
    expect(table.get_by_text("柜面").first).to_be_visible()
    screen.get_by_role("link", name="下一页").click()
    rebased = screen.get_by_role("row").filter(has_text="基数已由6000.00变更为7000.00")
    rebased.get_by_role("link", name="查看").click()
    expect(screen.get_by_text("发送渠道")).to_be_visible()
    assert_accessible(screen)
    screen.get_by_role("button", name="标为已阅").click()
    expect(screen.get_by_role("status")).to_have_text("已标记为已阅")
    screen.get_by_role("link", name="已阅", exact=True).click()
    expect(screen.get_by_text("共 1 条")).to_be_visible()
    screen.get_by_role("link", name="查看").click()
    screen.get_by_role("link", name="关闭").click()
    screen.get_by_role("link", name="未读消息").click()
    expect(screen.get_by_text("共 11 条")).to_be_visible()
    screen.get_by_role("button", name="删除").first.click()
    expect(screen.get_by_role("status")).to_have_text("消息已删除")
    expect(screen.get_by_text("共 11 条")).to_be_visible()
