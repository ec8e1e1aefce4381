"""How withdrawals count months from a day."""

from calendar import monthrange
from datetime import date

from anju.ground.calendar import Month


def months_after(day: date, months: int) -> date:
    """The day so many months later, or the last one of a shorter month."""
    month = Month.of(day) + months
    last = monthrange(month.year, month.month)[1]
    return date(month.year, month.month, min(day.day, last))


def months_between(since: date, until: date) -> int:
    """How many whole months lie between two days; 0 when until is earlier."""
    months = Month.of(until) - Month.of(since)
    if months > 0 and months_after(since, months) > until:
        months -= 1
    return max(0, months)
