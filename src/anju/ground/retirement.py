"""The statutory age of retirement (法定退休年龄), which rises step by step from 2025 on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from anju.ground.months import Month


@dataclass(frozen=True)
class _Ladder:
    """From which age it rises: a month later for every `step` months born after `since`."""

    age: int
    since: Month
    step: int
    most: int


# 《国务院关于渐进式延迟法定退休年龄的办法》（2025-01-01 起施行）第一条和附表。
_MEN: Final = _Ladder(60, Month(1965, 1), 4, 36)
_WOMEN_55: Final = _Ladder(55, Month(1970, 1), 4, 36)
_WOMEN_50: Final = _Ladder(50, Month(1975, 1), 2, 60)


def retirement_months(born_on: date, *, sex: str) -> tuple[Month, Month]:
    """The earliest and the latest month in which a person comes of retirement age.

    For men (sex 男) they are the same. For women the age depends on the post (original
    age 50 or 55), which the fund does not know: between the two the answer is open.
    """
    if sex == "男":
        only = _month_of(born_on, _MEN)
        return only, only
    return _month_of(born_on, _WOMEN_50), _month_of(born_on, _WOMEN_55)


def _month_of(born_on: date, ladder: _Ladder) -> Month:
    born = Month.of(born_on)
    later = born - ladder.since
    delay = 0 if later < 0 else min(ladder.most, later // ladder.step + 1)
    return born + ladder.age * 12 + delay
