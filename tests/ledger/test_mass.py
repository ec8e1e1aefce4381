"""A deed on many accounts is booked in chunks, and can be called again after any fall."""

from datetime import date

import pytest

from anju.ledger import mass as mass_module
from anju.ledger.book import Deed, Overdrawn
from anju.ledger.chart import BANK_DEPOSIT, MEMBERS, PREPAYMENTS
from anju.ledger.kinds import Kind
from anju.ledger.lists import balance_on, balances
from anju.ledger.mass import MassDeed, book_mass
from anju.ledger.models import Chunk, Entry, Posting
from anju.ledger.open import fund_account, open_accounts

DAY = date(2026, 7, 15)
OPENED_ON = date(2026, 7, 1)


@pytest.fixture
def mill(xinyang, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Seven people of one mill, in chunks of three."""
    monkeypatch.setattr(mass_module, "CHUNK_ACCOUNTS", 3)
    numbers = [f"mill-{person}" for person in range(7)]
    opened = open_accounts(subject=MEMBERS, numbers=numbers, near="mill", opened_on=OPENED_ON)
    return sorted(opened.values())


@pytest.fixture
def bank(xinyang) -> int:
    return fund_account(subject=BANK_DEPOSIT, number="410001", opened_on=OPENED_ON)


def wages(accounts: list[int], against: int, *, act: str = "wages") -> MassDeed:
    deed = Deed(
        kind=Kind.REMITTANCE,
        act=act,
        booked_on=DAY,
        value_on=DAY,
        actor="test",
        summary="汇缴",
        branch="市直",
        channel="40",
    )
    return MassDeed(
        deed=deed,
        query="SELECT unnest(%(accounts)s::bigint[]) AS account_id, 100 AS amount_fen",
        values={"accounts": accounts},
        against=against,
    )


def test_everybody_is_booked_once_in_entries_that_each_balance(mill, bank) -> None:
    assert book_mass(mass=wages(mill, bank)) == 3
    assert set(balances(accounts=mill).values()) == {100}
    assert balance_on(account=bank, day=DAY) == -700
    assert [c.hi for c in Chunk.objects.order_by("lo")] == [mill[2], mill[5], mill[6]]


def test_called_again_it_books_nothing(mill, bank) -> None:
    book_mass(mass=wages(mill, bank))
    assert book_mass(mass=wages(mill, bank)) == 0
    assert Posting.objects.filter(account_id__in=mill).count() == 7


def test_after_a_fall_it_goes_on_behind_the_last_chunk(mill, bank) -> None:
    book_mass(mass=wages(mill[:3], bank))
    assert book_mass(mass=wages(mill, bank)) == 2
    assert set(balances(accounts=mill).values()) == {100}


def test_a_chunk_booked_without_its_note_stops_the_deed(mill, bank) -> None:
    book_mass(mass=wages(mill, bank))
    Chunk.objects.all().delete()
    with pytest.raises(mass_module.AlreadyBooked):
        book_mass(mass=wages(mill, bank))
    assert set(balances(accounts=mill).values()) == {100}


def test_the_account_opposite_may_lie_anywhere_in_the_order(mill, bank) -> None:
    between = mill[3]
    others = [account for account in mill if account != between]
    book_mass(mass=wages([between], bank, act="before"))
    with pytest.raises(Overdrawn):
        book_mass(mass=wages(others, between))
    prepaid = open_accounts(
        subject=PREPAYMENTS, numbers=["p"], near="prepayments", opened_on=OPENED_ON
    )["p"]
    assert prepaid > mill[-1]
    for act in ("a", "b"):
        book_mass(mass=wages([prepaid], bank, act=act))
    assert book_mass(mass=wages(mill[:2], prepaid, act="from prepayment")) == 1
    assert balances(accounts=[prepaid]) == {prepaid: 0}


def test_nothing_to_book_makes_no_entry(mill, bank) -> None:
    assert book_mass(mass=wages([], bank)) == 0
    assert not Entry.objects.exists()
