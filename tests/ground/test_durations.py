"""Spans of time as people say them."""

from datetime import date, timedelta

import pytest

from anju.ground.calendar import working_days_between
from anju.ground.durations import in_words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0秒"),
        (70, "1分10秒"),
        (4052, "1小时7分32秒"),
        (3600, "1小时0分0秒"),
        (2 * 86_400 + 3 * 3600 + 301, "2天3小时5分1秒"),
        (-5, "0秒"),
    ],
)
def test_a_span_is_told_from_its_largest_unit_down(seconds: int, words: str) -> None:
    assert in_words(timedelta(seconds=seconds)) == words


def test_working_days_are_counted_after_the_first_up_to_the_last() -> None:
    wednesday = date(2026, 11, 18)
    assert working_days_between(wednesday, wednesday) == 0
    assert working_days_between(wednesday, date(2026, 11, 23)) == 3
    assert working_days_between(wednesday, date(2026, 11, 10)) == 0
    # 1 to 7 October 2026 rest.
    assert working_days_between(date(2026, 9, 30), date(2026, 10, 8)) == 1
