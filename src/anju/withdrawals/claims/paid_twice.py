"""What proves that a payment went out beside the one that was meant."""

from __future__ import annotations

from dataclasses import dataclass

from anju.ground.errors import Refusal
from anju.payments.models import Arrival, Order, StatementLine
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.payout.pay import paid_by

STATE = Withdrawal.State


class NotPaidTwice(Refusal):
    code = "withdrawals.not_paid_twice"


@dataclass(frozen=True)
class PaidTwice:
    """A frozen order that the bank paid after all, and the statement's lines for it.

    `other` is the line of the payment that was meant; nothing where the money had been put
    back onto the account.
    """

    withdrawal: Withdrawal
    order: Order
    line: StatementLine
    other: StatementLine | None


def paid_twice(*, order: Order) -> PaidTwice:
    """The evidence that an order we hold for failed was paid beside its withdrawal's end.

    Raises NotPaidTwice while the order is not frozen, while the withdrawal may still follow
    it, or while a statement's line is missing or says something else.
    """
    withdrawal = paid_by(order=order)
    if withdrawal is None or not order.frozen_because or order.state != Order.State.REJECTED:
        raise NotPaidTwice("这笔指令不是冻结待查的提取付款，没有重复付款可以认定。")
    line = _line_of(order)
    if line is None:
        raise NotPaidTwice(
            "银行对账单上没有这笔指令的付款，或金额方向不符，不能认定付了两次。"
            "请等对账单导入，或在“付款”里按对账单认定。"
        )
    if withdrawal.state == STATE.GIVEN_BACK:
        return PaidTwice(withdrawal, order, line, None)
    return PaidTwice(withdrawal, order, line, _meant(withdrawal, order))


def _meant(withdrawal: Withdrawal, order: Order) -> StatementLine:
    """The line of the payment the withdrawal was closed with."""
    meant = withdrawal.order
    if withdrawal.state != STATE.PAID or meant is None or meant.pk == order.pk:
        raise NotPaidTwice(
            f"{withdrawal.number} 现在是“{withdrawal.get_state_display()}”，"
            "还可以随这笔付款办结。请在“付款”里按对账单认定。"
        )
    came_back = Arrival.objects.filter(returns=meant).exists()
    line = None if meant.frozen_because or came_back else _line_of(meant)
    if line is None:
        raise NotPaidTwice(
            f"后一笔付款 {meant.serial} 还不在银行对账单上，不能认定付了两次。"
            "请等当天的对账单导入后再办理。"
        )
    return line


def _line_of(order: Order) -> StatementLine | None:
    """The one line that proves an order paid, whole and outwards."""
    lines = list(StatementLine.objects.filter(order=order).select_related("statement")[:2])
    said = [(line.amount_fen, line.direction) for line in lines]
    return lines[0] if said == [(order.amount_fen, "out")] else None
