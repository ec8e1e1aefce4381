"""重复付款 in a real browser: claimed at finance's screen, told on the member's."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from playwright.sync_api import Page, expect
from tests.browser.conftest import Door, assert_accessible
from tests.browser.staff_at_the_desk import come_in
from tests.cases.conftest import clerk as officer
from tests.paying_back import remit
from tests.people_of_the_town import employer, opening, staff
from tests.staff_of_the_town import clerk
from tests.withdrawals.conftest import approve, ask, bank_answers, bind_for
from tests.withdrawals.paid_twice import pay_the_other_way

from anju.ground.calendar import Month
from anju.people.models import Member, Staff
from anju.withdrawals.claims.decide_claim import decide_claim
from anju.withdrawals.models import Claim, ClaimDeed


@pytest.fixture(autouse=True)
def office_hours() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 18, 2, 0, tzinfo=UTC), tick=True):
        yield


@pytest.fixture
def wang(hall) -> Member:
    """王芳, whose rent the bank paid to two cards."""
    made = employer()
    staff(made, opening(1, "王芳"))
    remit(made, Month(2026, 10))
    member = Member.objects.get(name="王芳")
    bind_for(member)
    rent = approve(
        ask(member), officer("吴柜员", 803), officer("郑主管", 804, Staff.Role.MANAGER)
    )
    bank_answers("rejected", reason="账户已销户")
    rent.refresh_from_db()
    pay_the_other_way(rent)
    return member


def test_finance_claims_it_on_both_lines_of_the_statement(
    screen: Page, door: Door, wang: Member
) -> None:
    clerk("0009", "finance", name="孙会计")
    come_in(screen, door, "0009")
    screen.goto(door.url("/counter/claims"))
    expect(screen.get_by_text("等待认定")).to_be_visible()
    assert_accessible(screen)
    screen.get_by_role("link", name="核对并认定").click()
    expect(screen.get_by_text("应有的付款")).to_be_visible()
    assert_accessible(screen)
    screen.get_by_label("说明").fill("两天的对账单都核对了")
    screen.get_by_role("button", name="提交，送复核").click()
    expect(screen.get_by_text("等另一位人员")).to_be_visible()
    screen.goto(door.url("/counter/claims/review"))
    assert_accessible(screen)
    deed = ClaimDeed.objects.get()
    decide_claim(
        number=deed.number,
        approve=True,
        opinion="",
        by=clerk("0010", "manager", name="周主管"),
        today=deed.asked_on,
        now=datetime(2026, 11, 18, 3, 0, tzinfo=UTC),
    )
    screen.goto(door.url(f"/counter/claims/{Claim.objects.get().number}"))
    expect(screen.get_by_text("待追回")).to_be_visible()
    expect(screen.get_by_role("button", name="打印")).to_be_visible()
    assert_accessible(screen)
