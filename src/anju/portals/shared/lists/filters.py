"""Filters over a list: a span of days, a kind, some words; the words are not in the address."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from anju.ground.errors import Refusal
from anju.portals.shared.doors.words import words_of


class BadSpan(Refusal):
    code = "portals.bad_span"


@dataclass(frozen=True)
class Filters:
    """What a list is asked for; both days belong to the span."""

    since: date
    until: date
    kind: str
    words: str
    refusal: BadSpan | None


def filters_of(request: HttpRequest, *, today: date, years: int = 1) -> Filters:
    """The filters of the address; without them, the years up to today.

    A day that is none, or a span that runs backward, is told and the usual span is shown.
    """
    start = date(today.year - years, today.month, 1)
    refusal: BadSpan | None = None
    since, until = start, today
    try:
        since = _day(request.GET.get("since", ""), start)
        until = _day(request.GET.get("until", ""), today)
        if since > until:
            raise BadSpan(f"起始时间 {since} 晚于截止时间 {until}，请调换后再查询。")
    except BadSpan as bad:
        refusal, since, until = bad, start, today
    return Filters(
        since=since,
        until=until,
        kind=request.GET.get("kind", ""),
        words=words_of(request),
        refusal=refusal,
    )


def _day(text: str, usual: date) -> date:
    if not text:
        return usual
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadSpan("日期请按“2026-11-18”这样的形式填写。") from error
