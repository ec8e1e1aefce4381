"""Sends waiting orders to the bank and asks after those whose outcome we do not know."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from anju.payments.bank import Bank, BankRefused, BankSilent, Instruction, Party
from anju.payments.models import Order
from anju.payments.record_answer import record_answer

# How long we wait before asking again: quickly at first, then ever less often.
PATIENCE_SECONDS = (2, 4, 8, 15, 30, 60, 120, 300, 600)


def send_orders(*, bank: Bank, callback_url: str, now: datetime, most: int = 100) -> int:
    """Send up to `most` waiting orders and answer how many were sent.

    Each is marked as being sent before it goes out, so that after a crash it is asked after and
    not sent anew (fault F7). Silence changes nothing: the order stays open until the bank, its
    statement or a person says how it ended.
    """
    sent = 0
    while sent < most and (order := _claim(now)) is not None:
        _send(order, bank, callback_url, now)
        sent += 1
    return sent


def look_into_open_orders(
    *, bank: Bank, callback_url: str, now: datetime, most: int = 100
) -> int:
    """Ask the bank after open orders whose time has come; answers how many were asked after.

    An order the bank has never seen is sent again under its own serial, which the bank takes
    only once. Frozen orders wait for a person. Raises nothing for a silent bank: the next look
    comes later.
    """
    due = Order.objects.filter(
        state__in=[Order.State.SENDING, Order.State.ACCEPTED],
        look_at__lte=now,
        frozen_because="",
    ).order_by("look_at")[:most]
    for order in due:
        _wait(order, now)
        try:
            answer = bank.query(order.serial)
        except BankSilent:
            continue
        if answer is None:
            _send(order, bank, callback_url, now)
        else:
            record_answer(answer=answer, source="query", now=now)
    return len(due)


def _claim(now: datetime) -> Order | None:
    """Take one waiting order for ourselves and commit that before anything is sent."""
    with transaction.atomic():
        order = (
            Order.objects.select_for_update(no_key=True, skip_locked=True)
            .filter(state=Order.State.WAITING)
            .order_by("id")
            .first()
        )
        if order is not None:
            order.state, order.sent_at = Order.State.SENDING, now
            order.look_at = now + timedelta(seconds=PATIENCE_SECONDS[0])
            order.save(update_fields=["state", "sent_at", "look_at"])
        return order


def _send(order: Order, bank: Bank, callback_url: str, now: datetime) -> None:
    try:
        bank.send(_instruction(order, callback_url))
    except BankSilent:
        return
    except BankRefused as refused:
        _freeze(order, refused.reason)
        return
    Order.objects.filter(pk=order.pk, state=Order.State.SENDING).update(
        state=Order.State.ACCEPTED
    )


def _instruction(order: Order, callback_url: str) -> Instruction:
    return Instruction(
        serial=order.serial,
        kind=order.kind,  # type: ignore[arg-type]
        amount_fen=order.amount_fen,
        payer=Party(order.payer_account, order.payer_name),
        payee=Party(order.card.number if order.card else order.payee_account, order.payee_name),
        purpose=order.purpose,
        remark=order.remark,
        callback_url=callback_url,
    )


def _wait(order: Order, now: datetime) -> None:
    pause = PATIENCE_SECONDS[min(order.looks, len(PATIENCE_SECONDS) - 1)]
    Order.objects.filter(pk=order.pk).update(
        looks=F("looks") + 1, look_at=now + timedelta(seconds=pause)
    )


def _freeze(order: Order, reason: str) -> None:
    """The bank does not understand us: a person must look, the money has not moved."""
    Order.objects.filter(pk=order.pk, frozen_because="").update(
        frozen_because=f"银行拒收指令：{reason}"[:200], look_at=None
    )
