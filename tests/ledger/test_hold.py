"""Money that is held stays where it is, whoever wants it."""

from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from anju.ledger.book import Deed, Held, Leg, book
from anju.ledger.chart import BANK_DEPOSIT, MEMBERS
from anju.ledger.hold import AlreadyHeld, NotEnoughFree, held_by, hold_money, release_money
from anju.ledger.kinds import Kind
from anju.ledger.models import Balance
from anju.ledger.open import fund_account, open_accounts

DAY = date(2026, 7, 15)


@pytest.fixture
def bank(xinyang) -> int:
    return fund_account(subject=BANK_DEPOSIT, number="410001", opened_on=DAY)


@pytest.fixture
def wang(bank: int) -> int:
    """An account with 100 yuan."""
    opened = open_accounts(subject=MEMBERS, numbers=["w"], near="mill", opened_on=DAY)
    book(deed=_deed("in"), legs=[Leg(opened["w"], 10_000), Leg(bank, -10_000)])
    return opened["w"]


def _deed(act: str) -> Deed:
    return Deed(Kind.REMITTANCE, act, DAY, DAY, "test", "汇缴", "市直", "40")


def test_what_is_held_cannot_be_booked_away(bank: int, wang: int) -> None:
    hold_money(act="TQ1", account=wang, amount_fen=6_000, on=DAY, why="租房提取")
    with pytest.raises(Held):
        book(deed=_deed("loan"), legs=[Leg(wang, -4_001), Leg(bank, 4_001)])
    book(deed=_deed("loan"), legs=[Leg(wang, -4_000), Leg(bank, 4_000)])
    balance = Balance.objects.get(pk=wang)
    assert (balance.fen, balance.held_fen, balance.free_fen) == (6_000, 6_000, 0)


def test_no_more_is_held_than_is_free(wang: int) -> None:
    hold_money(act="TQ1", account=wang, amount_fen=6_000, on=DAY, why="租房提取")
    with pytest.raises(NotEnoughFree):
        hold_money(act="TQ2", account=wang, amount_fen=4_001, on=DAY, why="冻结")
    assert held_by(act="TQ2") == 0


def test_an_act_holds_once_and_lets_go_once(wang: int) -> None:
    hold_money(act="TQ1", account=wang, amount_fen=10_000, on=DAY, why="销户")
    with pytest.raises(AlreadyHeld):
        hold_money(act="TQ1", account=wang, amount_fen=1, on=DAY, why="销户")
    assert release_money(act="TQ1", on=DAY) == 10_000
    assert release_money(act="TQ1", on=DAY) == 0
    assert Balance.objects.get(pk=wang).held_fen == 0


def test_the_application_cannot_touch_holds_but_through_their_doors(wang: int) -> None:
    with (
        pytest.raises(ProgrammingError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE ledger_hold SET amount_fen = 1")


def test_money_is_not_held_on_an_account_that_is_not_there(xinyang) -> None:
    with pytest.raises(IntegrityError):
        hold_money(act="TQ1", account=99_999_999, amount_fen=1, on=DAY, why="冻结")
