"""The simulated bank's calendar, which a demo moves with its own day."""

from datetime import date

import pytest

from anju.gateways.bank import HttpBank
from anju.gateways.simulated import SimulatedBank
from anju.payments.bank import BankSilent, DayNotOver, Party
from anju.payments.gateway import bank_clock
from bank_process import party

DAY, NEXT_DAY = date(2026, 11, 18), date(2026, 11, 19)


def test_the_day_before_has_a_statement_as_soon_as_the_calendar_is_moved(
    bank: HttpBank, levers: SimulatedBank, fund: Party
) -> None:
    levers.set_date(DAY, account=fund.account)
    with pytest.raises(DayNotOver):
        bank.statement(DAY, fund.account)
    bank_clock().end_days_before(NEXT_DAY, account=fund.account)
    assert bank.statement(DAY, fund.account).lines == ()


def test_an_account_the_bank_does_not_keep_has_no_calendar(bank: HttpBank) -> None:
    with pytest.raises(BankSilent, match="本行没有账户"):
        bank_clock().end_days_before(NEXT_DAY, account=party("无此中心").account)


def test_a_bank_that_is_not_there_moves_nothing(settings) -> None:
    settings.ANJU_BANK_URL = "http://127.0.0.1:9"
    with pytest.raises(BankSilent, match="没有答复"):
        bank_clock().end_days_before(NEXT_DAY, account=party("中心").account)
