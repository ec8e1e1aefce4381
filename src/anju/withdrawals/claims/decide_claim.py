"""Another officer decides what was asked about a payment made twice, and it is booked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from anju.audit.record import record
from anju.contributions.models import Suspense
from anju.ground.errors import Refusal
from anju.payments.models import Order
from anju.payments.resolve_order import resolve_order
from anju.people.models import Staff
from anju.people.staff.actor import actor_of
from anju.withdrawals.claims.ask_claim import (
    ClaimIsCleared,
    check_by_account,
    check_clears,
    next_claim_number,
)
from anju.withdrawals.claims.book_claim import book_claim, book_from_account, book_from_arrival
from anju.withdrawals.claims.paid_twice import paid_twice
from anju.withdrawals.claims.tell_claim import (
    notice_of_claim,
    receipt_of_recovery,
    tell_claimed,
    tell_recovered,
)
from anju.withdrawals.four_eyes import check_not_own, check_other, in_words
from anju.withdrawals.models import Claim, ClaimDeed, Withdrawal
from anju.withdrawals.payout.pay import paid_by
from anju.withdrawals.payout.receipts import receipt_for_withdrawal

Kind, State = ClaimDeed.Kind, ClaimDeed.State


class ClaimDeedIsOver(Refusal):
    code = "withdrawals.claim_deed_is_over"


@dataclass(frozen=True)
class _When:
    """Who decides, and on which day."""

    by: Staff
    today: date
    now: datetime


def decide_claim(
    *, number: str, approve: bool, opinion: str, by: Staff, today: date, now: datetime
) -> ClaimDeed:
    """Carry out what was asked, or send it back; by another natural person.

    Recognised as made twice, the payment is booked as a claim (11902 ← 10101), and who got it
    is told; what clears it is booked against it. Raises ClaimDeedIsOver, NotYoursToDo, SayWhy,
    NotPaidTwice, ClaimIsCleared, NotForThisClaim, Overdrawn where the account has less by now.
    """
    with transaction.atomic():
        deed = (
            ClaimDeed.objects.select_for_update(no_key=True, of=("self",))
            .select_related("order", "asked_by")
            .filter(number=number)
            .first()
        )
        if deed is None or deed.state != State.ASKED:
            raise ClaimDeedIsOver("这项处理已经有人办理，没有再次生效。请刷新后查看。")
        withdrawal = _held(deed.order)
        check_not_own(by, withdrawal.member, withdrawal.receiver)
        check_other(by, deed.asked_by)
        if not approve:
            in_words(opinion, "退回时请写明原因")
        deed.state = State.DONE if approve else State.REFUSED
        deed.decided_by, deed.decided_on, deed.opinion = by, today, opinion.strip()[:200]
        if approve:
            _CARRIED_OUT[Kind(deed.kind)](deed, withdrawal, _When(by, today, now))
        deed.save()
        record(
            actor=actor_of(by),
            deed=f"{'approve' if approve else 'refuse'}_{deed.kind}_of_claim",
            subject=withdrawal.number,
            number=deed.number,
            order=deed.order.serial,
            reason=deed.opinion,
        )
    return deed


def _held(order: Order) -> Withdrawal:
    """The withdrawal behind it, locked before the order, as everybody takes them."""
    found = paid_by(order=order)
    if found is None:
        raise ClaimDeedIsOver("这笔付款不属于任何提取，没有办理。")
    Withdrawal.objects.select_for_update(no_key=True).get(pk=found.pk)
    found.refresh_from_db(fields=["state", "order", "card"])
    return found


def _claim(deed: ClaimDeed, withdrawal: Withdrawal, at: _When) -> None:
    order = Order.objects.select_for_update(no_key=True).get(pk=deed.order_id)
    found = paid_twice(order=order)
    # The state is the statement's word, and the money is followed: by this claim.
    paid = resolve_order(
        serial=order.serial, today=at.today, now=at.now, by=actor_of(at.by), contrary=True
    )
    claim = Claim.objects.create(
        number=next_claim_number(),
        withdrawal=withdrawal,
        order=paid,
        line=found.line,
        other_line=found.other,
        amount_fen=paid.amount_fen,
        open_fen=paid.amount_fen,
        opened_on=at.today,
    )
    deed.claim = claim
    book_claim(claim, at.today, actor_of(at.by))
    notice_of_claim(claim, today=at.today)
    tell_claimed(claim, today=at.today, now=at.now)


def _by_arrival(deed: ClaimDeed, withdrawal: Withdrawal, at: _When) -> None:
    claim = _still_open(deed)
    suspense = (
        Suspense.objects.select_for_update(no_key=True, of=("self",))
        .select_related("arrival")
        .get(recoveries=deed)
    )
    check_clears(suspense, claim)
    book_from_arrival(claim, deed, suspense.arrival.amount_fen, at.today, actor_of(at.by))
    suspense.state, suspense.why_open = Suspense.State.RECOVERED, ""
    suspense.employer = suspense.remittance = None
    suspense.settled_on, suspense.settled_by = at.today, at.by.name[:60]
    suspense.save()
    _cleared(claim, deed, at)


def _by_account(deed: ClaimDeed, withdrawal: Withdrawal, at: _When) -> None:
    """The payment stands, and with it the withdrawal: it is paid, by the order that was."""
    claim = _still_open(deed)
    check_by_account(claim)
    book_from_account(claim, deed, at.today, actor_of(at.by))
    withdrawal.state, withdrawal.paid_on, withdrawal.failure = "paid", at.today, ""
    withdrawal.order = claim.order
    if claim.order.card is not None:
        withdrawal.card = claim.order.card
    withdrawal.save(update_fields=["state", "paid_on", "failure", "order", "card"])
    receipt_for_withdrawal(withdrawal, today=at.today)
    _cleared(claim, deed, at)


def _still_open(deed: ClaimDeed) -> Claim:
    claim = (
        Claim.objects.select_for_update(no_key=True, of=("self",))
        .select_related("order__card", "withdrawal__account__employer")
        .get(deeds=deed)
    )
    if claim.cleared_on is not None:
        raise ClaimIsCleared("这笔追偿已经结清，不需要再办理。请刷新后查看。")
    return claim


def _cleared(claim: Claim, deed: ClaimDeed, at: _When) -> None:
    claim.open_fen -= deed.amount_fen
    claim.cleared_on = at.today if claim.open_fen == 0 else None
    claim.save(update_fields=["open_fen", "cleared_on"])
    receipt_of_recovery(claim, deed, today=at.today)
    tell_recovered(claim, deed, now=at.now)


_CARRIED_OUT: dict[ClaimDeed.Kind, Callable[[ClaimDeed, Withdrawal, _When], None]] = {
    Kind.CLAIM: _claim,
    Kind.ARRIVAL: _by_arrival,
    Kind.ACCOUNT: _by_account,
}
