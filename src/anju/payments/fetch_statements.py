"""Fetches the bank's statements of finished days and sets them against our orders."""

from datetime import date, datetime, timedelta

from anju.payments.bank import Bank, BankSilent
from anju.payments.match_statement import match_statement
from anju.payments.models import DayStatement, Order


def fetch_statements(*, bank: Bank, account: str, today: date, now: datetime) -> int:
    """Take in every finished day's statement we have none of, and answer how many.

    Finished are yesterday and every earlier business day on which money moved by our orders. A
    silent bank is asked again next time. Raises StatementCrooked when a statement does not add
    up; the days before it are in by then.
    """
    loaded = 0
    for day in _days_wanting(account, today):
        try:
            statement = bank.statement(day, account)
        except BankSilent:
            continue
        match_statement(statement=statement, now=now)
        loaded += 1
    return loaded


def _days_wanting(account: str, today: date) -> list[date]:
    moved = Order.objects.filter(value_on__lt=today).values_list("value_on", flat=True)
    have = DayStatement.objects.filter(account=account).values_list("day", flat=True)
    days = {day for day in moved.distinct() if day is not None}
    return sorted((days | {today - timedelta(days=1)}) - set(have))
