"""Looks for deeds whose order the bank has settled, and books or ends them."""

from collections.abc import Callable
from datetime import date
from functools import partial

from django.db import transaction
from django.db.models import Q

from anju.audit.record import record
from anju.centers.each import run_each
from anju.contributions.backpay.post_back_payment import post_back_payment
from anju.contributions.models import (
    BackPayment,
    Prepayment,
    Refund,
    Remittance,
    Share,
)
from anju.contributions.prepay import post_prepayment
from anju.contributions.refunds.post_refund import end_payout
from anju.contributions.refunds.take_returned import returned_refunds, take_returned
from anju.contributions.remittances.end_remittance import end_remittance
from anju.contributions.remittances.post_remittance import post_remittance
from anju.contributions.suspense.allot_arrivals import allot_arrivals
from anju.payments.models import Order

SETTLED = {"order__state": Order.State.SUCCEEDED, "order__frozen_because": ""}
BANK = "银行"  # the actor of what follows from a bank's answer alone
TURNED_DOWN = {"order__state": Order.State.REJECTED, "order__frozen_because": ""}


def allot_settled_money(*, today: date) -> int:
    """Book what the bank has paid and end what it has turned down; answers how many deeds.

    Money that came by itself is booked and allotted too, and refunds the bank has sent back.

    Frozen orders stay where they are until a person has looked. May be called at any time and
    any number of times: each deed is booked once. One that cannot be booked does not hold up
    the others; what went wrong is raised together at the end, as an ExceptionGroup.
    """
    steps: list[Callable[[], None]] = []
    for remittance in Remittance.objects.filter(state="processing", **SETTLED):
        steps.append(partial(post_remittance, remittance=remittance, today=today))
    for prepayment in Prepayment.objects.filter(state="processing", **SETTLED):
        steps.append(partial(post_prepayment, prepayment=prepayment, today=today))
    for back_payment in BackPayment.objects.filter(state="processing", **SETTLED):
        steps.append(partial(post_back_payment, back_payment=back_payment, today=today))
    answered = Q(**SETTLED) | Q(**TURNED_DOWN)
    for refund in Refund.objects.filter(answered, payout="processing"):
        steps.append(partial(end_payout, refund=refund, today=today))
    for remittance in Remittance.objects.filter(state="processing", **TURNED_DOWN):
        steps.append(partial(_end_remittance, remittance))
    for prepayment in Prepayment.objects.filter(state="processing", **TURNED_DOWN):
        steps.append(partial(_end_prepayment, prepayment))
    for back_payment in BackPayment.objects.filter(state="processing", **TURNED_DOWN):
        steps.append(partial(_end_back_payment, back_payment))
    run_each(steps)
    # What came back is looked for afterwards: a payout ends before it can be returned.
    returned = [partial(take_returned, arrival=one, today=today) for one in returned_refunds()]
    run_each(returned)
    return len(steps) + len(returned) + allot_arrivals(today=today)


def _end_prepayment(prepayment: Prepayment) -> None:
    with transaction.atomic():
        waiting = Prepayment.objects.filter(pk=prepayment.pk, state=Prepayment.State.PROCESSING)
        reason = _reason(prepayment.order)
        if waiting.update(state=Prepayment.State.FAILED, failure=reason):
            record(actor=BANK, deed="end_prepayment", subject=prepayment.number, why=reason)


def _end_remittance(remittance: Remittance) -> None:
    with transaction.atomic():
        end_remittance(remittance=remittance, why=_reason(remittance.order), by=BANK)


def _end_back_payment(back_payment: BackPayment) -> None:
    """No money moved: the months are open again, and what was asked for is kept."""
    with transaction.atomic():
        waiting = BackPayment.objects.filter(
            pk=back_payment.pk, state=BackPayment.State.PROCESSING
        )
        reason = _reason(back_payment.order)
        if not waiting.update(state=BackPayment.State.FAILED, failure=reason):
            return  # somebody has booked or ended it since we looked
        Share.objects.filter(back_payment=back_payment).update(live=False)
        record(actor=BANK, deed="end_back_payment", subject=back_payment.number, why=reason)


def _reason(order: Order | None) -> str:
    return order.reason if order and order.reason else "银行未说明原因"
