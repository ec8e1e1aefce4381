"""One policy key through time: each value holds from its first day until the next one's."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Segment:
    """Days with one value: opens is the first of them, closes the day after the last."""

    opens: date
    closes: date
    value: Any


@dataclass(frozen=True, slots=True)
class Timeline:
    """The dated values of one key, in the order of their first days, each with its source."""

    key: str
    label: str
    unit: str
    checked_on: date
    first_days: tuple[date, ...]
    values: tuple[Any, ...]
    references: tuple[str, ...]

    def _index(self, on: date) -> int:
        index = bisect_right(self.first_days, on) - 1
        if index < 0:
            raise LookupError(f"{self.key} has no value on {on}")
        return index

    def at(self, on: date) -> Any:
        """The value that holds on a day; raises LookupError before the first day."""
        return self.values[self._index(on)]

    def reference_at(self, on: date) -> str:
        """Where the value of a day is written; raises LookupError before the first day."""
        return self.references[self._index(on)]

    def segments(self, since: date, until: date) -> list[Segment]:
        """The stretches between two days, until not included, cut to those days."""
        if since >= until:
            return []
        first, last = self._index(since), bisect_left(self.first_days, until)
        edges = (since, *self.first_days[first + 1 : last], until)
        return [
            Segment(opens, closes, value)
            for opens, closes, value in zip(
                edges[:-1], edges[1:], self.values[first:last], strict=True
            )
        ]

    def preceded_by(self, national: Timeline) -> Timeline:
        """A city's timeline with the national values kept until the city's first day."""
        kept = bisect_left(national.first_days, self.first_days[0])
        return Timeline(
            self.key,
            self.label,
            self.unit,
            self.checked_on,
            national.first_days[:kept] + self.first_days,
            national.values[:kept] + self.values,
            national.references[:kept] + self.references,
        )


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything that makes one center differ from another (政策档案)."""

    code: str
    timelines: Mapping[str, Timeline]

    def value(self, key: str, *, on: date) -> Any:
        """The value of a key on a day; raises KeyError for a key that does not exist."""
        return self.timelines[key].at(on)

    def reference(self, key: str, *, on: date) -> str:
        """The source of that value, as pages cite it; raises as value does."""
        return self.timelines[key].reference_at(on)

    def segments(self, key: str, *, since: date, until: date) -> list[Segment]:
        """The values of a key from since until the day before until; raises as value does."""
        return self.timelines[key].segments(since, until)
