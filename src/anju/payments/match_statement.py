"""Takes in a bank's daily statement and sets it against our orders."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from anju.ground.errors import Refusal
from anju.payments.bank import Answer, Statement
from anju.payments.bank import StatementLine as BankLine
from anju.payments.models import DayStatement, Order, StatementLine
from anju.payments.record_answer import record_answer
from anju.payments.take_arrivals import take_lines


class StatementCrooked(Refusal):
    code = "payments.statement_crooked"


def match_statement(*, statement: Statement, now: datetime) -> DayStatement:
    """Load a statement once, line by line, and let each line speak for its order.

    A line for an order we still wait for settles it: the statement decides (fault F4). An
    order the bank called done on that day, of which its statement knows nothing, is frozen for
    a person to look at (fault F6). Lines without an order of ours are money that came by
    itself: an arrival each, once. The same statement again answers what was loaded. Amounts
    in fen.
    Raises StatementCrooked when opening, lines and closing do not add up, or a line is there
    twice, on this statement or an earlier one; nothing is loaded then.
    """
    _check(statement)
    with transaction.atomic():
        loaded, fresh = DayStatement.objects.get_or_create(
            account=statement.account,
            day=statement.day,
            defaults={
                "opening_fen": statement.opening_fen,
                "closing_fen": statement.closing_fen,
                "lines": len(statement.lines),
            },
        )
        if not fresh:
            return loaded
        orders = Order.objects.in_bulk(
            [line.serial for line in statement.lines if line.serial], field_name="serial"
        )
        _check_seen(statement)
        StatementLine.objects.bulk_create(
            [_line(loaded, line, orders) for line in statement.lines], batch_size=1000
        )
        for line in statement.lines:
            if line.serial in orders:
                answer = _as_answer(line, orders[line.serial], statement.day)
                record_answer(answer=answer, source="statement", now=now)
        # Only now: a payment that came back the same day has to have succeeded first.
        take_lines(statement=statement, known=orders)
        loaded.matched = sum(1 for line in statement.lines if line.serial in orders)
        loaded.missing = _freeze_missing(statement, list(orders))
        loaded.save()
    return loaded


def _freeze_missing(statement: Statement, seen: list[str]) -> int:
    """Freeze what we hold for done on that day and the statement does not know; how many."""
    ours = Q(kind=Order.Kind.COLLECT, payee_account=statement.account) | Q(
        kind=Order.Kind.PAY, payer_account=statement.account
    )
    missing = (
        Order.objects.select_for_update(no_key=True)
        .filter(ours, state=Order.State.SUCCEEDED, value_on=statement.day)
        .exclude(serial__in=seen)
    )
    for order in missing:
        order.frozen_because = order.frozen_because or (
            f"银行答复已成功，{statement.day} 的对账单上却没有这一笔"
        )
        order.save(update_fields=["frozen_because"])
    return len(missing)


def _check(statement: Statement) -> None:
    flaw = statement.flaw()
    if flaw is not None:
        raise StatementCrooked(f"{statement.day} {flaw}整份没有导入。")


def _check_seen(statement: Statement) -> None:
    serials = [line.bank_serial for line in statement.lines]
    seen = StatementLine.objects.filter(bank_serial__in=serials).select_related("statement")
    again = seen.first()
    if again is not None:
        raise StatementCrooked(
            f"{statement.day} 对账单的银行流水 {again.bank_serial} 在 {again.statement.day} 的"
            "对账单上已经有过，整份没有导入。"
        )


def _line(loaded: DayStatement, line: BankLine, orders: dict[str, Order]) -> StatementLine:
    order = orders.get(line.serial or "")
    # A member's card is known by its order; its number is not written down a second time.
    other = order.payee_account if order and order.card_id else line.other_account
    return StatementLine(
        statement=loaded,
        line_no=line.line_no,
        bank_serial=line.bank_serial,
        serial=line.serial or "",
        direction=line.direction,
        amount_fen=line.amount_fen,
        other_account=other[:32],
        other_name=line.other_name[:255],
        remark=line.remark[:120],
        digest=line.digest[:60],
        order=order,
    )


def _as_answer(line: BankLine, order: Order, day: date) -> Answer:
    # Money that went the other way is no success: its negative amount contradicts the order.
    expected = "in" if order.kind == Order.Kind.COLLECT else "out"
    sign = 1 if line.direction == expected else -1
    return Answer(
        serial=line.serial or "",
        bank_serial=line.bank_serial,
        state="succeeded",
        amount_fen=sign * line.amount_fen,
        reason="",
        value_on=day,
    )
