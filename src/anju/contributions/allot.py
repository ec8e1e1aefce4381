"""Looks for deeds whose order the bank has settled, and books or ends them."""

from datetime import date

from django.db import transaction

from anju.contributions.models import Prepayment, Remittance, RemittedMonth, Share
from anju.contributions.post_remittance import post_remittance
from anju.contributions.prepay import post_prepayment
from anju.payments.models import Order

SETTLED = {"order__state": Order.State.SUCCEEDED, "order__frozen_because": ""}
TURNED_DOWN = {"order__state": Order.State.REJECTED, "order__frozen_because": ""}


def allot_settled_money(*, today: date) -> int:
    """Book what the bank has paid and end what it has turned down; answers how many deeds.

    Frozen orders stay where they are until a person has looked. May be called at any time and
    any number of times: each deed is booked once.
    """
    done = 0
    for remittance in Remittance.objects.filter(state="processing", **SETTLED):
        post_remittance(remittance=remittance, today=today)
        done += 1
    for prepayment in Prepayment.objects.filter(state="processing", **SETTLED):
        post_prepayment(prepayment=prepayment, today=today)
        done += 1
    for remittance in Remittance.objects.filter(state="processing", **TURNED_DOWN):
        _end_remittance(remittance)
        done += 1
    for prepayment in Prepayment.objects.filter(state="processing", **TURNED_DOWN):
        prepayment.state, prepayment.failure = (
            Prepayment.State.FAILED,
            _reason(prepayment.order),
        )
        prepayment.save(update_fields=["state", "failure"])
        done += 1
    return done


def _end_remittance(remittance: Remittance) -> None:
    """No money moved: the months are open again, and the roll that was drawn up is kept."""
    with transaction.atomic():
        Share.objects.filter(remittance=remittance).update(live=False)
        RemittedMonth.objects.filter(remittance=remittance).update(live=False)
        remittance.state, remittance.failure = (
            Remittance.State.FAILED,
            _reason(remittance.order),
        )
        remittance.save(update_fields=["state", "failure"])


def _reason(order: Order | None) -> str:
    return order.reason if order and order.reason else "银行未说明原因"
