"""Records what the bank says of an order, and decides once what it means."""

from datetime import datetime

from django.db import transaction

from anju.centers.wake import wake
from anju.payments.bank import Answer
from anju.payments.models import BankMessage, Order

FINAL = (Order.State.SUCCEEDED, Order.State.REJECTED)
Verdict = BankMessage.Verdict


def record_answer(*, answer: Answer, source: str, now: datetime) -> Verdict:
    """Write the answer down, and settle the order if this is its first final word.

    The same word again changes nothing; another word, another amount or another bank serial
    freezes the order for a person to look at, and takes nothing back by itself. An answer to
    a serial we do not know is kept and acted on by nobody. (Faults F4–F6, F9.)
    """
    with transaction.atomic():
        order = (
            Order.objects.select_for_update(no_key=True).filter(serial=answer.serial).first()
        )
        verdict = _verdict(order, answer)
        BankMessage.objects.create(
            order=order,
            serial=answer.serial[:24],
            source=source,
            state=answer.state,
            amount_fen=answer.amount_fen,
            bank_serial=answer.bank_serial,
            reason=answer.reason[:200],
            value_on=answer.value_on,
            verdict=verdict,
        )
        if order is not None:
            _settle(order, answer, verdict, now)
    return verdict


def _verdict(order: Order | None, answer: Answer) -> Verdict:
    if order is None:
        return Verdict.UNKNOWN
    if answer.amount_fen != order.amount_fen:
        return Verdict.CONTRADICTS
    if order.bank_serial and answer.bank_serial != order.bank_serial:
        return Verdict.CONTRADICTS
    if order.state in FINAL:
        # "Accepted" that arrives late says nothing against the outcome we already have.
        same = answer.state in (order.state, "accepted")
        return Verdict.REPEATED if same else Verdict.CONTRADICTS
    return Verdict.TAKEN


def _settle(order: Order, answer: Answer, verdict: Verdict, now: datetime) -> None:
    if verdict == Verdict.CONTRADICTS and not order.frozen_because:
        order.frozen_because = (
            f"银行应答前后不一致：{order.get_state_display()} 之后收到 {answer.state}，"
            f"金额 {answer.amount_fen} 分"
        )
    if verdict == Verdict.TAKEN:
        order.state = Order.State(answer.state)
        order.bank_serial = answer.bank_serial or order.bank_serial
        order.reason = answer.reason[:200]
        if order.state in FINAL:
            order.value_on, order.settled_at, order.look_at = answer.value_on, now, None
            wake("allot_money")
    order.save()
