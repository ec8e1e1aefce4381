"""Reads the business day, and moves it forward; it never goes back."""

from datetime import date

from anju.centers.clock.models import BusinessDay
from anju.ground.errors import Refusal


class DayGoesBack(Refusal):
    code = "clock.day_goes_back"


def business_day() -> date:
    """The day on which this center books now (会计日)."""
    return BusinessDay.objects.values_list("day", flat=True).get()


def start_at(*, day: date) -> None:
    """Set the first business day of a new center; a center that has one keeps it."""
    BusinessDay.objects.get_or_create(id=1, defaults={"day": day})


def move_forward(*, to: date) -> None:
    """Move the business day to a later day; the same day again changes nothing.

    Raises DayGoesBack for an earlier day: what is booked stays in its order.
    """
    moved = BusinessDay.objects.filter(day__lte=to).update(day=to)
    if not moved:
        raise DayGoesBack(f"营业日只能向后推进，当前为 {business_day()}，不能改为 {to}。")
