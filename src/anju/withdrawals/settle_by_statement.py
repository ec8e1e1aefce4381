"""The bank contradicted itself about a payment: its statement says how it ended."""

from datetime import date, datetime

from django.db import transaction

from anju.ground.errors import Refusal
from anju.payments.models import Order
from anju.payments.resolve_order import resolve_order
from anju.withdrawals.end_payment import follow
from anju.withdrawals.models import Withdrawal


class NothingToSettle(Refusal):
    code = "withdrawals.nothing_to_settle"


def settle_by_statement(*, number: str, today: date, now: datetime, by: str) -> Withdrawal:
    """Thaw a withdrawal's frozen order into what the statements prove, and act on that.

    The money stood in transit all the while, or goes back there, so either outcome can still
    be followed: a payment we held for failed becomes paid, one we held for paid waits for
    another card. What was given back stays frozen when the statement shows it paid. Raises
    NothingToSettle, and as `resolve_order`. (Fault F6.)
    """
    with transaction.atomic():
        withdrawal = Withdrawal.objects.select_for_update(no_key=True, of=("self",)).get(
            number=number
        )
        order = withdrawal.order
        if order is None or not order.frozen_because:
            raise NothingToSettle("这笔提取的付款指令没有冻结，不需要处理。")
        # Given back, the money stands on the account and not in transit: paid as well, it
        # would have left twice, and only a person can say which of the two is undone.
        follows = withdrawal.state != Withdrawal.State.GIVEN_BACK
        resolve_order(serial=order.serial, today=today, now=now, by=by, contrary=follows)
        withdrawal.order = Order.objects.get(pk=order.pk)
        follow(withdrawal, today)
    return withdrawal
