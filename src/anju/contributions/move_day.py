"""Moves the business day of a demo and, in the same deed, the simulated bank's date."""

from datetime import date

from django.db import transaction

from anju.centers.clock.day import move_forward
from anju.contributions.collecting import collection_account
from anju.ground.errors import Refusal
from anju.payments.bank import BankClock, BankSilent


class BankStaysBehind(Refusal):
    code = "contributions.bank_stays_behind"


def move_day(*, to: date, clock: BankClock) -> None:
    """Move the center's day forward, and its collection account's date at the bank.

    Were the bank left behind, the days that are over for us would still last there.
    Raises DayGoesBack for an earlier day, BankStaysBehind when the bank does not come along;
    nothing is moved then.
    """
    with transaction.atomic():
        move_forward(to=to)
        try:
            clock.end_days_before(to, account=collection_account(to).account)
        except BankSilent as silence:
            raise BankStaysBehind(
                f"模拟银行的日期没有移到 {to}，营业日也没有推进：{silence}"
                "请确认模拟器正在运行，然后再试。"
            ) from silence
