"""The bank's statement is the last word, and is believed only when it adds up."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from anju.payments.bank import Statement, StatementLine
from anju.payments.match_statement import StatementCrooked, match_statement
from anju.payments.models import DayStatement, Order
from anju.payments.models import StatementLine as KeptLine
from anju.payments.record_answer import record_answer
from anju.payments.send_orders import send_orders
from people_of_the_town import FakeBank

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
DAY = date(2026, 11, 18)
FUND = "4115060000123000049"


def statement(*moves: tuple[str | None, int], opening_fen: int = 500) -> Statement:
    """A statement that adds up: our serial (or none) and fen, negative for what went out."""
    lines, balance_fen = [], opening_fen
    for place, (serial, fen) in enumerate(moves, start=1):
        balance_fen += fen
        lines.append(
            StatementLine(
                line_no=place,
                bank_serial=f"B{serial}" if serial else f"T{place}",
                serial=serial,
                direction="in" if fen > 0 else "out",
                amount_fen=abs(fen),
                balance_fen=balance_fen,
                other_account="41050178",
                other_name="申城纺织有限公司",
                remark="汇缴",
            )
        )
    return Statement(FUND, DAY, opening_fen, balance_fen, tuple(lines))


@pytest.fixture
def sent(order: Order) -> Order:
    send_orders(bank=FakeBank(), callback_url="", now=NOW)
    order.refresh_from_db()
    return order


def match(given: Statement) -> DayStatement:
    return match_statement(statement=given, now=NOW)


def test_the_statement_settles_what_the_bank_never_answered(sent: Order) -> None:
    """F4."""
    loaded = match(statement((sent.serial, 291_000)))
    sent.refresh_from_db()
    assert (sent.state, sent.value_on, sent.frozen_because) == ("succeeded", DAY, "")
    assert (loaded.lines, loaded.matched, loaded.missing) == (1, 1, 0)


def test_an_order_that_is_not_on_the_statement_stays_open(sent: Order) -> None:
    match(statement((None, 300)))
    sent.refresh_from_db()
    assert sent.state == "accepted"


def test_the_same_statement_twice_is_loaded_once(sent: Order) -> None:
    """F11."""
    given = statement((sent.serial, 291_000), (None, 100))
    assert match(given).pk == match(given).pk
    assert (KeptLine.objects.count(), DayStatement.objects.count()) == (2, 1)
    sent.refresh_from_db()
    assert sent.messages.count() == 1


def _without(line: int) -> Callable[[Statement], Statement]:
    return lambda good: replace(
        good, lines=tuple(kept for kept in good.lines if kept.line_no != line)
    )


def _twice(good: Statement) -> Statement:
    again = replace(good.lines[-1], line_no=3, balance_fen=good.closing_fen + 100)
    return replace(good, lines=(*good.lines, again), closing_fen=good.closing_fen + 100)


CROOKED: dict[str, Callable[[Statement], Statement]] = {
    "the first line missing": _without(1),
    "the last line cut off": _without(2),
    "lines in another order": lambda good: replace(good, lines=good.lines[::-1]),
    "a line there twice": _twice,
    "a wrong closing balance": lambda good: replace(good, closing_fen=good.closing_fen + 1),
    "a wrong opening balance": lambda good: replace(good, opening_fen=good.opening_fen + 1),
    "a changed amount": lambda good: replace(
        good, lines=(replace(good.lines[0], amount_fen=290_999), good.lines[1])
    ),
    "a turned direction": lambda good: replace(
        good, lines=(replace(good.lines[0], direction="out"), good.lines[1])
    ),
}


@pytest.mark.parametrize("crooked", CROOKED.values(), ids=CROOKED.keys())
def test_a_statement_that_does_not_add_up_is_not_loaded_at_all(
    sent: Order, crooked: Callable[[Statement], Statement]
) -> None:
    """F11."""
    given = crooked(statement((sent.serial, 291_000), (None, 100)))
    with pytest.raises(StatementCrooked, match="整份没有导入"):
        match(given)
    assert not DayStatement.objects.exists()
    sent.refresh_from_db()
    assert sent.state == "accepted"


def test_after_a_crooked_one_the_right_one_can_be_loaded(sent: Order) -> None:
    good = statement((sent.serial, 291_000))
    with pytest.raises(StatementCrooked):
        match(replace(good, closing_fen=0))
    assert match(good).matched == 1


def test_another_amount_on_the_statement_freezes_the_order(sent: Order) -> None:
    match(statement((sent.serial, 290_000)))
    sent.refresh_from_db()
    assert (sent.state, bool(sent.frozen_because)) == ("accepted", True)


def test_money_that_went_the_other_way_is_no_success(sent: Order) -> None:
    match(statement((None, 400_000), (sent.serial, -291_000)))
    sent.refresh_from_db()
    assert (sent.state, bool(sent.frozen_because)) == ("accepted", True)


def test_a_payment_given_back_freezes_the_order_for_a_person(sent: Order) -> None:
    """F10: a return carries our serial and the bank's new one."""
    there = match(statement((sent.serial, 291_000)))
    back = statement((sent.serial, -291_000), opening_fen=there.closing_fen)
    lines = (replace(back.lines[0], bank_serial="R1"),)
    match(replace(back, day=date(2026, 11, 19), lines=lines))
    sent.refresh_from_db()
    assert (sent.state, bool(sent.frozen_because)) == ("succeeded", True)


def test_a_rejected_order_that_was_paid_after_all_is_frozen(sent: Order) -> None:
    answer = FakeBank().says(sent.serial, "rejected")
    record_answer(answer=answer, source="callback", now=NOW)
    match(statement((sent.serial, 291_000)))
    sent.refresh_from_db()
    assert (sent.state, bool(sent.frozen_because)) == ("rejected", True)


@pytest.mark.parametrize("kind", Order.Kind.values)
def test_a_success_the_statement_does_not_know_is_counted_and_frozen(
    sent: Order, kind: str
) -> None:
    """F6: the bank said done, and its own books do not say so."""
    if kind == Order.Kind.PAY:
        Order.objects.update(kind=kind, payer_account=FUND, payee_account="41050178")
    answer = FakeBank().says(sent.serial, "succeeded")
    record_answer(answer=answer, source="callback", now=NOW)
    assert match(statement((None, 7))).missing == 1
    sent.refresh_from_db()
    assert sent.state == "succeeded"
    assert "对账单上却没有" in sent.frozen_because


def test_money_that_came_by_itself_is_kept_without_an_order(sent: Order) -> None:
    match(statement((None, 12_345)))
    kept = KeptLine.objects.get()
    assert (kept.order, kept.amount_fen, kept.direction) == (None, 12_345, "in")


def test_a_long_remark_does_not_keep_a_statement_out(sent: Order) -> None:
    given = statement((sent.serial, 291_000))
    wordy = replace(given.lines[0], remark="长" * 400, other_name="名" * 400)
    assert match(replace(given, lines=(wordy,))).matched == 1
