"""200 real withdrawals lie before the second officer, who has no mouse."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from playwright.sync_api import Page, expect
from tests.browser.conftest import Door, assert_accessible
from tests.browser.staff_at_the_desk import come_in
from tests.cases.conftest import clerk as sworn
from tests.paying_back import remit
from tests.people_of_the_town import TODAY, FakeBank, employer, opening, staff
from tests.staff_of_the_town import clerk
from tests.withdrawals.conftest import NOON, ask

from anju.cases.actors import Actor
from anju.cases.models import Case, Effort, Step
from anju.cases.take_next_case import take_next_case
from anju.ground.calendar import Month
from anju.ground.invented import make_bank_card
from anju.ledger.proofs import prove
from anju.payments.cards.bind_card import TypedCard, bind_card
from anju.payments.models import Order
from anju.people.models import Member
from anju.policy.shapes import Channel
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.proofs import WITHDRAWALS
from anju.withdrawals.review.decide import accept_withdrawal, look_again

MANY = 200
OPINION = "已核对，属实"
ANOTHER = (
    "before => { const at = document.querySelector('[data-review]').dataset.number;"
    " return at && at !== before; }"
)


@pytest.fixture(autouse=True)
def office_hours() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 18, 2, 0, tzinfo=UTC), tick=True):
        yield


@pytest.fixture
def waiting(hall) -> list[Withdrawal]:
    """200 people of one mill have asked for their rent; a first officer has taken all on."""
    made = employer()
    staff(made, *(opening(order, f"职工{order:03}") for order in range(101, 101 + MANY)))
    remit(made, Month(2026, 10))
    members = Member.objects.filter(name__startswith="职工").order_by("name")
    asked = [_ask(member, order) for order, member in enumerate(members, start=1)]
    first = sworn("钱初审", 811)
    for _ in asked:
        _accept_next(first)
    return asked


def _ask(member: Member, order: int) -> Withdrawal:
    bind_card(
        member=member,
        typed=TypedCard("102", make_bank_card(order), sure=True),
        channel=Channel.HALL,
        bank=FakeBank(),
        now=NOON - timedelta(days=2),
        by=f"member/{member.pk}",
    )
    return ask(member, intent=f"rent-{order}")


def _accept_next(by: Actor, today: date = TODAY) -> None:
    case = take_next_case(by=by, states=(Case.State.WAITING,), today=today)
    case = look_again(case=case, today=today, now=NOON)
    accept_withdrawal(
        number=case.number, opinion="同意", seen=case.digest, by=by, today=today, now=NOON
    )


def test_two_hundred_withdrawals_are_cleared_without_a_mouse(
    screen: Page, door: Door, waiting: list[Withdrawal]
) -> None:
    clerk("0002", "manager", name="周主管")
    come_in(screen, door, "0002")
    screen.goto(door.url("/counter/review"))
    screen.keyboard.press("n")
    before = ""
    for done in range(MANY):
        screen.wait_for_function(ANOTHER, arg=before)
        before = screen.locator("[data-review]").get_attribute("data-number") or ""
        if done == 0:
            assert_accessible(screen)
        _approve(screen)
    expect(screen.get_by_text("现在没有等待您办理的办件")).to_be_visible()

    assert Case.objects.filter(state="approved").count() == MANY
    assert Withdrawal.objects.filter(state="paying").count() == MANY
    assert Order.objects.filter(purpose="withdrawal").count() == MANY
    assert Step.objects.filter(kind="approved").exclude(seen="").count() == MANY
    assert Effort.objects.count() == MANY
    assert [found.first for law in WITHDRAWALS if not (found := prove(law)).holds] == []


def _approve(screen: Page) -> None:
    """A; where a line needs eyes the key leads to the opinion, which the officer types."""
    said = screen.get_by_label("意见", exact=True).input_value()
    screen.keyboard.press("a")
    if not said:
        screen.keyboard.type(OPINION)
        screen.keyboard.press("Enter")
