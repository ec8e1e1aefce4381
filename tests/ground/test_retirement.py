"""The statutory age of retirement, by the table that came with the decree of 2024."""

from datetime import date

import pytest

from anju.ground.calendar import Month
from anju.ground.retirement import retirement_months


@pytest.mark.parametrize(
    ("born_on", "month"),
    [
        # 附表 of 国务院关于渐进式延迟法定退休年龄的办法: 男职工.
        (date(1964, 12, 31), Month(2024, 12)),
        (date(1965, 1, 1), Month(2025, 2)),
        (date(1965, 4, 30), Month(2025, 5)),
        (date(1965, 5, 1), Month(2025, 7)),
        (date(1976, 9, 15), Month(2039, 9)),
        (date(1990, 6, 1), Month(2053, 6)),
    ],
)
def test_men_retire_between_60_and_63(born_on: date, month: Month) -> None:
    assert retirement_months(born_on, sex="男") == (month, month)


@pytest.mark.parametrize(
    ("born_on", "of_50", "of_55"),
    [
        (date(1974, 12, 1), Month(2024, 12), Month(2031, 3)),
        (date(1975, 1, 1), Month(2025, 2), Month(2031, 5)),
        (date(1975, 3, 1), Month(2025, 5), Month(2031, 7)),
        (date(1985, 1, 1), Month(2040, 1), Month(2043, 1)),
        (date(1970, 1, 1), Month(2020, 1), Month(2025, 2)),
    ],
)
def test_for_women_the_post_decides_between_two_months(
    born_on: date, of_50: Month, of_55: Month
) -> None:
    assert retirement_months(born_on, sex="女") == (of_50, of_55)
