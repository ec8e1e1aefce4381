"""A payment that was turned down, paid another way, and then paid by the bank after all."""

from __future__ import annotations

from datetime import date, timedelta

from tests.people_of_the_town import TODAY, FakeBank
from tests.withdrawals.conftest import NOON, bank_answers, bind_for

from anju.contributions.collecting import collection_account
from anju.ground.invented import make_bank_card
from anju.payments.bank import Direction, Statement, StatementLine
from anju.payments.match_statement import match_statement
from anju.payments.models import Arrival, Order
from anju.payments.record_answer import record_answer
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.payout.after_bounce import give_back, pay_again

TOMORROW = TODAY + timedelta(days=1)


def contradict(order: Order) -> None:
    """The bank says that a payment it had turned down is made."""
    answer = FakeBank().says(order.serial, "succeeded")
    record_answer(answer=answer, source="callback", now=NOON)


def load(day: date, *orders: Order) -> None:
    """The day's statement: what employers paid on it, and a line for each of these payments."""
    collected = Order.objects.filter(kind="collect", value_on=day, statement_lines=None)
    held_fen, lines = 0, []
    for place, one in enumerate((*collected, *orders), start=1):
        way: Direction = "in" if one.kind == "collect" else "out"
        held_fen += one.amount_fen if way == "in" else -one.amount_fen
        # The bank's own serial is the one it has answered with, or answers with now.
        serial = one.bank_serial or f"B{one.serial}"
        lines.append(
            StatementLine(
                place, serial, one.serial, way, one.amount_fen, held_fen, "4105", "王芳", ""
            )
        )
    account = collection_account(TODAY).account
    told = Statement(account, day, 0, held_fen, tuple(lines))
    match_statement(statement=told, now=NOON)


def pay_the_other_way(made: Withdrawal) -> Order:
    """Another card is paid; the first order turns out to be paid as well. Answers that one."""
    early = made.order
    bind_for(made.member, make_bank_card(7))
    pay_again(number=made.number, today=TODAY, now=NOON + timedelta(days=3), by="x")
    contradict(early)
    bank_answers()
    made.refresh_from_db()
    load(TODAY, early, made.order)
    early.refresh_from_db()
    return early


def give_back_and_pay(made: Withdrawal) -> Order:
    """It is put back onto the account, and paid as well."""
    give_back(number=made.number, today=TODAY, now=NOON, by="x")
    contradict(made.order)
    load(TODAY, made.order)
    made.refresh_from_db()
    return Order.objects.get(pk=made.order.pk)


def sent_back(fen: int, remark: str, serial: str = "FH1") -> Arrival:
    """Money comes by itself, with words beside it."""
    return Arrival.objects.create(
        account=Order.objects.filter(purpose="withdrawal").latest("id").payer_account,
        day=TOMORROW,
        bank_serial=serial,
        amount_fen=fen,
        payer_account="6217****0019",
        payer_name="王芳",
        remark=remark,
        source=Arrival.Source.NOTICE,
    )
