"""Long lists that are shown a page at a time, summed as a whole, and written out row by row."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from django.db.models import Count, QuerySet, Sum

from anju.centers.sql import WHOLE, rows, totals

CHUNK = 2_000
Dress = Callable[[Sequence[Any]], Sequence[Any]]


class Listing(Protocol):
    """A list with a length and sums, of which a part or the whole can be asked for."""

    @property
    def total(self) -> int:
        """How many rows there are."""

    @property
    def sums(self) -> Mapping[str, int]:
        """The sums over all rows, by name; amounts in fen."""

    def part(self, shown: slice) -> Sequence[Any]:
        """The rows of one page."""

    def whole(self) -> Iterator[Any]:
        """Every row, fetched in chunks."""


def as_they_are(found: Sequence[Any]) -> Sequence[Any]:
    """Rows that need nothing more."""
    return found


@dataclass(frozen=True)
class QueryListing:
    """A list of a query set; `summed` names its columns to be added up.

    `dress` turns the rows of a page into what is shown, with one more look-up for all of them.
    """

    found: QuerySet[Any]
    summed: tuple[str, ...] = ()
    dress: Dress = as_they_are

    @cached_property
    def _whole(self) -> dict[str, int]:
        wanted = {f"sum_of_{name}": Sum(name) for name in self.summed}
        return self.found.order_by().aggregate(rows_in_all=Count("pk"), **wanted)

    @property
    def total(self) -> int:
        """How many rows there are."""
        return self._whole["rows_in_all"]

    @property
    def sums(self) -> Mapping[str, int]:
        """The sums over all rows, by column."""
        return {name: self._whole[f"sum_of_{name}"] or 0 for name in self.summed}

    def part(self, shown: slice) -> Sequence[Any]:
        """The rows of one page."""
        return self.dress(list(self.found[shown]))

    def whole(self) -> Iterator[Any]:
        """Every row, in chunks that are dressed together."""
        waiting: list[Any] = []
        for row in self.found.iterator(chunk_size=CHUNK):
            waiting.append(row)
            if len(waiting) == CHUNK:
                yield from self.dress(waiting)
                waiting = []
        yield from self.dress(waiting)


@dataclass(frozen=True)
class ShortListing:
    """A list that is in hand already; `summed` names the attributes to be added up."""

    found: Sequence[Any]
    summed: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many rows there are."""
        return len(self.found)

    @property
    def sums(self) -> Mapping[str, int]:
        """The sums over all rows, by attribute."""
        return {name: sum(getattr(row, name) for row in self.found) for name in self.summed}

    def part(self, shown: slice) -> Sequence[Any]:
        """The rows of one page."""
        return self.found[shown]

    def whole(self) -> Iterator[Any]:
        """Every row."""
        yield from self.found


@dataclass(frozen=True)
class SqlListing:
    """A list of a statement that ends in LIMIT and OFFSET; `summed` names columns of it.

    `read` makes of a row what is shown.
    """

    name: str
    values: Mapping[str, object]
    summed: tuple[str, ...]
    read: Callable[[dict[str, Any]], Any] = field(default=dict)

    @cached_property
    def _whole(self) -> dict[str, int]:
        return totals(self.name, self.summed, **self.values)

    @property
    def total(self) -> int:
        """How many rows there are."""
        return self._whole["lines"]

    @property
    def sums(self) -> Mapping[str, int]:
        """The sums over all rows, by column."""
        return {name: each for name, each in self._whole.items() if name != "lines"}

    def part(self, shown: slice) -> Sequence[Any]:
        """The rows of one page."""
        limit = shown.stop - shown.start
        found = rows(self.name, **self.values, limit=limit, offset=shown.start)
        return [self.read(row) for row in found]

    def whole(self) -> Iterator[Any]:
        """Every row, by one statement: a long question is not asked anew for each chunk."""
        for row in rows(self.name, **self.values, **WHOLE):
            yield self.read(row)
