"""What the town's borrowers did before it opens, each by the verbs of the halls."""

from collections.abc import Callable
from datetime import date

from anju.batch.town.belongings import cards_of_borrowers, give_belongings, there, told_of_home
from anju.batch.town.borrowers import (
    ASKED_LATE_ON,
    ASKED_ON,
    HOME,
    RENT,
    Borrower,
    borrower_of,
    crowd_of,
)
from anju.batch.town.desk import accepted, approved, frozen, returned
from anju.batch.town.history import go_to
from anju.batch.town.papers import give_papers, keep_paper
from anju.batch.town.pay import noon, settle
from anju.batch.town.plan import Hall
from anju.batch.town.world import World
from anju.cases.actors import member_acts
from anju.centers.clock.day import business_day
from anju.documents.materials.kinds import Kind
from anju.documents.materials.models import Material
from anju.people.models import Member, Staff
from anju.people.staff.actor import actor_of
from anju.withdrawals.applying.apply import apply
from anju.withdrawals.applying.start import Applicant
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.payout.end_payment import settle_payments

CHANNEL = "hall"
# What they hand in, and what lies ready to be handed in instead.
CLEAR, BLURRED = "租赁合同（清晰）", "租赁合同"

Deed = Callable[[Withdrawal], object]


def play_first(*, hall: Hall, world: World) -> None:
    """A week before: what is paid, what came back, what was returned, and a court's order.

    Each is finished before the next begins, so whoever goes on after a break finds one at most
    half done. A day that has passed is not played again.
    """
    if business_day() > ASKED_ON:
        return
    go_to(world, ASKED_ON)
    clerk = Staff.objects.get(login="1001")
    give_belongings(hall=hall, world=world, today=ASKED_ON, by=actor_of(clerk))
    for kind in ("paid", "bounced"):
        _play(hall, kind, lambda asked: approved(accepted(asked, ASKED_ON), ASKED_ON))
    _play(hall, "returned", lambda asked: returned(asked, ASKED_ON))
    court = borrower_of(hall, "frozen")
    if court is not None:
        frozen(there(hall, court), ASKED_ON)
    _have_it_paid(hall, world)


def play_last(*, hall: Hall) -> None:
    """The day before: what waits for the second officer, then for the first, then the crowd."""
    if business_day() > ASKED_LATE_ON:
        return
    _play(hall, "waiting_second", lambda asked: accepted(asked, ASKED_LATE_ON), late=True)
    _play(hall, "waiting_first", lambda asked: asked, late=True)
    for whose in crowd_of(hall):
        _ask(hall, whose, ASKED_LATE_ON)


def _play(hall: Hall, kind: str, deed: Deed, *, late: bool = False) -> None:
    whose = borrower_of(hall, kind)
    if whose is not None:
        deed(_ask(hall, whose, ASKED_LATE_ON if late else ASKED_ON))


def _ask(hall: Hall, whose: Borrower, today: date) -> Withdrawal:
    """Hand it in; asked again under the same key, it is the same."""
    member = there(hall, whose)
    papers = _papers(hall, whose, member, today)
    return apply(
        request=Request(
            reason=whose.reason,
            account=member.accounts.get().number,
            told=_told(hall, whose, member),
            materials=tuple(one.number for one in papers),
        ),
        applicant=Applicant(member, member_acts(member), CHANNEL),
        intent=f"town-{hall.code}-withdraw-{whose.person}",
        today=today,
        now=noon(today),
    )


def _told(hall: Hall, whose: Borrower, member: Member) -> dict[str, str]:
    if whose.reason == HOME:
        return told_of_home(hall, whose)
    if whose.reason == RENT:
        # Another house than in his lease: that is what he will be asked to mend.
        return {"address": "演示路 8 号", "months": "3", "no_own_home": "是"}
    return {"loan": member.loan_records.get().number}


def _papers(hall: Hall, whose: Borrower, member: Member, today: date) -> list[Material]:
    """What his reason asks for; whoever is sent back had handed in a blurred picture."""
    if whose.kind != "returned":
        return give_papers(hall=hall, whose=whose, member=member, today=today)
    blurred, _ = (
        keep_paper(
            hall=hall,
            whose=whose,
            member=member,
            kind=Kind.LEASE,
            today=today,
            title=title,
            blurred=title == BLURRED,
        )
        for title in (BLURRED, CLEAR)
    )
    return [blurred]


def _have_it_paid(hall: Hall, world: World) -> None:
    """The bank pays what was approved; the card of whoever it comes back to was frozen."""
    whose = borrower_of(hall, "bounced")
    for card in cards_of_borrowers(hall):
        if whose is not None and card.person == whose.person and card.bound:
            world.teller.set_status(card.number, "frozen")
    settle(bank=world.bank, today=ASKED_ON)
    settle_payments(today=ASKED_ON)
