"""Credit codes, cards and mobiles: right ones pass, wrong ones say why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import uscc

from anju.ground.identity import (
    BadBankCard,
    BadCreditCode,
    BadMobile,
    card_looks_wrong,
    check_bank_card,
    check_credit_code,
    check_mobile,
)
from anju.ground.invented import make_bank_card, make_credit_code, make_mobile

GOOD = "91110000600037341L"


def test_a_credit_code_passes_also_in_small_letters() -> None:
    assert check_credit_code(GOOD) == check_credit_code(GOOD.lower()) == GOOD


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("91110000600037341M", "check_digit"),
        ("9111000060003734", "length"),
        ("9111000060003734IO", "characters"),
        ("91110000-600037341L", "length"),
        ("９1110000600037341L", "characters"),
    ],
)
def test_a_wrong_credit_code_says_what_is_wrong(text: str, reason: str) -> None:
    with pytest.raises(BadCreditCode) as refused:
        check_credit_code(text)
    assert refused.value.detail["reason"] == reason


@pytest.mark.parametrize("text", ["6217000000000000", "6217001234567890123"])
def test_cards_have_sixteen_to_nineteen_digits(text: str) -> None:
    assert check_bank_card(text) == text


@pytest.mark.parametrize(
    "text", ["621700000000000", "62170000000000000000", "6217 0000 0000 0000", "****8821", ""]
)
def test_other_cards_are_refused(text: str) -> None:
    with pytest.raises(BadBankCard, match="16 至 19 位"):
        check_bank_card(text)


def test_a_card_without_luhn_digit_is_warned_about_not_refused() -> None:
    good = make_bank_card(7)
    bad = good[:-1] + str((int(good[-1]) + 1) % 10)
    assert not card_looks_wrong(good)
    assert card_looks_wrong(bad)
    assert check_bank_card(bad) == bad


def test_mobiles_have_eleven_digits_from_13_to_19() -> None:
    assert check_mobile("13800001234") == "13800001234"
    for text in ("12800001234", "1380000123", "138000012345", "138****1234", "１3800001234"):
        with pytest.raises(BadMobile, match="11 位"):
            check_mobile(text)


@given(st.integers(0, 99_999_999))
def test_invented_codes_and_cards_satisfy_an_independent_library(seq: int) -> None:
    assert uscc.is_valid(make_credit_code(seq))
    assert check_credit_code(make_credit_code(seq, region="411502"))
    assert luhn.is_valid(make_bank_card(seq))
    assert check_mobile(make_mobile(seq))


def test_what_cannot_be_invented_crashes() -> None:
    for make in (make_credit_code, make_bank_card, make_mobile):
        with pytest.raises(ValueError, match="no such"):
            make(-1)
