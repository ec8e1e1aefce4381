"""A value holds from its first day until the next one's."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anju.policy.timeline import Segment, Timeline

JULY = [date(year, 7, 1) for year in (2023, 2024, 2025)]


def caps(first_days: list[date], values: list[int] | None = None) -> Timeline:
    worth = tuple(values or range(1, len(first_days) + 1))
    sources = tuple(f"{year}年第{n}号" for n, year in enumerate(first_days))
    return Timeline(
        "contribution.base_cap_fen",
        "缴存基数上限",
        "fen",
        date(2026, 1, 1),
        tuple(first_days),
        worth,
        sources,
    )


def test_a_value_changes_on_its_first_day_and_not_before() -> None:
    line = caps(JULY)
    assert line.at(date(2024, 6, 30)) == 1
    assert line.at(date(2024, 7, 1)) == 2
    assert line.at(date(2099, 1, 1)) == 3


def test_there_is_no_value_before_the_first_day() -> None:
    with pytest.raises(LookupError, match="has no value on 2023-06-30"):
        caps(JULY).at(date(2023, 6, 30))


def test_the_source_goes_with_the_value() -> None:
    assert caps(JULY).reference_at(date(2024, 8, 1)).startswith("2024")


def test_segments_are_cut_to_the_days_asked_for() -> None:
    assert caps(JULY).segments(date(2024, 5, 1), date(2025, 7, 2)) == [
        Segment(date(2024, 5, 1), date(2024, 7, 1), 1),
        Segment(date(2024, 7, 1), date(2025, 7, 1), 2),
        Segment(date(2025, 7, 1), date(2025, 7, 2), 3),
    ]
    assert caps(JULY).segments(date(2025, 7, 1), date(2025, 7, 1)) == []


def test_a_city_takes_over_on_its_first_day() -> None:
    merged = caps(JULY[1:], [20, 30]).preceded_by(caps(JULY))
    assert [merged.at(day) for day in JULY] == [1, 20, 30]
    assert merged.first_days == tuple(JULY)


days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


# A busy machine draws slowly; that says nothing about timelines.
@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(days, min_size=1, max_size=8, unique=True), days, st.integers(0, 400))
def test_segments_say_for_every_day_what_the_day_says(
    first_days: list[date], since: date, length: int
) -> None:
    line = caps([date(2019, 1, 1), *sorted(first_days)])
    until = since + timedelta(days=length)
    told = line.segments(since, until)
    by_day = [
        segment.value for segment in told for _ in range((segment.closes - segment.opens).days)
    ]
    assert by_day == [line.at(since + timedelta(days=n)) for n in range(length)]
