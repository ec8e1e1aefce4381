"""Months and fund years: the two periods in which contributions and interest are counted."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, Self, overload

from anju.ground.errors import Refusal

_FORMS = re.compile(r"(\d{4})(?:-?(\d{2})|\s?年\s?(\d{1,2})\s?月)", re.ASCII)


class BadMonth(Refusal):
    """The text is not a month between 1900 and 2999."""

    code = "ground.bad_month"


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """A calendar month (年月), stored as the whole number YYYYMM.

    Raises ValueError for a month outside 1–12 or a year outside 1900–2999.
    """

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1900 <= self.year <= 2999 and 1 <= self.month <= 12):
            raise ValueError(f"no such month: {self.year}-{self.month}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2026-11", "202611" or "2026 年 11 月"; raises BadMonth for anything else."""
        found = _FORMS.fullmatch(text.strip())
        if found is not None:
            year, month = int(found[1]), int(found[2] or found[3])
            if 1900 <= year <= 2999 and 1 <= month <= 12:
                return cls(year, month)
        raise BadMonth("年月填写有误，请按“2026-11”这样的形式填写。", text=text[:40])

    @classmethod
    def of(cls, day: date) -> Self:
        """The month a day lies in."""
        return cls(day.year, day.month)

    @classmethod
    def of_code(cls, code: int) -> Self:
        """The month stored as YYYYMM; raises ValueError for a number that is no month."""
        return cls(code // 100, code % 100)

    @staticmethod
    def span(first: Month, last: Month) -> list[Month]:
        """Every month from first to last, both included; empty when last lies before first."""
        return [first + step for step in range(last - first + 1)]

    @property
    def code(self) -> int:
        """YYYYMM as a whole number; ordered as the months are."""
        return self.year * 100 + self.month

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    @property
    def next(self) -> Month:
        return self + 1

    @property
    def previous(self) -> Month:
        return self - 1

    @property
    def chinese(self) -> str:
        return f"{self.year} 年 {self.month} 月"

    def __add__(self, months: int) -> Month:
        year, index = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, index + 1)

    @overload
    def __sub__(self, other: Month) -> int: ...
    @overload
    def __sub__(self, other: int) -> Month: ...
    def __sub__(self, other: Month | int) -> int | Month:
        if isinstance(other, Month):
            return (self.year - other.year) * 12 + self.month - other.month
        return self + -other

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d}"


@dataclass(frozen=True, order=True, slots=True)
class FundYear:
    """The year in which bases hold and interest is earned (缴存年度): 1 July to 30 June.

    `opening_year` is the calendar year of its 1 July.
    """

    opening_year: int
    OPENS: ClassVar[tuple[int, int]] = (7, 1)

    @classmethod
    def of(cls, day: date) -> Self:
        """The fund year a day lies in: 30 June closes one, 1 July opens the next."""
        before_july = (day.month, day.day) < cls.OPENS
        return cls(day.year - 1 if before_july else day.year)

    @property
    def opens(self) -> date:
        """Its first day, 1 July."""
        return date(self.opening_year, *self.OPENS)

    @property
    def closes(self) -> date:
        """Its last day, 30 June, on which the year's interest is settled."""
        return self.next.opens - timedelta(days=1)

    @property
    def next(self) -> FundYear:
        return FundYear(self.opening_year + 1)

    @property
    def previous(self) -> FundYear:
        return FundYear(self.opening_year - 1)

    @property
    def chinese(self) -> str:
        return f"{self.opening_year}—{self.opening_year + 1} 年度"

    def __str__(self) -> str:
        return f"{self.opening_year}-{self.opening_year + 1}"
