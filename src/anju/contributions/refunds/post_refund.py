"""Books a refund: red entries for what is taken back, then the way to the bank."""

from datetime import date

from django.db import transaction

from anju.centers.sql import text
from anju.centers.wake import wake
from anju.contributions.collecting import collection_ledger
from anju.contributions.models import Refund, RefundedShare, RemittedMonth, Share
from anju.contributions.refunds.receipts import receipt_for_refund
from anju.contributions.refunds.whole_months import check_from_the_end, months_left_empty
from anju.contributions.remittances.post_remittance import CHANNEL_ONLINE_HALL
from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.ledger.book import Deed, Leg, Overdrawn, book
from anju.ledger.chart import OTHER_PAYABLES
from anju.ledger.kinds import Kind
from anju.ledger.mass import MassDeed, book_mass
from anju.ledger.models import Entry
from anju.ledger.open import fund_account
from anju.payments.draw_order import Purpose, draw_refund
from anju.people.models import Employer

KINDS = {Refund.Kind.REFUND: Kind.REFUND, Refund.Kind.CORRECTION: Kind.CORRECTION}
IN_TRANSIT = "退款在途"


class MemberShort(Refusal):
    code = "contributions.refund_member_short"


def post_refund(*, refund: Refund, today: date) -> None:
    """Take the money back from the members into the prepayment account, entry by entry.

    Each entry that had booked a share is met by one of its own in red, with the same value
    date, so that the interest days go too (fen; an entry has 5,000 legs at most). What was
    taken whole is a live share no longer; a month of which nothing is left goes, and the
    employer's paid-through month with it. Raises MemberShort when a member's balance is too
    low, LaterMonthsPaid; nothing moves then.
    """
    with transaction.atomic():
        employer = Employer.objects.select_for_update(no_key=True).get(pk=refund.employer_id)
        held = Refund.objects.select_for_update(no_key=True).get(pk=refund.pk)
        if held.state != Refund.State.WAITING:
            return
        taken = RefundedShare.objects.filter(refund=refund, live=True)
        entries = sorted(set(taken.values_list("entry_id", flat=True)))
        for original in Entry.objects.filter(pk__in=entries).order_by("pk"):
            _take_back(refund, employer, original, today)
        _end_shares(refund, employer)
        refund.state, refund.posted_on = Refund.State.POSTED, today
        if refund.to_bank:
            _send_on(refund, employer, today)
        refund.save()
        receipt_for_refund(refund, today=today)


def _take_back(refund: Refund, employer: Employer, original: Entry, today: date) -> None:
    deed = Deed(
        kind=KINDS[Refund.Kind(refund.kind)],
        act=f"{refund.number}/{original.pk}",
        booked_on=today,
        value_on=original.value_on,
        actor=refund.submitted_by,
        summary=f"{refund.get_kind_display()} {refund.deed.number} {refund.reason}"[:200],
        branch=employer.branch,
        channel=CHANNEL_ONLINE_HALL,
        month=original.month,
    )
    try:
        book_mass(
            mass=MassDeed(
                deed=deed,
                query=text("contributions/refund_legs"),
                values={"refund": refund.pk, "original": original.pk},
                against=employer.prepayment_id,
            )
        )
    except Overdrawn as error:
        raise MemberShort("有职工的账户余额已不够退回，没有办理，请重新核对。") from error


def _end_shares(refund: Refund, employer: Employer) -> None:
    """What is taken whole is live no more; emptied months go, if none was remitted after."""
    if refund.kind != Refund.Kind.REFUND:
        return
    taken = RefundedShare.objects.filter(refund=refund, live=True)
    if refund.remittance_id is not None:
        shares = taken.values_list("share", flat=True)
        months = months_left_empty(remittance=refund.remittance_id, taken=shares)
        check_from_the_end(employer=employer, months=months)
        _end_months(refund, employer, months)
    Share.objects.filter(pk__in=taken.values("share")).update(live=False)


def _end_months(refund: Refund, employer: Employer, months: list[Month]) -> None:
    ended = RemittedMonth.objects.filter(remittance=refund.remittance_id, month__in=months)
    if not ended.update(live=False, taken_back=True):
        return
    last = RemittedMonth.objects.filter(
        employer=employer, live=True, remittance__state="posted"
    ).order_by("-month")
    employer.paid_through = last.values_list("month", flat=True).first()
    employer.save(update_fields=["paid_through"])


def _send_on(refund: Refund, employer: Employer, today: date) -> None:
    """Out of the prepayment account at once, so that it is not spent meanwhile."""
    origin = refund.deed.order
    if origin is None:
        raise LookupError(f"{refund.deed.number} was not paid by the bank")
    refund.order = draw_refund(
        of=origin,
        amount_fen=refund.total_fen,
        purpose=Purpose("refund", refund.number, f"退款 {refund.number}"),
    )
    refund.payout = Refund.Payout.PROCESSING
    legs = [
        Leg(employer.prepayment_id, -refund.total_fen),
        Leg(_transit(today), refund.total_fen),
    ]
    book(deed=payout_deed(refund, "out", today), legs=legs)
    wake("send_orders")


def end_payout(*, refund: Refund, today: date) -> None:
    """The bank has answered: what was paid leaves the books, what was not goes back into the
    prepayment account. A call for an ended one does nothing."""
    with transaction.atomic():
        Employer.objects.select_for_update(no_key=True).get(pk=refund.employer_id)
        held = Refund.objects.select_for_update(no_key=True, of=("self",)).get(pk=refund.pk)
        order = refund.order
        if held.payout != Refund.Payout.PROCESSING or order is None:
            return
        paid = order.state == "succeeded"
        to = (
            collection_ledger(today, refund.deed.order)
            if paid
            else refund.employer.prepayment_id
        )
        legs = [Leg(_transit(today), -refund.total_fen), Leg(to, refund.total_fen)]
        book(deed=payout_deed(refund, "paid" if paid else "back", today), legs=legs)
        held.payout = Refund.Payout.PAID if paid else Refund.Payout.FAILED
        held.save(update_fields=["payout"])


def payout_deed(refund: Refund, step: str, today: date) -> Deed:
    """The deed of one step of a payout, once each: out, paid, back, returned."""
    return Deed(
        kind=Kind.REFUND_PAYOUT,
        act=f"{refund.number}/{step}",
        booked_on=today,
        value_on=today,
        actor=refund.submitted_by,
        summary=f"退款 {refund.number} {refund.employer.name}"[:200],
        branch=refund.employer.branch,
        channel=CHANNEL_ONLINE_HALL,
    )


def _transit(today: date) -> int:
    return fund_account(subject=OTHER_PAYABLES, number=IN_TRANSIT, opened_on=today)
