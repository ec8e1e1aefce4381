"""A frozen order is thawed by what the bank's statements prove, and by nothing else."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.contributions.remittances.test_remit import NOW, held, remit
from tests.people_of_the_town import TODAY, FakeBank, employer, opening, staff

from anju.audit.models import Event
from anju.contributions.allot import allot_settled_money
from anju.contributions.collecting import collection_account
from anju.contributions.models import Remittance
from anju.payments.bank import Acceptance, BankRefused, Instruction, Statement, StatementLine
from anju.payments.lists import frozen_orders
from anju.payments.match_statement import match_statement
from anju.payments.models import BankMessage, Order
from anju.payments.record_answer import record_answer
from anju.payments.resolve_order import NotFrozen, NotProven, resolve_order
from anju.payments.send_orders import look_into_open_orders, send_orders
from anju.people.models import Employer

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def mill(xinyang) -> Employer:
    made = employer()
    staff(made, opening(1, "王芳"), opening(2, "李伟", base_fen=612_345, side_fen=73_500))
    return made


def frozen_by_a_wrong_amount(mill: Employer) -> Order:
    """The bank speaks of a fen less than was ordered."""
    remit(mill)
    bank = FakeBank()
    send_orders(bank=bank, callback_url="", now=NOW)
    (serial,) = bank.taken
    record_answer(
        answer=bank.says(serial, "succeeded", fen=290_999), source="callback", now=NOW
    )
    return Order.objects.get(serial=serial)


def statement(day: date, *fens: int, serial: str = "", way: str = "in") -> Statement:
    """A day's statement with a line of each amount, all under our serial."""
    held_fen, lines = 0, []
    for place, fen in enumerate(fens, start=1):
        held_fen += fen if way == "in" else -fen
        lines.append(
            StatementLine(
                place, f"N{day}-{place}", serial, way, fen, held_fen, "4105", "纺织", ""
            )
        )
    account = collection_account(TODAY).account
    return Statement(account, day, 0, held_fen, tuple(lines))


def resolve(order: Order) -> Order:
    return resolve_order(serial=order.serial, today=TOMORROW, now=NOW, by="周柜员")


def test_the_statements_line_books_the_frozen_remittance_once(mill: Employer) -> None:
    order = frozen_by_a_wrong_amount(mill)
    match_statement(statement=statement(TODAY, 291_000, serial=order.serial), now=NOW)
    allot_settled_money(today=TODAY)
    assert held(mill) == [0, 0]
    assert list(frozen_orders()) == [order]
    assert resolve(order).state == Order.State.SUCCEEDED
    allot_settled_money(today=TOMORROW)
    assert held(mill) == [144_000, 147_000]
    event = Event.objects.get(deed="resolve_order")
    assert event.actor == "周柜员"
    assert event.detail["evidence"] == [f"{TODAY} #1"]
    with pytest.raises(NotFrozen):
        resolve(order)


def test_no_line_on_any_statement_since_ends_the_remittance(mill: Employer) -> None:
    order = frozen_by_a_wrong_amount(mill)
    with pytest.raises(NotProven, match="还没有取得"):
        resolve(order)
    match_statement(statement=statement(TODAY), now=NOW)
    assert resolve(order).state == Order.State.REJECTED
    allot_settled_money(today=TOMORROW)
    remittance = Remittance.objects.get()
    assert (remittance.state, held(mill)) == ("failed", [0, 0])
    taken = BankMessage.objects.get(verdict="taken")
    assert (taken.source, taken.state, taken.amount_fen) == ("statement", "rejected", 291_000)


@pytest.mark.parametrize(("fens", "way"), [((290_999,), "in"), ((291_000,), "out")])
def test_a_line_that_says_something_else_proves_nothing(mill: Employer, fens, way) -> None:
    order = frozen_by_a_wrong_amount(mill)
    match_statement(statement=statement(TODAY, *fens, serial=order.serial, way=way), now=NOW)
    with pytest.raises(NotProven, match="与应有的一行"):
        resolve(order)
    order.refresh_from_db()
    assert order.frozen_because


def test_an_outcome_that_was_acted_on_is_not_turned_round(mill: Employer) -> None:
    remit(mill)
    bank = FakeBank()
    send_orders(bank=bank, callback_url="", now=NOW)
    (serial,) = bank.taken
    record_answer(answer=bank.says(serial, "rejected"), source="callback", now=NOW)
    allot_settled_money(today=TODAY)
    record_answer(answer=bank.says(serial, "succeeded"), source="callback", now=NOW)
    order = Order.objects.get()
    match_statement(statement=statement(TODAY, 291_000, serial=serial), now=NOW)
    with pytest.raises(NotProven, match="已经采纳的结果相反"):
        resolve(order)
    order.refresh_from_db()
    assert (order.state, bool(order.frozen_because)) == ("rejected", True)


def test_a_success_that_was_contradicted_is_confirmed_by_the_statement(mill: Employer) -> None:
    remit(mill)
    bank = FakeBank()
    send_orders(bank=bank, callback_url="", now=NOW)
    (serial,) = bank.taken
    for state in ("succeeded", "rejected"):
        record_answer(answer=bank.says(serial, state), source="callback", now=NOW)
    order = Order.objects.get()
    line = statement(TODAY, 291_000, serial=serial).lines[0]
    same = StatementLine(
        1, f"B{serial}", serial, "in", line.amount_fen, line.amount_fen, "4105", "纺织", ""
    )
    account = collection_account(TODAY).account
    match_statement(statement=Statement(account, TODAY, 0, 291_000, (same,)), now=NOW)
    assert resolve(order).frozen_because == ""
    allot_settled_money(today=TOMORROW)
    assert held(mill) == [144_000, 147_000]


class Stubborn(FakeBank):
    """A bank that refuses every message."""

    def send(self, instruction: Instruction) -> Acceptance:
        raise BankRefused(409, "同一流水内容不同")


def test_a_frozen_order_is_not_asked_after_until_a_person_has_looked(mill: Employer) -> None:
    remit(mill)
    bank = FakeBank()
    send_orders(bank=bank, callback_url="", now=NOW)
    (serial,) = bank.taken
    record_answer(answer=bank.says(serial, "accepted", fen=1), source="callback", now=NOW)
    later = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
    assert look_into_open_orders(bank=bank, callback_url="", now=later) == 0
    assert BankMessage.objects.count() == 1


def test_an_order_the_bank_refused_to_read_can_be_ended_and_the_month_paid(
    mill: Employer,
) -> None:
    remit(mill)
    send_orders(bank=Stubborn(), callback_url="", now=NOW)
    order = Order.objects.get()
    assert "拒收" in order.frozen_because
    match_statement(statement=statement(TODAY), now=NOW)
    resolve(order)
    allot_settled_money(today=TOMORROW)
    assert remit(mill, intent="b").state == "processing"
