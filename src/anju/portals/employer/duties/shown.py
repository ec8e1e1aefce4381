"""Duties as the pages and the calendars show them: where each is done, and how soon."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from anju.centers.clock.day import business_day
from anju.contributions.enquiries.duties import Duty, Kind, duties, todo
from anju.ground.calendar import Month
from anju.people.models import Employer
from anju.portals.shared import ics
from anju.portals.shared.templatetags.hall import WEEKDAYS

AHEAD = 12
ROUTES: Final = {
    Kind.REMIT: "employer:remittances",
    Kind.FILING: "employer:register",
    Kind.BASE: "employer:month",
    Kind.REGISTER: "employer:register",
    Kind.TRANSFER: "employer:leaving",
    Kind.REVIEW: "employer:submissions",
    Kind.CERTIFICATE: "employer:certificate_binding",
    Kind.RELIEF: "employer:own_applications",
    Kind.INTEREST: "employer:interest",
}
ICONS: Final = {
    Kind.REMIT: "coins",
    Kind.FILING: "users",
    Kind.BASE: "adjustments",
    Kind.REGISTER: "file-spreadsheet",
    Kind.TRANSFER: "arrows-exchange",
    Kind.REVIEW: "eye-check",
    Kind.CERTIFICATE: "certificate",
    Kind.RELIEF: "hourglass",
    Kind.INTEREST: "percentage",
}


@dataclass(frozen=True)
class Shown:
    """A duty with its way, its icon, and the words for how soon it is."""

    duty: Duty
    url: str
    icon: str
    weekday: str
    soon: str
    late: bool


@dataclass(frozen=True)
class MonthOfDuties:
    """A month of the calendar."""

    month: Month
    shown: Sequence[Shown]


def todo_of(employer: Employer, *, today: date) -> list[Shown]:
    """What is to be done within thirty days."""
    return [_shown(duty, today) for duty in todo(employer=employer, today=today)]


def months_of(employer: Employer, *, today: date) -> list[MonthOfDuties]:
    """The calendar from this month on; what is older and not done stands in the list above."""
    ahead = [duty for duty in _year(employer, today) if Month.of(duty.day) >= Month.of(today)]
    found = [_shown(duty, today) for duty in ahead]
    months = sorted({Month.of(one.duty.day) for one in found})
    return [
        MonthOfDuties(month, [one for one in found if Month.of(one.duty.day) == month])
        for month in months
    ]


def calendar_of(request: HttpRequest, employer: Employer) -> bytes:
    """The duties of a year as a calendar; nothing in it says whose they are."""
    today = business_day()
    host = request.get_host().partition(":")[0]
    occasions = [
        ics.Occasion(
            uid=f"{_anonymous(employer, duty)}@{host}",
            day=duty.day,
            title=duty.title,
            words=duty.why,
            url=request.build_absolute_uri(reverse(ROUTES[duty.kind])),
        )
        for duty in _year(employer, today)
    ]
    return ics.calendar("住房公积金办事日历", occasions, now=timezone.now())


def _year(employer: Employer, today: date) -> list[Duty]:
    return duties(employer=employer, today=today, until=Month.of(today) + (AHEAD - 1))


def _anonymous(employer: Employer, duty: Duty) -> str:
    return sha256(f"{employer.number}/{duty.key}".encode()).hexdigest()[:32]


def _shown(duty: Duty, today: date) -> Shown:
    days = (duty.day - today).days
    soon = f"已过 {-days} 天" if days < 0 else "今天" if days == 0 else f"还有 {days} 天"
    return Shown(
        duty=duty,
        url=reverse(ROUTES[duty.kind]),
        icon=ICONS[duty.kind],
        weekday=f"星期{WEEKDAYS[duty.day.weekday()]}",
        soon=soon,
        late=days < 0,
    )
