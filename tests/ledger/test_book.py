"""The door of the ledger."""

from datetime import date

import pytest
from django.db import connection

from anju.centers.current import inside
from anju.ledger.book import AlreadyBooked, Crooked, Deed, Leg, Overdrawn, book, book_query
from anju.ledger.chart import BANK_DEPOSIT, MEMBERS
from anju.ledger.kinds import Kind
from anju.ledger.lists import Span, balance_on, balances, statement, statement_totals
from anju.ledger.models import Balance, Entry
from anju.ledger.open import fund_account, open_accounts
from anju.ledger.reverse import AlreadyReversed, reverse

DAY = date(2026, 7, 15)


@pytest.fixture
def bank(xinyang) -> int:
    return fund_account(subject=BANK_DEPOSIT, number="410001", opened_on=date(2026, 7, 1))


@pytest.fixture
def wang(xinyang) -> int:
    return _open("wang")


def _open(number: str) -> int:
    opened = open_accounts(
        subject=MEMBERS, numbers=[number], near="mill", opened_on=date(2026, 7, 1)
    )
    return opened[number]


def deed(act: str, *, on: date = DAY, value_on: date | None = None) -> Deed:
    return Deed(
        kind=Kind.REMITTANCE,
        act=act,
        booked_on=on,
        value_on=value_on or on,
        actor="test",
        summary="汇缴",
        branch="市直",
        channel="40",
    )


def test_an_entry_moves_the_balance_and_leaves_a_line(bank: int, wang: int) -> None:
    book(deed=deed("a"), legs=[Leg(wang, 36_160), Leg(bank, -36_160)])
    assert balances(accounts=[wang]) == {wang: 36_160}
    assert balance_on(account=bank, day=DAY) == -36_160
    (line,) = statement(span=Span(wang, DAY, DAY), limit=20)
    assert (line.amount_fen, line.balance_fen, line.kind) == (36_160, 36_160, Kind.REMITTANCE)


def test_one_connection_books_in_whichever_center_it_stands(xinyang) -> None:
    for _ in range(3):
        for center in ("xinyang", "zaozhuang"):
            with inside(center):
                bank = fund_account(subject=BANK_DEPOSIT, number="1", opened_on=DAY)
                member = fund_account(subject=BANK_DEPOSIT, number="2", opened_on=DAY)
                act = f"{center}-{Entry.objects.count()}"
                book(deed=deed(act), legs=[Leg(member, 100), Leg(bank, -100)])
    for center in ("xinyang", "zaozhuang"):
        with inside(center):
            acts = list(Entry.objects.order_by("id").values_list("act", flat=True))
            assert acts == [f"{center}-{number}" for number in range(3)]


def test_an_act_is_booked_once(bank: int, wang: int) -> None:
    book(deed=deed("a"), legs=[Leg(wang, 100), Leg(bank, -100)])
    with pytest.raises(AlreadyBooked):
        book(deed=deed("a"), legs=[Leg(wang, 100), Leg(bank, -100)])
    assert balances(accounts=[wang]) == {wang: 100}


def test_legs_that_do_not_sum_to_zero_are_refused(bank: int, wang: int) -> None:
    with pytest.raises(Crooked):
        book(deed=deed("a"), legs=[Leg(wang, 100), Leg(bank, -99)])
    assert not Entry.objects.exists()


@pytest.mark.parametrize("stranger", [9_999, 99_999_999])
def test_a_leg_for_an_unknown_account_is_refused(bank: int, wang: int, stranger: int) -> None:
    with pytest.raises(Crooked):
        book(deed=deed("a"), legs=[Leg(wang, 100), Leg(stranger, -100)])


def test_nobody_falls_below_zero(bank: int, wang: int) -> None:
    book(deed=deed("a"), legs=[Leg(wang, 100), Leg(bank, -100)])
    with pytest.raises(Overdrawn):
        book(deed=deed("b"), legs=[Leg(wang, -101), Leg(bank, 101)])
    assert balances(accounts=[wang]) == {wang: 100}


def test_nothing_is_booked_before_the_day_an_account_last_moved(bank: int, wang: int) -> None:
    book(deed=deed("a"), legs=[Leg(wang, 100), Leg(bank, -100)])
    with pytest.raises(Crooked):
        book(deed=deed("b", on=date(2026, 7, 14)), legs=[Leg(wang, 100), Leg(bank, -100)])


