"""The conditions of a query page, as fields: days, months, a choice, words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.portals.shared.lists.filters import Filters


class BadMonths(Refusal):
    code = "portals.bad_months"


@dataclass(frozen=True)
class Condition:
    """One field of a query: what it is called, what it is set to, what may be chosen."""

    name: str
    label: str
    type: str
    value: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class MonthSpan:
    """From which month to which, both included, and what was wrong with the question."""

    first: Month
    last: Month
    refusal: Refusal | None = None

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The two fields."""
        return (
            Condition("first", "起始年月", "month", str(self.first)),
            Condition("last", "截止年月", "month", str(self.last)),
        )


def days(filters: Filters) -> tuple[Condition, ...]:
    """The two days of a span."""
    return (
        Condition("since", "起始日期", "date", filters.since.isoformat()),
        Condition("until", "截止日期", "date", filters.until.isoformat()),
    )


def choice(
    request: HttpRequest,
    name: str,
    label: str,
    choices: Iterable[tuple[Any, Any]],
    *,
    usual: str = "",
    everything: str = "全部",
) -> Condition:
    """A list to choose from; what is not in it counts as `usual`."""
    known = tuple((str(value), str(shown)) for value, shown in choices)
    asked = request.GET.get(name, usual)
    value = asked if asked in dict(known) else usual
    first = (("", everything),) if everything else ()
    return Condition(name, label, "select", value, (*first, *known))


def typed(label: str, words: str) -> Condition:
    """Words; they travel in the session, not in the address."""
    return Condition("q", label, "words", words)


def month_span_of(request: HttpRequest, *, first: Month, last: Month) -> MonthSpan:
    """The months of the address or the form; when there are none, the usual ones."""
    said = request.POST if request.method == "POST" else request.GET
    try:
        asked = MonthSpan(
            _month(said.get("first", ""), first),
            _month(said.get("last", ""), last),
        )
        if asked.first > asked.last:
            raise BadMonths(
                f"起始年月 {asked.first} 晚于截止年月 {asked.last}，请调换后再查询。"
            )
    except Refusal as refusal:
        return MonthSpan(first, last, refusal)
    return asked


def _month(text: str, usual: Month) -> Month:
    return Month.parse(text) if text else usual
