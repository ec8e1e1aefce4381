"""The totals of a bank's days join: what one day closes with, the next opens with."""

import itertools
import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from anju.gateways.bank import HttpBank
from anju.gateways.simulated import SimulatedBank
from anju.payments.bank import DayNotOver, Party
from bank_process import end_day, instruct, party

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
        assert levers.rest()
    end_day(levers, days[-1], fund.account)
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
    new_year = date(2026, 12, 31)
    levers.set_date(new_year)
    levers.set_date(FIRST, account=fund.account)
    bank.send(instruct(silk_mill, fund))
    assert levers.rest()
    end_day(levers, new_year, fund.account)
    assert len(bank.statement(FIRST, fund.account).lines) == 1
    assert bank.statement(new_year, fund.account).lines == ()


def test_a_day_that_is_not_over_by_the_accounts_own_date_has_no_statement(
    bank: HttpBank, levers: SimulatedBank, silk_mill: Party, fund: Party
) -> None:
    """Money may still move on it, whatever day it is for the bank and for the hall."""
    levers.set_date(FIRST, account=fund.account)
    levers.set_date(FIRST + timedelta(days=30))
    bank.send(instruct(silk_mill, fund))
    assert levers.rest()
    for day in (FIRST, FIRST + timedelta(days=9)):
        with pytest.raises(DayNotOver, match="2026-11-02 尚未日终"):
            bank.statement(day, fund.account)
    end_day(levers, FIRST, fund.account)
    assert len(bank.statement(FIRST, fund.account).lines) == 1


def test_what_moved_today_is_told_behind_the_counter_before_the_day_is_over(
    levers: SimulatedBank, fund: Party
) -> None:
    levers.set_date(FIRST, account=fund.account)
    assert levers.remarks_of_the_day(fund.account) == []
    levers.transfer(payer=party("国库"), payee=fund, amount_fen=100, remark="财政支票 1")
    assert levers.remarks_of_the_day(fund.account) == ["财政支票 1"]
    end_day(levers, FIRST, fund.account)
    assert levers.remarks_of_the_day(fund.account) == []


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
    assert levers.rest()
    end_day(levers, FIRST, fund.account)
    statement = bank.statement(FIRST, fund.account)
    assert statement.flaw() is None
    assert statement.closing_fen == sum(range(1, 501))
