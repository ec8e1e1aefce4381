"""The totals of a bank's days join: what one day closes with, the next opens with."""

import itertools
import random
from dataclasses import replace
from datetime import date, timedelta

from anju.gateways.bank import HttpBank
from anju.gateways.simulated import SimulatedBank
from anju.payments.bank import Party
from bank_process import instruct

FIRST = date(2026, 11, 2)


def test_each_day_opens_with_what_the_day_before_closed_with(
    bank: HttpBank, levers: SimulatedBank, silk_mill: Party, fund: Party
) -> None:
    dice = random.Random(3)
    days = [FIRST + timedelta(days=n) for n in range(5)]
    for day in days:
        levers.set_date(day, account=fund.account)
        for _ in range(dice.randrange(0, 5)):
            fen = dice.randrange(1, 100_000)
            bank.send(instruct(silk_mill, fund, fen))
            bank.send(replace(instruct(fund, silk_mill, fen // 2 + 1), kind="pay"))
        assert levers.rest(seconds=10)
    statements = [bank.statement(day, fund.account) for day in days]
    assert all(statement.flaw() is None for statement in statements)
    assert statements[0].opening_fen == 0
    for before, after in itertools.pairwise(statements):
        assert after.opening_fen == before.closing_fen
    assert statements[-1].closing_fen == levers.balance_fen(fund.account)


def test_centers_with_clocks_apart_have_days_apart(
    bank: HttpBank, levers: SimulatedBank, silk_mill: Party, fund: Party
) -> None:
    """Money collected is dated by the fund's account, whatever day the bank itself has."""
    levers.set_date(date(2026, 12, 31))
    levers.set_date(FIRST, account=fund.account)
    bank.send(instruct(silk_mill, fund))
    assert levers.rest(seconds=10)
    assert len(bank.statement(FIRST, fund.account).lines) == 1
    assert bank.statement(date(2026, 12, 31), fund.account).lines == ()


def test_the_first_deposit_is_an_opening_balance_on_every_day(
    bank: HttpBank, silk_mill: Party
) -> None:
    statement = bank.statement(date(2024, 1, 1), silk_mill.account)
    assert (statement.opening_fen, statement.lines) == (10_000_000, ())


def test_five_hundred_instructions_are_carried_out_in_a_row(
    bank: HttpBank, levers: SimulatedBank, silk_mill: Party, fund: Party
) -> None:
    levers.set_date(FIRST, account=fund.account)
    for fen in range(1, 501):
        bank.send(instruct(silk_mill, fund, fen))
    assert levers.rest(seconds=60)
    statement = bank.statement(FIRST, fund.account)
    assert statement.flaw() is None
    assert statement.closing_fen == sum(range(1, 501))
