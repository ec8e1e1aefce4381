"""Amounts are read strictly from forms, kindly from spreadsheets, and shown one way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju.ground.money import (
    BadAmount,
    format_yuan,
    parse_loose_yuan,
    parse_yuan,
    plain_yuan,
)

amounts = st.integers(min_value=1, max_value=10**15 - 1)


@pytest.mark.parametrize(
    ("text", "fen"),
    [("1", 100), ("0.01", 1), ("86452.37", 8_645_237), ("5.5", 550), ("007", 700)],
)
def test_a_form_takes_yuan_with_up_to_two_decimals(text: str, fen: int) -> None:
    assert parse_yuan(text) == fen


@pytest.mark.parametrize(
    ("text", "reason", "word"),
    [
        ("", "empty", "请填写金额"),
        ("   ", "empty", "请填写金额"),
        ("-1", "negative", "负数"),
        ("−1", "negative", "负数"),
        ("0", "zero", "大于 0"),
        ("0.00", "zero", "大于 0"),
        ("0.001", "decimals", "两位小数"),
        ("1e3", "scientific", "科学计数法"),
        ("1.2E+05", "scientific", "科学计数法"),
        ("１００", "full_width", "全角"),
        ("1,000", "separators", "千位逗号"),
        ("12345678901234567890", "too_long", "13 位"),
        ("12345678901234.00", "too_long", "13 位"),
        ("一百", "characters", "数字"),
        ("+5", "characters", "数字"),
        (" 5", "characters", "数字"),
        ("5\n", "characters", "数字"),
        ("1.", "characters", "数字"),
        ("٣", "characters", "数字"),
        ("nan", "characters", "数字"),
        ("1_000", "characters", "数字"),
    ],
)
def test_a_form_says_what_is_wrong_with_an_amount(text: str, reason: str, word: str) -> None:
    with pytest.raises(BadAmount, match=word) as refused:
        parse_yuan(text)
    assert refused.value.detail["reason"] == reason


def test_zero_is_an_amount_where_it_is_allowed() -> None:
    assert parse_yuan("0", allow_zero=True) == 0


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        (" 6 058.00 ", 605_800),
        ("６０５８", 605_800),
        ("6,058.57", 605_857),
        ("1,234,567", 123_456_700),
        ("￥6058元", 605_800),
        ("¥ 6,058.5", 605_850),
        ("6058.570", 605_857),
        ("6058.0", 605_800),
    ],
)
def test_a_spreadsheet_cell_is_undressed_before_it_is_read(cell: str, fen: int) -> None:
    assert parse_loose_yuan(cell) == fen


@pytest.mark.parametrize("cell", ["1,00", "12,34,567", "-5", "6058.575", "约6000", "1e3", ""])
def test_a_spreadsheet_cell_is_never_guessed(cell: str) -> None:
    with pytest.raises(BadAmount):
        parse_loose_yuan(cell)


def test_amounts_are_shown_in_groups_with_a_true_minus() -> None:
    assert format_yuan(8_645_237) == "86,452.37"
    assert format_yuan(-1_05) == "\u22121.05"
    assert plain_yuan(8_645_237) == "86452.37"
    assert plain_yuan(-5) == "-0.05"


@given(amounts)
def test_what_we_print_we_can_read(fen: int) -> None:
    assert parse_yuan(plain_yuan(fen)) == fen
    assert parse_loose_yuan(format_yuan(fen)) == fen


@given(st.text(max_size=30))
def test_any_text_is_an_amount_or_a_refusal(text: str) -> None:
    try:
        fen = parse_yuan(text)
    except BadAmount as refusal:
        sentence = refusal.sentence
    else:
        sentence = f"{plain_yuan(fen)} 元。"
    assert sentence.endswith("。")
