"""The bank contradicted itself about a payment: its statement says how it ended."""

from datetime import date, datetime

from django.db import transaction

from anju.ground.errors import Refusal
from anju.payments.models import Order
from anju.payments.resolve_order import NotProven, resolve_order
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.payout.end_payment import follow
from anju.withdrawals.payout.pay import paid_by


class NothingToSettle(Refusal):
    code = "withdrawals.nothing_to_settle"


def settle_by_statement(*, serial: str, today: date, now: datetime, by: str) -> Withdrawal:
    """Thaw a withdrawal's frozen order into what the statements prove, and act on that.

    The money stood in transit all the while, or goes back there, so either outcome can still
    be followed: a payment we held for failed becomes paid, one we held for paid waits for
    another card. An earlier payment is followed too, as long as the later one has failed.
    What was given back, or paid by a later one, stays frozen when the statement shows it paid:
    two officers claim it (`claims/ask_claim.py`). Raises NothingToSettle, and as
    `resolve_order`. (Fault F6.)
    """
    with transaction.atomic():
        order = Order.objects.filter(serial=serial).first()
        withdrawal = paid_by(order=order) if order is not None else None
        if order is None or withdrawal is None or not order.frozen_because:
            raise NothingToSettle("这笔提取的付款指令没有冻结，不需要处理。")
        withdrawal = Withdrawal.objects.select_for_update(no_key=True, of=("self",)).get(
            pk=withdrawal.pk
        )
        follows = _follows(withdrawal, order)
        try:
            thawed = resolve_order(serial=serial, today=today, now=now, by=by, contrary=follows)
        except NotProven as why:
            if follows:
                raise
            raise NotProven(f"{why}对账单证明付了两次的，请在“重复付款”里认定。") from why
        latest = withdrawal.order_id == order.pk
        if not latest and thawed.state == Order.State.SUCCEEDED and thawed.card is not None:
            withdrawal.card, latest = thawed.card, True
        if latest:
            withdrawal.order = thawed
            withdrawal.save(update_fields=["order", "card"])
            follow(withdrawal, today)
    return withdrawal


def _follows(withdrawal: Withdrawal, order: Order) -> bool:
    """Whether the withdrawal can still go the way its order went after all.

    Given back, the money stands on the account and not in transit: paid as well, it has left
    twice. An earlier payment it can follow while it waits for another card.
    """
    if withdrawal.order_id == order.pk:
        return withdrawal.state != Withdrawal.State.GIVEN_BACK
    latest = withdrawal.order
    return (
        withdrawal.state == Withdrawal.State.BOUNCED
        and latest is not None
        and not latest.frozen_because
    )
