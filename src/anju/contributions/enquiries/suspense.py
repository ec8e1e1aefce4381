"""What finance asks of 暂收: which money is there, how old, at which bank account."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet, Sum

from anju.centers.listing import QueryListing
from anju.contributions.models import Suspense
from anju.ground.calendar import add_working_days, is_working_day

SUMMED = ("arrival__amount_fen",)
# 账龄, in days: from which to which, both included.
AGES: dict[str, tuple[int, int | None]] = {"0-3": (0, 3), "4-15": (4, 15), "16-": (16, None)}


@dataclass(frozen=True)
class SuspenseQuestion:
    """Which money: in which state, how old, into which of our accounts, and some words."""

    today: date
    since: date
    until: date
    state: str = ""
    age: str = ""
    account: str = ""
    words: str = ""


@dataclass(frozen=True)
class AccountTotal:
    """What lies open in 暂收 of one bank account; the sum in fen."""

    account: str
    lines: int
    fen: int


def money_in_suspense(*, wanted: SuspenseQuestion) -> QueryListing:
    """The money asked for, the oldest first, with its sum; what is open has no span."""
    found = Suspense.objects.select_related("arrival", "employer", "remittance")
    span = Q(booked_on__gte=wanted.since, booked_on__lte=wanted.until)
    found = found.filter(span | Q(state=Suspense.State.OPEN))
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.account:
        found = found.filter(arrival__account=wanted.account)
    return QueryListing(_worded(_aged(found, wanted), wanted.words).order_by("id"), SUMMED)


def open_by_account() -> list[AccountTotal]:
    """What is open at each of our bank accounts."""
    found = (
        Suspense.objects.filter(state=Suspense.State.OPEN)
        .values("arrival__account")
        .annotate(lines=Count("pk"), fen=Sum("arrival__amount_fen"))
        .order_by("arrival__account")
    )
    return [AccountTotal(row["arrival__account"], row["lines"], row["fen"]) for row in found]


def working_days_left(*, since: date, days: int, today: date) -> int:
    """Working days until the last on which something that came `since` is in time; below zero
    when that day is over."""
    last = add_working_days(since, days)
    step, sign = (today, 1) if today <= last else (last, -1)
    end = last if sign > 0 else today
    left = 0
    while step < end:
        step += timedelta(days=1)
        left += is_working_day(step)
    return sign * left


def _aged(found: QuerySet[Suspense], wanted: SuspenseQuestion) -> QuerySet[Suspense]:
    if wanted.age not in AGES:
        return found
    young, old = AGES[wanted.age]
    found = found.filter(arrival__day__lte=wanted.today - timedelta(days=young))
    if old is None:
        return found
    return found.filter(arrival__day__gte=wanted.today - timedelta(days=old))


def _worded(found: QuerySet[Suspense], words: str) -> QuerySet[Suspense]:
    if not words:
        return found
    return found.filter(
        Q(number=words.upper())
        | Q(arrival__bank_serial=words)
        | Q(arrival__payer_name__contains=words)
        | Q(arrival__remark__contains=words)
        | Q(employer__name__contains=words)
    )
