"""A person looks at a frozen order, and the bank's statement says how it ended."""

from datetime import date, datetime, timedelta

from django.db import transaction

from anju.audit.record import record
from anju.centers.wake import wake
from anju.ground.errors import Refusal
from anju.ground.money import format_yuan
from anju.payments.models import BankMessage, DayStatement, Order, StatementLine

FINAL = (Order.State.SUCCEEDED, Order.State.REJECTED)
# Which way the money of each kind of order moves, seen from our account.
DIRECTION: dict[str, str] = {Order.Kind.COLLECT: "in", Order.Kind.PAY: "out"}


class NotFrozen(Refusal):
    code = "payments.not_frozen"


class NotProven(Refusal):
    code = "payments.not_proven"


def resolve_order(
    *, serial: str, today: date, now: datetime, by: str, contrary: bool = False
) -> Order:
    """Thaw a frozen order into the state its bank statements prove; nobody chooses it.

    One line with our serial, amount and direction proves success. No line at all on any
    statement since it was sent, yesterday's included, proves that no money moved. The person
    and the evidence go into the trail; the deed behind it is booked or ended by the job.
    `contrary`: the business behind it can still follow an outcome contrary to the one it has
    acted on. Raises NotFrozen, and NotProven when statements are missing, say something else,
    or contradict an outcome nobody can follow any more: it stays frozen then. (Fault F6.)
    """
    with transaction.atomic():
        order = Order.objects.select_for_update(no_key=True).get(serial=serial)
        if not order.frozen_because:
            raise NotFrozen("这笔指令没有冻结，不需要处理。")
        lines = list(StatementLine.objects.filter(order=order).select_related("statement"))
        state = _proven_state(order, lines, today)
        if order.state in FINAL and order.state != state and not contrary:
            raise NotProven(
                "对账单与已经采纳的结果相反，业务可能已按原结果办结。"
                "请主管与银行核实后另行更正，指令保持冻结。"
            )
        if order.state != state:
            _settle(order, state, lines, now)
        was, order.frozen_because = order.frozen_because, ""
        order.look_at = None
        order.save()
        record(
            actor=by,
            deed="resolve_order",
            subject=serial,
            state=state,
            was_frozen_because=was,
            evidence=[f"{line.statement.day} #{line.line_no}" for line in lines],
        )
        wake("allot_money")
    return order


def _proven_state(order: Order, lines: list[StatementLine], today: date) -> Order.State:
    if not lines:
        _check_days(order, today)
        return Order.State.REJECTED
    expected = (order.amount_fen, DIRECTION[order.kind])
    if [(line.amount_fen, line.direction) for line in lines] != [expected]:
        raise NotProven(
            f"对账单上这笔指令有 {len(lines)} 行，与应有的一行 "
            f"{format_yuan(order.amount_fen)} 元不符。请先与银行核实，指令保持冻结。"
        )
    return Order.State.SUCCEEDED


def _check_days(order: Order, today: date) -> None:
    """That no money moved is only proven by the statements of all days since."""
    yesterday = today - timedelta(days=1)
    since = min(order.sent_at.date() if order.sent_at else yesterday, yesterday)
    ours = order.payee_account if order.kind == Order.Kind.COLLECT else order.payer_account
    have = set(
        DayStatement.objects.filter(account=ours, day__gte=since).values_list("day", flat=True)
    )
    days = (since + timedelta(days=place) for place in range((yesterday - since).days + 1))
    missing = [day for day in days if day not in have]
    if missing:
        raise NotProven(
            f"还没有取得 {missing[0]} 的银行对账单，不能认定款项是否已划转。"
            "请在对账单导入后再处理，指令保持冻结。"
        )


def _settle(
    order: Order, state: Order.State, lines: list[StatementLine], now: datetime
) -> None:
    """Give an open order its outcome, and keep the statement's word beside the bank's."""
    if state == Order.State.SUCCEEDED:
        order.bank_serial, order.value_on = lines[0].bank_serial, lines[0].statement.day
    else:
        order.reason = "银行没有扣款（以对账单为准）"
    order.state, order.settled_at = state, now
    BankMessage.objects.create(
        order=order,
        serial=order.serial,
        source=BankMessage.Source.STATEMENT,
        state=state,
        amount_fen=order.amount_fen,
        bank_serial=order.bank_serial,
        reason=order.reason,
        value_on=order.value_on,
        verdict=BankMessage.Verdict.TAKEN,
    )
