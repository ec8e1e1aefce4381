"""个人明细账 by the year: one year of one account, the running one first (X-38, X-54)."""

from datetime import date

from django.http import HttpRequest

from anju.portals.shared.doors.words import words_of
from anju.portals.shared.lists.filters import BadSpan, Filters


def years_of(*, opened_on: date, today: date) -> list[int]:
    """The years there is anything to see of, the newest first."""
    return list(range(today.year, opened_on.year - 1, -1))


def filters_of_year(request: HttpRequest, *, years: list[int], today: date) -> Filters:
    """The days of the asked year, up to today; a year that is not offered is told."""
    asked = request.GET.get("year", "")
    known = {str(one): one for one in years}
    wrong = BadSpan("请从列出的年度中选择。") if asked and asked not in known else None
    year = known.get(asked, today.year)
    return Filters(
        since=date(year, 1, 1),
        until=min(date(year, 12, 31), today),
        kind=request.GET.get("kind", ""),
        words=words_of(request),
        refusal=wrong,
    )
