"""When an awaited treasury cheque must be in the books (C-51), and how long that still is."""

from dataclasses import dataclass
from datetime import date

from anju.contributions.enquiries.suspense import working_days_left
from anju.contributions.models import Prepayment
from anju.ground.calendar import add_working_days
from anju.people.models import Employer
from anju.policy.rules import value

Way, State = Prepayment.Way, Prepayment.State


@dataclass(frozen=True)
class AwaitedCheque:
    """The members' part is there since a day; the cheque is due by another."""

    since: date
    due_on: date
    days_left: int

    @property
    def late(self) -> bool:
        """Whether the day is over."""
        return self.days_left < 0

    @property
    def days_over(self) -> int:
        """How many working days it is over."""
        return max(0, -self.days_left)


def awaited_cheque(*, employer: Employer, today: date) -> AwaitedCheque | None:
    """The cheque an employer waits for that used to pay by cheque; None when it has come.

    The center's finance books it within `contribution.cheque_days` working days of the part
    that was paid by 实时结算.
    """
    posted = employer.prepayments.filter(state=State.POSTED)
    last_cheque = posted.filter(way=Way.CHEQUE).order_by("-id").first()
    last_own = posted.filter(way=Way.REALTIME).order_by("-id").first()
    if last_cheque is None or last_own is None or last_own.pk < last_cheque.pk:
        return None
    since = last_own.posted_on or last_own.submitted_on
    days = int(value("contribution.cheque_days", on=today))
    return AwaitedCheque(
        since=since,
        due_on=add_working_days(since, days),
        days_left=working_days_left(since=since, days=days, today=today),
    )
