"""Fetches the bank's statements of finished days and sets them against our orders."""

from datetime import date, datetime, timedelta

from anju.payments.bank import Bank, BankSilent
from anju.payments.match_statement import StatementCrooked, match_statement
from anju.payments.models import DayStatement, Order

# So far back a day without any order of ours is still asked for: an order that never got an
# answer carries no date, and may stand on the statement of any day since.
LOOK_BACK_DAYS = 31


def fetch_statements(*, bank: Bank, account: str, today: date, now: datetime) -> int:
    """Take in every finished day's statement we have none of, and answer how many.

    Finished are the days before today: the last 31 of them since our first statement, and
    every earlier one on which money moved by our orders. A silent bank is asked again next
    time. Raises StatementCrooked for the first statement that does not add up, once all the
    others are in.
    """
    loaded, crooked = 0, []
    for day in _days_wanting(account, today):
        try:
            match_statement(statement=bank.statement(day, account), now=now)
        except BankSilent:
            break
        except StatementCrooked as flaw:
            crooked.append(flaw)
        else:
            loaded += 1
    if crooked:
        raise crooked[0]
    return loaded


def _days_wanting(account: str, today: date) -> list[date]:
    moved = Order.objects.filter(value_on__lt=today).values_list("value_on", flat=True)
    have = set(DayStatement.objects.filter(account=account).values_list("day", flat=True))
    recent = [today - timedelta(days=back) for back in range(1, LOOK_BACK_DAYS + 1)]
    first = min(have, default=recent[0])
    days = {day for day in moved.distinct() if day is not None}
    return sorted((days | {day for day in recent if day >= first}) - have)
