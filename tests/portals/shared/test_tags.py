"""What the template tags print."""

from datetime import date
from decimal import Decimal

import pytest

from anju.ground.calendar import Month
from anju.portals.shared.templatetags import hall


@pytest.mark.rows("Z-31")
@pytest.mark.parametrize(
    ("ratio", "shown"),
    [
        ("0.07", "7%"),
        ("0.070000000000000001", "7%"),
        ("0.12", "12%"),
        ("0.085", "8.5%"),
        ("0.1", "10%"),
        ("1", "100%"),
        ("0", "0%"),
        ("0.0500", "5%"),
    ],
)
def test_a_ratio_never_shows_the_tail_of_a_binary_fraction(ratio, shown):
    assert hall.percent(Decimal(ratio)) == shown


@pytest.mark.rows("Z-31")
def test_a_ratio_that_is_no_decimal_is_a_bug_and_not_a_page():
    with pytest.raises(TypeError):
        hall.percent(7 / 100)


@pytest.mark.rows("Z-12")
def test_the_greeting_names_the_day_as_the_hall_does():
    assert hall.chinese_day(date(2018, 2, 11)) == "2018年2月11日 星期日"


@pytest.mark.parametrize(
    ("fen", "plain", "signed"),
    [
        (163_200, "1,632.00", "+1,632.00"),
        (-189_600, "−1,896.00", "−1,896.00"),
        (0, "0.00", "0.00"),
        (None, "—", "—"),
    ],
)
def test_amounts_have_thousands_two_decimals_and_a_true_minus(fen, plain, signed):
    assert hall.yuan(fen) == plain
    assert hall.yuan_signed(fen) == signed


def test_a_month_reads_in_chinese_whether_it_is_an_object_or_a_stored_number():
    assert hall.month(Month(2026, 11)) == hall.month(202611) == "2026 年 11 月"
    assert hall.month(None) == "—"


def test_the_hotline_number_of_a_refusal_is_short_and_always_the_same():
    first = hall.hotline_number("contributions.already_remitted")
    assert first == hall.hotline_number("contributions.already_remitted")
    assert len(first) == 4
    assert first.isdigit()


@pytest.mark.parametrize(
    ("mask", "value", "shown"),
    [
        (hall.masked_mobile, "13800000006", "138****0006"),
        (hall.masked_card, "6217001234568821", "****8821"),
        (hall.masked_account, "023000000016", "0230****0016"),
        (hall.masked_name, "王小芳", "**芳"),
        (hall.masked_identity, "", "—"),
    ],
)
def test_masks_are_those_of_the_ground_floor(mask, value, shown):
    assert mask(value) == shown
