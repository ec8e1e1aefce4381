"""提取 at the counter in a real browser: taken in, loans, what came back, frozen, counted."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from playwright.sync_api import Page, expect
from tests.browser.conftest import Door, assert_accessible
from tests.browser.staff_at_the_desk import come_in, open_file
from tests.documents.materials.papers import paper
from tests.paying_back import remit
from tests.people_of_the_town import employer, opening, staff
from tests.staff_of_the_town import clerk
from tests.withdrawals.conftest import bind_for

from anju.ground.calendar import Month
from anju.people.models import Freeze, Member, Staff
from anju.withdrawals.loan_records.decide_loan import decide_loan
from anju.withdrawals.models import LoanDeed, LoanRecord, Withdrawal


@pytest.fixture(autouse=True)
def office_hours(tmp_path: Path, settings) -> Iterator[None]:
    settings.ANJU_MATERIALS = tmp_path / "materials"
    with time_machine.travel(datetime(2026, 11, 18, 2, 0, tzinfo=UTC), tick=True):
        yield


@pytest.fixture
def wang(hall) -> Member:
    """王芳, paid for since July, with a card."""
    made = employer()
    staff(made, opening(1, "王芳"))
    remit(made, Month(2026, 10))
    member = Member.objects.get(name="王芳")
    bind_for(member)
    return member


@pytest.fixture
def desk(screen: Page, door: Door, wang: Member) -> Page:
    """陈柜员's screen with 王芳's file."""
    clerk("0001", "manager", name="陈主管")
    come_in(screen, door, "0001")
    open_file(screen, door, wang.identity_number)
    return screen


@pytest.mark.rows("X-13")
def test_a_person_is_served_at_the_desk(desk: Page, door: Door, wang: Member) -> None:
    desk.get_by_role("link", name="提取受理").click()
    expect(desk.get_by_role("heading", name="可提全景")).to_be_visible()
    assert_accessible(desk)
    desk.get_by_role("link", name=re.compile("受理 ?租房提取")).click()
    assert_accessible(desk)
    desk.get_by_role("link", name="扫描").first.click()
    assert_accessible(desk)
    desk.go_back()
    desk.locator("#address").fill("演示路 9 号")
    desk.locator("#months").fill("2")
    desk.locator("#no_own_home").select_option("是")
    desk.get_by_role("button", name="计算").click()
    expect(desk.get_by_role("status")).to_contain_text("可以提取")
    desk.get_by_role("button", name="下一步").click()
    expect(desk.get_by_role("heading", name="核对并确认")).to_be_visible()
    assert_accessible(desk)
    desk.get_by_label("本人签名的申请表").set_input_files(
        {"name": "申请表.jpg", "mimeType": "image/jpeg", "buffer": paper()}
    )
    desk.get_by_label("已核对身份证原件").check()
    desk.get_by_role("button", name="提交").click()
    expect(desk.get_by_role("status")).to_contain_text("已受理")
    made = Withdrawal.objects.get(member=wang)
    expect(desk.get_by_text(made.case.number)).to_be_visible()
    assert_accessible(desk)


def agreed_by_another() -> LoanDeed:
    """吴主管 agrees to what was asked last."""
    other = Staff.objects.filter(login="0002").first() or clerk("0002", "manager")
    asked = LoanDeed.objects.latest("id")
    return decide_loan(
        number=asked.number, approve=True, opinion="", by=other, today=asked.asked_on
    )


@pytest.mark.rows("N-20")
def test_a_loan_gets_its_material_number_and_its_repayments(
    desk: Page, door: Door, wang: Member
) -> None:
    desk.get_by_role("link", name="登记贷款材料").click()
    assert_accessible(desk)
    desk.get_by_label("贷款种类").select_option("commercial")
    for label, typed in (
        ("合同号", "演贷 2024-0001"),
        ("贷款银行", "中国建设银行"),
        ("房屋坐落", "演示路 9 号"),
        ("房屋总价（元）", "900000"),
        ("贷款金额（元）", "600000"),
        ("贷款期数（月）", "240"),
        ("放款日期", "2024-03-01"),
    ):
        desk.get_by_label(label).fill(typed)
    desk.get_by_label("已核对借款合同原件").check()
    desk.get_by_role("button", name="提交，送复核").click()
    expect(desk.get_by_role("status")).to_contain_text("等待复核")
    desk.goto(door.url("/counter/withdrawals/loans/review"))
    expect(desk.get_by_text("您自己提出的")).to_be_visible()
    assert_accessible(desk)
    agreed_by_another()
    loan = LoanRecord.objects.get()
    desk.goto(door.url("/counter/withdrawals/loans"))
    assert_accessible(desk)
    desk.get_by_role("link", name=loan.number).click()
    desk.locator("#rows").fill("2026-01-20 3200 1800.50")
    desk.get_by_role("button", name="提交，送复核").first.click()
    expect(desk.get_by_role("status")).to_contain_text("1 笔还款")
    assert_accessible(desk)
    asked = agreed_by_another()
    desk.goto(door.url(f"/counter/withdrawals/loans/asked/{asked.number}"))
    assert_accessible(desk)
    assert loan.repayments.get().principal_fen == 320_000
    desk.goto(door.url("/counter/withdrawals/loans/list"))
    assert_accessible(desk)


def test_a_court_freeze_and_the_lists_hold_the_rules_of_access(
    desk: Page, door: Door, wang: Member
) -> None:
    desk.get_by_role("link", name="司法冻结").last.click()
    desk.get_by_label("冻结机关").fill("申城市演示区人民法院")
    desk.get_by_label("法律文书号").fill("（2026）演执 101 号")
    desk.get_by_label("冻结到期日").fill("2027-11-17")
    desk.get_by_label("已核对两名执行人员").check()
    assert_accessible(desk)
    desk.get_by_role("button", name="提交复核").click()
    expect(desk.get_by_role("status")).to_contain_text("等待复核")
    made = Freeze.objects.get()
    for path in (
        "/counter/freezes",
        f"/counter/freezes/{made.number}",
        "/counter/freezes/review",
        "/counter/withdrawals/bounced",
        "/counter/withdrawals/bounced/review",
        "/counter/withdrawals/figures",
    ):
        desk.goto(door.url(path))
        assert_accessible(desk)
