"""How long an application has been on its way (流程耗时)."""

from datetime import datetime

from django.db.models import F, Max, Min, QuerySet

from anju.cases.models import Case
from anju.ground.durations import in_words


def with_times(cases: QuerySet[Case]) -> QuerySet[Case]:
    """The cases with the instants of their first and last step, in the same statement."""
    return cases.annotate(first_at=Min("steps__recorded_at"), last_at=Max("steps__recorded_at"))


def elapsed(*, case: Case, now: datetime) -> str:
    """From the first step to the last one of a closed case, or to now: 1小时7分32秒 (Z-21)."""
    times = case.steps.aggregate(first=Min(F("recorded_at")), last=Max(F("recorded_at")))
    until = now if case.open else times["last"]
    return in_words(until - times["first"])
