"""Until when an application is decided, by the center's profile."""

from datetime import date, timedelta

from anju.ground.calendar import add_working_days
from anju.policy.rules import value


def deadline(*, kind: str, today: date) -> date:
    """The day an applicant is told; days of the kind, counted as the center counts them."""
    days = int(value(f"cases.days_{kind}", on=today))
    if value("cases.day_count", on=today) == "calendar":
        return today + timedelta(days=days)
    return add_working_days(today, days)
