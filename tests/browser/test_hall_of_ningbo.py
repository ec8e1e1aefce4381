"""宁波's menu tree, its hours and its queries, as the manual has them."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from playwright.sync_api import Page, expect
from tests.browser.conftest import Door, assert_accessible, open_menu
from tests.browser.ningbo import TEN, material_dialog, office_hours, saver
from tests.browser.signed_in import arrive
from tests.people_of_the_town import TODAY
from tests.portals.member.conftest import told
from tests.portals.member.lending import lend

from anju.cases.actors import member_acts
from anju.people.models import Member
from anju.withdrawals.applying.apply import apply
from anju.withdrawals.applying.start import Applicant
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.models import LoanRecord, Withdrawal

__all__ = ["office_hours", "saver"]

COMMERCIAL = LoanRecord.Kind.COMMERCIAL
AT_NIGHT = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
TREE = {
    "提取业务": {
        "申办": ["商贷还款提取", "外地销户提取", "公积金贷款还款提取", "退休提取"],
        "查询": ["个人基本账户信息查询", "个人明细查询"],
    },
    "公共功能": {"": ["个人密码修改", "个人重置"]},
}


def repay(member: Member) -> Withdrawal:
    """Applied for with the only loan there is."""
    return apply(
        request=Request("commercial_loan_repayment", "", {}),
        applicant=Applicant(member, member_acts(member), "hall"),
        intent="form-1",
        today=TODAY,
        now=TEN,
    )


@pytest.mark.rows("N-17", "N-13")
def test_the_menu_is_the_manuals_tree(screen: Page, door: Door, saver: Member) -> None:
    arrive(screen, door, saver)
    menu = screen.get_by_role("navigation", name="主导航")
    for group, parts in TREE.items():
        part = menu.locator("details").filter(has_text=group).first
        shown = part.locator("li").all_text_contents()
        wanted = [one for under, lines in parts.items() for one in (under, *lines) if one]
        assert [one.strip() for one in shown] == wanted
    for lines in TREE["提取业务"].values():
        for line in lines:
            open_menu(screen, "提取业务", line)
            tips = screen.get_by_role("dialog", name="温馨提示")
            if line in TREE["提取业务"]["申办"]:
                tips.get_by_role("button", name="确认").click()
                expect(screen.get_by_role("heading", level=1)).to_have_text(line)
    open_menu(screen, "提取业务", "个人基本账户信息查询")
    for words in ("王芳", "申城纺织有限公司", "5,760.00"):
        expect(screen.get_by_role("main")).to_contain_text(words)
    for line in TREE["公共功能"][""]:
        open_menu(screen, "公共功能", line)
        expect(screen.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.rows("N-19")
def test_the_foot_names_the_owner_and_the_browsers(
    screen: Page, door: Door, saver: Member
) -> None:
    arrive(screen, door, saver)
    foot = screen.get_by_role("contentinfo")
    expect(foot).to_contain_text("© 2026 宁波市住房公积金管理中心")
    expect(foot).to_contain_text("建议使用 Edge 或 Chrome 近两年的版本，分辨率 1280×720 以上")
    assert_accessible(screen)


@pytest.mark.rows("N-07")
def test_at_night_it_is_told_when_the_doors_open(
    screen: Page, door: Door, saver: Member
) -> None:
    lend(saver, COMMERCIAL)
    with time_machine.travel(AT_NIGHT, tick=True):
        arrive(screen, door, saver)
        for line in TREE["提取业务"]["申办"]:
            open_menu(screen, "提取业务", line)
            screen.get_by_role("dialog", name="温馨提示").get_by_role(
                "button", name="确认"
            ).click()
            expect(screen.get_by_text("办理时间为每天 08:00—22:00")).to_be_visible()
        open_menu(screen, "提取业务", "商贷还款提取")
        screen.get_by_role("button", name="确认").click()
        found = material_dialog(screen)
        found.get_by_role("radio").check()
        found.get_by_role("button", name="确定").click()
        screen.get_by_role("button", name="获取验证码").click()
        expect(screen.locator("#code-field")).to_contain_text("2026-11-19 08:00 以后再来")
        assert "验证码" not in told(saver.mobile)
        assert_accessible(screen)


@pytest.mark.rows("N-14")
def test_withdrawals_of_two_years_are_found(screen: Page, door: Door, saver: Member) -> None:
    lend(saver, COMMERCIAL)
    arrive(screen, door, saver)
    open_menu(screen, "提取业务", "个人明细查询")
    expect(screen.get_by_role("heading", level=1)).to_have_text("个人明细查询")
    expect(screen.get_by_text("最多可查最近 2 年")).to_be_visible()
    expect(screen.get_by_label("起始日期")).to_have_value("2024-11-01")
    expect(screen.get_by_text("这段时间没有提取记录")).to_be_visible()
    with door.lock:
        made = repay(saver)
    for applied_on, shown in ((date(2024, 11, 17), 0), (date(2024, 11, 18), 1)):
        with door.lock:
            Withdrawal.objects.filter(pk=made.pk).update(state="paid", applied_on=applied_on)
        screen.get_by_label("起始日期").fill("2020-01-01")
        screen.get_by_role("button", name="查询", exact=True).click()
        expect(screen.get_by_role("cell", name="商贷还款提取", exact=True)).to_have_count(shown)
    expect(screen.get_by_role("row").last).to_contain_text("总合计1,000.00")
    expect(screen.get_by_role("link", name="导出Excel")).to_be_visible()
    assert_accessible(screen)
