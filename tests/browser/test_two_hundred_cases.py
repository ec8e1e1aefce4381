"""200 real withdrawals: one officer accepts them all, another approves, nobody has a mouse."""

import time
from datetime import timedelta

from playwright.sync_api import Page, expect
from tests.browser.conftest import Door, assert_accessible
from tests.browser.staff_at_the_desk import come_in
from tests.paying_back import remit
from tests.people_of_the_town import FakeBank, employer, opening, staff
from tests.staff_of_the_town import clerk
from tests.withdrawals.conftest import NOON, ask

from anju.cases.models import Case, Effort, Step
from anju.ground.calendar import Month
from anju.ground.invented import make_bank_card
from anju.payments.cards.bind_card import TypedCard, bind_card
from anju.payments.models import Order
from anju.people.models import Member
from anju.policy.shapes import Channel
from anju.withdrawals.models import Withdrawal

MANY = 200
SOON = 30_000
ANOTHER = (
    "before => { const at = document.querySelector('[data-review]').dataset.number;"
    " return at && at !== before; }"
)


def prepare() -> None:
    """200 people of one mill, each paid for, each with a card, each asking for his rent."""
    made = employer()
    staff(made, *(opening(order, f"职工{order:03}") for order in range(101, 101 + MANY)))
    remit(made, Month(2026, 10))
    for order, member in enumerate(Member.objects.filter(name__startswith="职工"), start=1):
        bind_card(
            member=member,
            typed=TypedCard("102", make_bank_card(order), sure=True),
            channel=Channel.HALL,
            bank=FakeBank(),
            now=NOON - timedelta(days=2),
            by=f"member/{member.pk}",
        )
        ask(member, intent=f"rent-{order}")


def clear(screen: Page, door: Door, login: str) -> float:
    """Clear the table by keys alone; the seconds a case took."""
    screen.context.clear_cookies()
    come_in(screen, door, login)
    screen.goto(door.url("/counter/review"))
    screen.keyboard.press("n")
    before, began = "", time.perf_counter()
    for done in range(MANY):
        screen.wait_for_function(ANOTHER, arg=before, timeout=SOON)
        table = screen.locator("[data-review]")
        before = table.get_attribute("data-number") or ""
        if done == 0:
            assert_accessible(screen)
        opinion = table.get_by_label("意见", exact=True)
        said = opinion.input_value()
        screen.keyboard.press("a")
        if not said:
            # Something needs eyes: the key leads to the opinion, which the officer writes.
            screen.keyboard.type("已核对，属实")
            screen.keyboard.press("Enter")
    expect(screen.get_by_text("现在没有等待您办理的办件")).to_be_visible(timeout=SOON)
    return (time.perf_counter() - began) / MANY


def test_two_hundred_withdrawals_are_cleared_by_two_officers_without_a_mouse(
    screen: Page, door: Door
) -> None:
    prepare()
    clerk("0001", "clerk", name="陈柜员")
    clerk("0002", "manager", name="周主管")
    first = clear(screen, door, "0001")
    assert Case.objects.filter(state="reviewing").count() == MANY
    second = clear(screen, door, "0002")
    print(f"受理 {first:.2f} 秒/件，复核 {second:.2f} 秒/件，共 {MANY} 件")
    assert Case.objects.filter(state="approved").count() == MANY
    assert Withdrawal.objects.filter(state="paying").count() == MANY
    assert Order.objects.filter(purpose="withdrawal").count() == MANY
    seen = Step.objects.filter(kind__in=["accepted", "approved"]).exclude(seen="")
    assert seen.count() == Effort.objects.count() == 2 * MANY
