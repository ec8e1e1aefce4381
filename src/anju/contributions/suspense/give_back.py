"""Sends money in 暂收 back: only to the account it came from (security C6), never elsewhere."""

from datetime import date

from django.db import transaction

from anju.audit.record import record
from anju.contributions.collecting import arrival_ledger, suspense_ledger
from anju.contributions.models import Suspense, SuspenseDeed
from anju.contributions.suspense.book_arrival import BANK, CHANNEL_BANK
from anju.ground.errors import Refusal
from anju.ledger.book import Deed, Leg, book
from anju.ledger.kinds import Kind
from anju.payments.bank import Party
from anju.payments.draw_order import Purpose, draw_payment
from anju.payments.models import Order

PURPOSE = "arrival_return"


class NowhereToReturn(Refusal):
    code = "contributions.nowhere_to_return"


def check_can_return(suspense: Suspense) -> None:
    """Raises NowhereToReturn when the bank did not tell from which account the money came."""
    arrival = suspense.arrival
    if not arrival.payer_account or not arrival.payer_name:
        raise NowhereToReturn(
            "银行没有给出这笔款的付款账号，不能原路退回。请先与银行核实付款人。"
        )


def order_return(*, deed: SuspenseDeed, holder: str) -> Order:
    """Draw the order that pays an arrival back to its payer, the whole sum in fen.

    `holder` is the name our collection account is held under.
    """
    arrival = deed.suspense.arrival
    check_can_return(deed.suspense)
    return draw_payment(
        out_of=Party(arrival.account, holder),
        to=Party(arrival.payer_account, arrival.payer_name),
        amount_fen=arrival.amount_fen,
        purpose=Purpose(PURPOSE, deed.number, f"退回来款 {arrival.bank_serial}"),
    )


def finish_return(*, deed: SuspenseDeed, today: date) -> None:
    """Book a return the bank has paid (21905 → 101), or end one it has turned down.

    A call for one whose order is open or frozen does nothing, as does a second call.
    """
    with transaction.atomic():
        suspense = Suspense.objects.select_for_update(no_key=True, of=("self",)).get(
            pk=deed.suspense_id
        )
        held = SuspenseDeed.objects.select_related("order").get(pk=deed.pk)
        order = held.order
        if held.state != SuspenseDeed.State.PROCESSING or order is None or order.frozen_because:
            return
        if order.state == Order.State.SUCCEEDED:
            _book(held, suspense, today)
            held.state = SuspenseDeed.State.DONE
            suspense.state, suspense.settled_on = Suspense.State.RETURNED, today
            suspense.settled_by, suspense.why_open = held.asked_for, ""
        elif order.state == Order.State.REJECTED:
            held.state, held.failure = SuspenseDeed.State.FAILED, order.reason
            suspense.why_open = f"原路退回没有成功（{order.reason}），款项仍在暂收。"[:200]
        else:
            return
        held.save(update_fields=["state", "failure"])
        suspense.save()
        record(actor=BANK, deed="finish_return", subject=held.number, state=held.state)


def _book(deed: SuspenseDeed, suspense: Suspense, today: date) -> None:
    arrival = suspense.arrival
    entry = Deed(
        kind=Kind.UNALLOTTED,
        act=deed.number,
        booked_on=today,
        value_on=today,
        actor=deed.asked_for,
        summary=f"退回暂收 {arrival.payer_name}"[:200],
        branch=suspense.employer.branch if suspense.employer else "中心",
        channel=CHANNEL_BANK,
    )
    legs = [
        Leg(suspense_ledger(today), -arrival.amount_fen),
        Leg(arrival_ledger(today, arrival.account), arrival.amount_fen),
    ]
    book(deed=entry, legs=legs)
