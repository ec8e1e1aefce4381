"""Recognises payments of ours that the bank sends back (退汇), by the serial they quote."""

import re
from collections.abc import Sequence

from anju.payments.models import Arrival, Order

WORD = "退汇"
_SERIAL = re.compile(r"(?<![A-Z0-9])ZF[0-9]{16}(?![0-9])", re.ASCII)


def find_returned(arrivals: Sequence[Arrival]) -> dict[str, Order]:
    """Which orders come back with these arrivals, by the bank's serial of each arrival.

    An order comes back once, whole, into the account it was paid from, and only if it had
    succeeded and nobody doubts that. Anything else that says 退汇 — another sum, a serial we do
    not know, a second time — is not recognised and goes the way of money nobody ordered, where
    a person looks at it. The orders stay locked until the transaction ends.
    """
    quoted = {
        arrival.bank_serial: serials[0]
        for arrival in arrivals
        if WORD in (text := f"{arrival.digest} {arrival.remark}")
        and len(serials := _SERIAL.findall(text)) == 1
    }
    if not quoted:
        return {}
    paid = Order.objects.select_for_update(no_key=True, of=("self",)).filter(
        serial__in=quoted.values(),
        kind=Order.Kind.PAY,
        state=Order.State.SUCCEEDED,
        frozen_because="",
        returned_by=None,
    )
    orders = {order.serial: order for order in paid.order_by("id")}
    found: dict[str, Order] = {}
    for arrival in arrivals:
        order = orders.get(quoted.get(arrival.bank_serial, ""))
        if order is not None and _is_whole(arrival, order):
            found[arrival.bank_serial] = orders.pop(order.serial)
    return found


def _is_whole(arrival: Arrival, order: Order) -> bool:
    return (arrival.account, arrival.amount_fen) == (order.payer_account, order.amount_fen)