def test_a_query_books_any_number_of_legs_against_one_account(bank: int, wang: int) -> None:
    li = _open("li")
    entry = book_query(
        deed=deed("a"),
        query="SELECT id AS account_id, 500 AS amount_fen FROM ledger_account"
        " WHERE subject = %(subject)s",
        values={"subject": MEMBERS},
        against=bank,
    )
    assert entry is not None
    assert balances(accounts=[wang, li]) == {wang: 500, li: 500}
    assert balance_on(account=bank, day=DAY) == -1000


def test_a_query_without_rows_books_nothing(bank: int) -> None:
    empty = "SELECT 1::bigint AS account_id, 1::bigint AS amount_fen WHERE false"
    assert book_query(deed=deed("a"), query=empty, values={}, against=bank) is None
    assert not Entry.objects.exists()


def test_day_products_count_the_day_in_and_not_the_day_out(bank: int, wang: int) -> None:
    # 10,000.00 for 203 days, then 4,000.00 for 162: example E3 of the interest rules.
    start, middle, end = date(2026, 7, 1), date(2027, 1, 20), date(2027, 7, 1)
    book(deed=deed("a", on=start), legs=[Leg(wang, 1_000_000), Leg(bank, -1_000_000)])
    book(deed=deed("b", on=middle), legs=[Leg(wang, -600_000), Leg(bank, 600_000)])
    book(deed=deed("c", on=end), legs=[Leg(wang, 1), Leg(bank, -1)])
    held = Balance.objects.get(account_id=wang)
    assert held.current_product == 203 * 1_000_000 + 162 * 400_000


def test_money_earns_from_its_value_day(bank: int, wang: int) -> None:
    legs = [Leg(wang, 1000), Leg(bank, -1000)]
    book(deed=deed("a", value_on=date(2026, 7, 5)), legs=legs)
    assert Balance.objects.get(account_id=wang).current_product == 10 * 1000


def test_a_debit_empties_the_current_bucket_before_the_carried_one(
    bank: int, wang: int
) -> None:
    book(deed=deed("a"), legs=[Leg(wang, 1000, carried_fen=1000), Leg(bank, -1000)])
    book(deed=deed("b"), legs=[Leg(wang, 300), Leg(bank, -300)])
    book(deed=deed("c"), legs=[Leg(wang, -500), Leg(bank, 500)])
    held = Balance.objects.get(account_id=wang)
    assert (held.carried_fen, held.current_fen) == (800, 0)
    assert statement(span=Span(wang, DAY, DAY), limit=1)[0].balance_fen == 800


def test_a_reversal_gives_everything_back_and_both_stay_in_the_books(
    bank: int, wang: int
) -> None:
    book(deed=deed("a"), legs=[Leg(wang, 1000, carried_fen=1000), Leg(bank, -1000)])
    entry = book(deed=deed("b"), legs=[Leg(wang, -400), Leg(bank, 400)])
    later = date(2026, 7, 20)
    original = Entry.objects.get(pk=entry)
    reverse(entry=original, booked_on=later, actor="test", channel="00")
    held = Balance.objects.get(account_id=wang)
    assert (held.carried_fen, held.current_fen) == (1000, 0)
    assert held.carried_product == 5 * 1000  # as if the 400 had never been away
    assert statement_totals(span=Span(wang, DAY, later)).lines == 3
    with pytest.raises(AlreadyReversed):
        reverse(entry=original, booked_on=later, actor="test", channel="00")


@pytest.mark.parametrize(
    "statement_",
    [
        "UPDATE ledger_posting SET amount_fen = 1",
        "DELETE FROM ledger_posting",
        "TRUNCATE ledger_posting",
        "DELETE FROM ledger_posting_2026",
        "UPDATE ledger_entry SET summary = ''",
        "UPDATE ledger_balance SET current_fen = 1",
        "INSERT INTO ledger_balance (account_id) VALUES (1)",
        "ALTER TABLE ledger_posting DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
    ],
)
def test_the_application_cannot_rewrite_the_books(xinyang, statement_: str) -> None:
    with pytest.raises(Exception, match=r"permission denied|must be owner"):
        connection.cursor().execute(statement_)


def test_neighbours_get_neighbouring_ids(xinyang) -> None:
    numbers = [str(n) for n in range(1500)]
    opened = open_accounts(subject=MEMBERS, numbers=numbers, near="big", opened_on=DAY)
    more = open_accounts(subject=MEMBERS, numbers=["x", "y"], near="big", opened_on=DAY)
    ids = sorted([*opened.values(), *more.values()])
    assert len(set(ids)) == 1502
    assert ids[-1] - ids[0] < 2048
