"""The bank has answered: what it paid leaves the books, what it did not waits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from django.db import transaction

from anju.audit.record import record
from anju.centers.each import run_each
from anju.contributions.collecting import arrival_ledger
from anju.ledger.book import Leg, book
from anju.ledger.kinds import Kind
from anju.payments.models import Arrival, Order
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.payout.pay import attempt_of, deed_of, transit
from anju.withdrawals.payout.receipts import receipt_for_withdrawal
from anju.withdrawals.tell import tell_bounced, tell_paid

BANK = "银行"
STATE = Withdrawal.State


def settle_payments(*, today: date) -> int:
    """Act on every answer and every return of a payment that was not acted on yet.

    May be called at any time and any number of times: each outcome is booked once. Orders that
    are frozen wait for a person. (Faults F4–F10.)
    """
    steps: list[Callable[[], None]] = []
    answered = Withdrawal.objects.filter(
        state=STATE.PAYING,
        order__state__in=[Order.State.SUCCEEDED, Order.State.REJECTED],
        order__frozen_because="",
    )
    for withdrawal in answered.order_by("id"):
        steps.append(partial(end_payment, number=withdrawal.number, today=today))
    returned = Withdrawal.objects.filter(state=STATE.PAID, order__returned_by__isnull=False)
    for withdrawal in returned.order_by("id"):
        steps.append(partial(take_return, number=withdrawal.number, today=today))
    run_each(steps)
    return len(steps)


def end_payment(*, number: str, today: date) -> None:
    """Book what the bank says of a payment; a call for one that ended does nothing."""
    with transaction.atomic():
        withdrawal = _held(number)
        order = withdrawal.order
        if withdrawal.state == STATE.PAYING and order is not None and not order.frozen_because:
            follow(withdrawal, today)


def follow(withdrawal: Withdrawal, today: date) -> None:
    """Bring a withdrawal to where its order stands, whatever it was taken for before."""
    order = withdrawal.order
    if order is None:
        return
    if order.state == Order.State.SUCCEEDED and withdrawal.state != STATE.PAID:
        if withdrawal.state == STATE.BOUNCED and Arrival.objects.filter(returns=order).exists():
            # It was paid and came back: that it was paid is booked, and undone, already.
            return
        _paid(withdrawal, order, today)
    elif order.state == Order.State.REJECTED and withdrawal.state == STATE.PAID:
        _book_back(withdrawal, order.payer_account, f"not{attempt_of(order)}", today)
        _bounced(withdrawal, order.reason, order.settled_at)
    elif order.state == Order.State.REJECTED and withdrawal.state == STATE.PAYING:
        _bounced(withdrawal, order.reason or "银行未说明原因", order.settled_at)


def _paid(withdrawal: Withdrawal, order: Order, today: date) -> None:
    book(
        deed=deed_of(
            withdrawal, Kind.WITHDRAWAL_PAYOUT, f"paid{attempt_of(order)}", today, BANK
        ),
        legs=[
            Leg(transit(today), -withdrawal.total_fen),
            Leg(arrival_ledger(today, order.payer_account), withdrawal.total_fen),
        ],
    )
    withdrawal.state, withdrawal.paid_on, withdrawal.failure = STATE.PAID, today, ""
    withdrawal.save(update_fields=["state", "paid_on", "failure"])
    receipt_for_withdrawal(withdrawal, today=today)
    tell_paid(withdrawal, now=order.settled_at or withdrawal.applied_at)
    record(actor=BANK, deed="pay_withdrawal", subject=withdrawal.number, order=order.serial)


def take_return(*, number: str, today: date) -> None:
    """A payment came back days later (退汇): the money stands in transit again (F10)."""
    with transaction.atomic():
        withdrawal = _held(number)
        order = withdrawal.order
        if withdrawal.state != STATE.PAID or order is None:
            return
        arrival = Arrival.objects.get(returns=order)
        _book_back(withdrawal, arrival.account, f"back{attempt_of(order)}", today)
        _bounced(withdrawal, arrival.digest or "收款银行退回", arrival.recorded_at)


def _book_back(withdrawal: Withdrawal, account: str, step: str, today: date) -> None:
    """What was booked as paid stands in transit again; its bank account has it back."""
    book(
        deed=deed_of(withdrawal, Kind.WITHDRAWAL_PAYOUT, step, today, BANK),
        legs=[
            Leg(arrival_ledger(today, account), -withdrawal.total_fen),
            Leg(transit(today), withdrawal.total_fen),
        ],
    )
    withdrawal.paid_on = None


def _bounced(withdrawal: Withdrawal, why: str, at: datetime | None) -> None:
    withdrawal.state, withdrawal.failure = STATE.BOUNCED, why[:200]
    withdrawal.save(update_fields=["state", "failure", "paid_on"])
    tell_bounced(withdrawal, now=at or withdrawal.applied_at)
    record(actor=BANK, deed="bounce_withdrawal", subject=withdrawal.number, why=why)


def _held(number: str) -> Withdrawal:
    return Withdrawal.objects.select_for_update(no_key=True, of=("self",)).get(number=number)
