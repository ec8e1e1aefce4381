"""A month of true business in one employer's books, to be tampered with."""

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime

from anju.contributions.allot import allot_settled_money
from anju.contributions.collecting import collection_ledger
from anju.contributions.models import Prepayment, Remittance
from anju.contributions.prepay import book_cheque, submit_prepayment
from anju.contributions.remittances.remit import submit_remittance
from anju.ground.calendar import Month
from anju.ledger.book import Deed, Leg, book
from anju.ledger.kinds import Kind
from anju.ledger.models import Entry
from anju.ledger.reverse import reverse
from anju.payments.bank import Statement, StatementLine
from anju.payments.match_statement import match_statement
from anju.payments.models import Order
from anju.payments.record_answer import record_answer
from anju.payments.send_orders import send_orders
from anju.people.models import Employer
from people_of_the_town import JULY, TODAY, FakeBank, employer, opening, staff

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
SUM = 291_000
CHEQUE = 30_000


@dataclass(frozen=True)
class Books:
    """Keys of what was made, for the statements that tamper with it."""

    wang: int
    bank: int
    july: int
    red: int
    order: int
    open_order: int
    prepaid: int
    remittance: int

    def fill(self, sql: str) -> str:
        return sql.format(**asdict(self))


def keep_a_month() -> Books:
    """Two people; July by the bank, August from a prepayment, September still at the bank;
    one entry reversed, and the day's statement matched."""
    mill = employer()
    staff(mill, opening(1, "王芳"), opening(2, "李伟", base_fen=612_345, side_fen=73_500))
    bank = FakeBank()
    july = remit(mill, JULY)
    settle(bank)
    submit_prepayment(
        employer=mill, amount_fen=SUM, note="", intent="pre", today=TODAY, by="赵会计"
    )
    settle(bank)
    book_cheque(
        employer=mill, amount_fen=CHEQUE, cheque_number="30114622", today=TODAY, by="test"
    )
    remit(mill, Month(2026, 8), Remittance.Method.PREPAYMENT)
    wang = mill.accounts.order_by("number").first().pk
    red = _book_and_reverse(wang)
    match_statement(statement=_statement(), now=NOW)
    remit(mill, Month(2026, 9))
    send_orders(bank=bank, callback_url="", now=NOW)
    return Books(
        wang=wang,
        bank=collection_ledger(TODAY),
        july=Entry.objects.filter(month=JULY).get().pk,
        red=red,
        order=july.order_id,
        open_order=Order.objects.get(state="accepted").pk,
        prepaid=Prepayment.objects.get(amount_fen=SUM).pk,
        remittance=july.pk,
    )


def remit(
    mill: Employer, until: Month, method: Remittance.Method = Remittance.Method.REALTIME
) -> Remittance:
    return submit_remittance(
        employer=Employer.objects.get(pk=mill.pk),
        until=until,
        method=method,
        expected_fen=SUM,
        intent=f"form {until}",
        today=TODAY,
        by="赵会计",
    )


def settle(bank: FakeBank) -> None:
    """The bank takes what waits, says that all of it succeeded, and we book it."""
    send_orders(bank=bank, callback_url="", now=NOW)
    for serial in bank.taken:
        record_answer(answer=bank.says(serial, "succeeded"), source="callback", now=NOW)
    allot_settled_money(today=TODAY)


def deed(act: str, kind: Kind = Kind.PARTIAL_WITHDRAWAL, on: date = TODAY) -> Deed:
    return Deed(
        kind=kind,
        act=act,
        booked_on=on,
        value_on=on,
        actor="test",
        summary="测试",
        branch="市直管理部",
        channel="00",
    )


def _book_and_reverse(wang: int) -> int:
    entry = book(
        deed=deed("TQ1"), legs=[Leg(wang, -5_000), Leg(collection_ledger(TODAY), 5_000)]
    )
    original = Entry.objects.get(pk=entry)
    return reverse(entry=original, booked_on=TODAY, actor="test", channel="00")


def _statement() -> Statement:
    orders = list(Order.objects.filter(state="succeeded").order_by("id"))
    lines = tuple(
        StatementLine(
            line_no=place,
            bank_serial=f"B{order.serial}",
            serial=order.serial,
            direction="in",
            amount_fen=order.amount_fen,
            balance_fen=place * SUM,
            other_account=order.payer_account,
            other_name=order.payer_name,
            remark=order.remark,
        )
        for place, order in enumerate(orders, start=1)
    )
    return Statement(orders[0].payee_account, TODAY, 0, len(lines) * SUM, lines)
