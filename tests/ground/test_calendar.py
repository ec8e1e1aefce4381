"""Months add up, fund years turn on 1 July, and offices rest when the State Council says."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju.ground.calendar import (
    BadMonth,
    FundYear,
    Month,
    add_working_days,
    contribution_due_on,
    days_30_360,
    days_actual,
    is_working_day,
    working_days_published,
)

months = st.builds(Month, st.integers(1950, 2200), st.integers(1, 12))
steps = st.integers(-500, 500)
days = st.dates(date(1950, 1, 1), date(2200, 1, 1))


@pytest.mark.parametrize(
    "text", ["2026-11", "202611", "2026年11月", "2026 年 11 月", " 2026-11 "]
)
def test_a_month_is_read_in_the_forms_people_write(text: str) -> None:
    assert Month.parse(text) == Month(2026, 11)


@pytest.mark.parametrize(
    "text", ["", "2026", "2026-13", "2026-00", "1899-12", "２０２６-11", "11-2026"]
)
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(BadMonth):
        Month.parse(text)


def test_a_month_knows_its_days_code_and_words() -> None:
    month = Month.of(date(2028, 2, 10))
    assert (month.first_day, month.last_day) == (date(2028, 2, 1), date(2028, 2, 29))
    assert (month.code, str(month), month.chinese) == (202802, "2028-02", "2028 年 2 月")
    assert (month.previous, month.next) == (Month(2028, 1), Month(2028, 3))


def test_a_span_holds_both_ends_and_may_be_empty() -> None:
    span = Month.span(Month(2025, 11), Month(2026, 2))
    assert [month.code for month in span] == [202511, 202512, 202601, 202602]
    assert Month.span(Month(2026, 2), Month(2026, 1)) == []


def test_a_thirteenth_month_is_a_bug_and_crashes() -> None:
    with pytest.raises(ValueError, match="no such month"):
        Month.of_code(202613)


@given(months, steps)
def test_months_added_can_be_taken_away(month: Month, step: int) -> None:
    assert (month + step) - month == step
    assert (month + step) - step == month


@given(months, months)
def test_months_their_codes_and_their_days_keep_one_order(one: Month, other: Month) -> None:
    assert (one < other) == (one.code < other.code) == (one.first_day < other.first_day)


@given(months)
def test_every_form_of_a_month_reads_back(month: Month) -> None:
    assert month == Month.parse(str(month)) == Month.parse(month.chinese)
    assert month == Month.of_code(month.code) == Month.of(month.last_day)


def test_a_fund_year_runs_from_1_july_to_30_june() -> None:
    year = FundYear.of(date(2026, 6, 30))
    assert (year.opens, year.closes) == (date(2025, 7, 1), date(2026, 6, 30))
    assert FundYear.of(date(2026, 7, 1)) == year.next
    assert year.next.previous == year
    assert (str(year), year.chinese) == ("2025-2026", "2025—2026 年度")


@given(days)
def test_every_day_lies_in_exactly_one_fund_year(day: date) -> None:
    year = FundYear.of(day)
    assert year.opens <= day <= year.closes
    assert year.closes + timedelta(days=1) == year.next.opens


@pytest.mark.parametrize(
    ("a", "b", "count"),
    [
        (date(2015, 12, 15), date(2016, 1, 1), 16),
        (date(2016, 1, 1), date(2016, 1, 15), 14),
        (date(2026, 1, 31), date(2026, 2, 28), 28),
        (date(2026, 1, 30), date(2026, 3, 31), 60),
        (date(2025, 7, 1), date(2026, 7, 1), 360),
    ],
)
def test_thirty_day_months(a: date, b: date, count: int) -> None:
    assert days_30_360(a, b) == count


@given(days, days)
def test_days_backward_are_negative_days_forward(a: date, b: date) -> None:
    assert days_actual(a, b) == -days_actual(b, a)
    assert days_30_360(a, b) == -days_30_360(b, a)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 10, 1), False),  # 国庆节, a Thursday
        (date(2026, 10, 10), True),  # a Saturday worked in exchange
        (date(2026, 11, 20), True),
        (date(2026, 11, 21), False),
        (date(2015, 6, 22), False),  # 端午节
        (date(2015, 6, 23), True),
    ],
)
def test_offices_rest_on_holidays_and_work_on_exchanged_weekends(
    day: date, works: bool
) -> None:
    assert is_working_day(day) is works


def test_a_year_not_published_yet_is_counted_by_weekdays() -> None:
    assert working_days_published(2026)
    assert not working_days_published(2099)
    assert not working_days_published(1999)
    assert is_working_day(date(2099, 10, 1))  # a Thursday
    assert not is_working_day(date(2099, 10, 3))


def test_three_working_days_step_over_a_weekend_and_back() -> None:
    thursday = date(2026, 11, 19)
    assert add_working_days(thursday, 3) == date(2026, 11, 24)
    assert add_working_days(date(2026, 11, 24), -3) == thursday
    assert add_working_days(date(2026, 11, 21), 0) == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("month", "payday", "due"),
    [
        (Month(2026, 11), 15, date(2026, 11, 20)),
        (Month(2026, 11), 28, date(2026, 12, 3)),
        (Month(2026, 2), 31, date(2026, 3, 5)),
        (Month(2028, 2), 30, date(2028, 3, 5)),
    ],
)
def test_a_contribution_is_due_five_days_after_payday(
    month: Month, payday: int, due: date
) -> None:
    assert contribution_due_on(month, payday) == due


@pytest.mark.parametrize("payday", [0, 32])
def test_there_is_no_payday_outside_the_month(payday: int) -> None:
    with pytest.raises(ValueError, match="no such payday"):
        contribution_due_on(Month(2026, 11), payday)
