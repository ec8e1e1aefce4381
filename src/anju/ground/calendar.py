"""Days between days, working days, and the day a contribution is due; also the months' door."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import chinese_calendar

from anju.ground.months import BadMonth, FundYear, Month

__all__ = [
    "BadMonth",
    "FundYear",
    "Month",
    "add_working_days",
    "contribution_due_on",
    "days_30_360",
    "days_actual",
    "is_working_day",
    "working_days_between",
    "working_days_published",
]

GRACE_DAYS = 5  # 住房公积金管理条例 第十九条: within five days after payday


def days_actual(a: date, b: date) -> int:
    """Days from a to b as the calendar counts them: a counts, b does not (算头不算尾)."""
    return (b - a).days


def days_30_360(a: date, b: date) -> int:
    """Days from a to b when every month has 30 days: the 31st counts as the 30th."""
    months = (b.year - a.year) * 12 + b.month - a.month
    return months * 30 + min(b.day, 30) - min(a.day, 30)


@cache
def working_days_published(year: int) -> bool:
    """Whether the State Council's holiday arrangement of that year is known to us."""
    years = {day.year for day in chinese_calendar.holidays}
    return year in years


def is_working_day(day: date) -> bool:
    """Whether offices work that day: holidays rest, make-up weekends (调休) work.

    In a year whose arrangement is not published yet, Monday to Friday count as working days,
    so that a page with a date far ahead still opens; ask working_days_published when the
    answer must be certain.
    """
    if working_days_published(day.year):
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < 5


def add_working_days(day: date, count: int) -> date:
    """The count-th working day after a day (before it, if count is negative); 0 is the day.

    Years not published yet are counted by weekdays, as is_working_day says.
    """
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        if is_working_day(day):
            left -= 1
    return day


def working_days_between(a: date, b: date) -> int:
    """How many working days lie after a day up to and with another; 0 if it is not later."""
    days = (a + timedelta(days=count) for count in range(1, (b - a).days + 1))
    return sum(map(is_working_day, days))


def contribution_due_on(month: Month, payday: int) -> date:
    """The last day on which a month's contribution is in time: payday plus five days.

    A payday past the month's end is its last day. Source: 条例 第十九条 (calendar days).
    Raises ValueError for a payday outside 1–31.
    """
    if not 1 <= payday <= 31:
        raise ValueError(f"no such payday: {payday}")
    paid_on = month.first_day.replace(day=min(payday, month.last_day.day))
    return paid_on + timedelta(days=GRACE_DAYS)
