"""Shares and interest agree with what the cities publish, to the fen."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju.ground.calendar import days_actual
from anju.ground.money import Rounding, interest, round_fen, share

TWELVE, FIVE = Decimal("0.12"), Decimal("0.05")
YUAN, FEN, UP = Rounding.HALF_UP_YUAN, Rounding.HALF_UP_FEN, Rounding.JIAO_UP_TO_YUAN

ratios = st.decimals(min_value=0, max_value=1, places=4)
bases = st.integers(min_value=0, max_value=10**13)
modes = st.sampled_from(Rounding)


@pytest.mark.parametrize(
    ("city", "base_fen", "ratio", "rounding", "both_sides_fen"),
    [
        ("大庆上限", 31_287_00, TWELVE, YUAN, 7_508_00),
        ("中山上限", 29_430_00, TWELVE, YUAN, 7_064_00),
        ("九江下限", 2_090_00, FIVE, YUAN, 210_00),
        ("泸州下限", 1_970_00, FIVE, YUAN, 2 * 99_00),
        ("曲靖下限", 1_770_00, FIVE, YUAN, 178_00),
        ("贵阳下限", 2_130_00, FIVE, YUAN, 214_00),
        ("武汉上限", 36_072_25, TWELVE, FEN, 8_657_34),
        ("乐山上限", 26_495_50, TWELVE, FEN, 6_358_92),
        ("衡阳上限", 21_142_00, TWELVE, UP, 5_076_00),
    ],
)
def test_each_side_is_rounded_by_itself_as_the_city_publishes(
    city: str, base_fen: int, ratio: Decimal, rounding: Rounding, both_sides_fen: int
) -> None:
    assert 2 * share(base_fen, ratio, rounding) == both_sides_fen, city


@pytest.mark.rows("Z-32")
def test_zaozhuang_keeps_the_fen() -> None:
    assert share(1_808_00, Decimal("0.10"), FEN) == 180_80


@pytest.mark.rows("Z-32")
def test_whole_yuan_explain_the_other_account_of_zaozhuang() -> None:
    for base_fen, both_sides_fen in ((6_058_00, 1_151_00), (7_274_00, 1_382_00)):
        own = share(base_fen, Decimal("0.07"), YUAN)
        assert share(base_fen, TWELVE, YUAN) + own == both_sides_fen


@pytest.mark.parametrize(
    ("rounding", "of_1234_56_7", "of_1230_00_1"),
    [
        (Rounding.TRUNCATE_FEN, 123_456, 123_000),
        (Rounding.FEN_UP_TO_JIAO, 123_460, 123_010),
        (Rounding.TRUNCATE_JIAO, 123_450, 123_000),
        (Rounding.JIAO_UP_TO_YUAN, 123_500, 123_100),
        (Rounding.TRUNCATE_YUAN, 123_400, 123_000),
        (Rounding.LI_UP_TO_FEN, 123_457, 123_001),
        (Rounding.HALF_UP_FEN, 123_457, 123_000),
        (Rounding.HALF_UP_JIAO, 123_460, 123_000),
        (Rounding.HALF_UP_YUAN, 123_500, 123_000),
    ],
)
def test_nine_modes_round_as_their_names_say(
    rounding: Rounding, of_1234_56_7: int, of_1230_00_1: int
) -> None:
    assert round_fen(Decimal("123456.7"), rounding) == of_1234_56_7
    assert round_fen(Decimal("123000.1"), rounding) == of_1230_00_1
    assert round_fen(Decimal("-123456.7"), rounding) == -of_1234_56_7


def test_the_codes_of_the_modes_are_zero_to_eight() -> None:
    assert [int(mode) for mode in Rounding] == list(range(9))


def test_half_goes_up_where_banks_rounding_would_go_to_even() -> None:
    assert [round_fen(Fraction(fen, 2), FEN) for fen in (1, 3, 5, -1, -3)] == [1, 2, 3, -1, -2]


@given(bases, bases, ratios, modes)
def test_a_higher_base_never_gives_a_lower_share(
    base: int, more: int, ratio: Decimal, rounding: Rounding
) -> None:
    assert share(base, ratio, rounding) <= share(base + more, ratio, rounding)


@given(bases, ratios, modes)
def test_a_share_is_less_than_one_unit_from_the_exact_amount(
    base: int, ratio: Decimal, rounding: Rounding
) -> None:
    unit = {"FEN": 1, "JIAO": 10, "YUAN": 100}[rounding.name.rpartition("_")[2]]
    rounded = share(base, ratio, rounding)
    assert rounded % unit == 0
    assert abs(rounded - base * Fraction(ratio)) < unit


@given(bases, modes)
def test_rounding_twice_is_rounding_once(fen: int, rounding: Rounding) -> None:
    once = round_fen(Fraction(fen), rounding)
    assert round_fen(Fraction(once), rounding) == once


RATE = Decimal("0.0150")
OPENS, CLOSED = date(2025, 7, 1), date(2026, 7, 1)


def both_bases(product: int) -> tuple[int, int]:
    return interest(product, RATE, 360), interest(product, RATE, 365)


def test_e1_an_untouched_year() -> None:
    assert both_bases(1_000_000 * days_actual(OPENS, CLOSED)) == (152_08, 150_00)


def test_e1b_an_untouched_leap_year() -> None:
    days = days_actual(date(2023, 7, 1), date(2024, 7, 1))
    assert both_bases(1_000_000 * days) == (152_50, 150_41)


def test_e2_a_year_with_twelve_remittances_is_rounded_once_per_bucket() -> None:
    posted = [date(2025 + (m > 12), (m - 1) % 12 + 1, 15) for m in range(7, 19)]
    days = sum(days_actual(day, CLOSED) for day in posted)
    assert days == 2_196
    carried = both_bases(1_000_000 * 365)
    current = both_bases(36_160 * days)
    assert current[0] == 33_09
    assert (carried[0] + current[0], carried[1] + current[1]) == (185_17, 182_63)
    assert 1_000_000 + 12 * 36_160 + carried[0] + current[0] == 14_524_37


def test_e3_a_withdrawal_stops_the_product_of_what_it_took() -> None:
    taken_on = date(2026, 1, 20)
    before, after = days_actual(OPENS, taken_on), days_actual(taken_on, CLOSED)
    assert (before, after) == (203, 162)
    assert both_bases(1_000_000 * before + 400_000 * after) == (111_58, 110_05)


def test_e4_closing_pays_to_the_day_before() -> None:
    days = days_actual(OPENS, date(2026, 3, 10))
    assert days == 252
    assert both_bases(1_234_567 * days) == (129_63, 127_85)
    assert 1_234_567 + interest(1_234_567 * days, RATE) == 12_475_30


def test_a_daily_rate_rounded_beforehand_would_overpay_and_ours_is_not() -> None:
    assert interest(1_000_000 * 365, RATE) == 152_08  # 0.00004167 a day would give 152.10


@given(st.integers(0, 10**18), st.integers(0, 10**18))
def test_interest_never_falls_when_the_product_grows(product: int, more: int) -> None:
    assert interest(product, RATE) <= interest(product + more, RATE)
