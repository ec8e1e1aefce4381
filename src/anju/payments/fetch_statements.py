"""Fetches the bank's statements of finished days and sets them against our orders."""

from datetime import date, datetime, timedelta

from anju.payments.bank import Bank, BankSilent, DayNotOver
from anju.payments.match_statement import StatementCrooked, match_statement
from anju.payments.models import AwaitedStatement, DayStatement, Order

Why = AwaitedStatement.Why

# So far back a day without any order of ours is still asked for: an order that never got an
# answer carries no date, and may stand on the statement of any day since.
LOOK_BACK_DAYS = 31


def fetch_statements(*, bank: Bank, account: str, today: date, now: datetime) -> int:
    """Take in every finished day's statement we have none of, and answer how many.

    Finished are the days before today: the last 31 of them since our first statement, and
    every earlier one on which money moved by our orders. A bank that is silent, or whose own
    day still lasts, is asked again next time; what is missing until then is written down.
    Raises StatementCrooked for the first statement that does not add up, once all the others
    are in.
    """
    loaded, crooked = 0, []
    for day in _days_wanting(account, today):
        try:
            match_statement(statement=bank.statement(day, account), now=now)
        except DayNotOver as later:
            _await(account, day, why=Why.NOT_OVER, words=str(later), now=now)
            break
        except BankSilent as silence:
            _await(account, day, why=Why.SILENT, words=str(silence), now=now)
            break
        except StatementCrooked as flaw:
            _await(account, day, why=Why.CROOKED, words=flaw.sentence, now=now)
            crooked.append(flaw)
        else:
            AwaitedStatement.objects.filter(account=account, day=day).delete()
            loaded += 1
    if crooked:
        raise crooked[0]
    return loaded


def _await(account: str, day: date, *, why: str, words: str, now: datetime) -> None:
    AwaitedStatement.objects.update_or_create(
        account=account, day=day, defaults={"why": why, "words": words[:200], "asked_at": now}
    )


def _days_wanting(account: str, today: date) -> list[date]:
    moved = Order.objects.filter(value_on__lt=today).values_list("value_on", flat=True)
    have = set(DayStatement.objects.filter(account=account).values_list("day", flat=True))
    recent = [today - timedelta(days=back) for back in range(1, LOOK_BACK_DAYS + 1)]
    first = min(have, default=recent[0])
    days = {day for day in moved.distinct() if day is not None}
    return sorted((days | {day for day in recent if day >= first}) - have)
