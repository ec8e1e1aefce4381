"""Identity numbers are real or refused with the reason a person can check on the card."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju.ground.digits import identity_check_digit
from anju.ground.identity import BadIdentity, check_identity_number, normalise
from anju.ground.invented import make_identity_number

TODAY = date(2026, 11, 21)
KNOWN = "11010519491231002X"

births = st.dates(date(1900, 1, 1), TODAY)
regions = st.sampled_from(
    ["330203", "360802", "532301", "411502", "370402", "810000", "710000"]
)
orders = st.integers(0, 999)


def test_a_number_tells_birth_and_sex() -> None:
    found = check_identity_number(KNOWN, today=TODAY)
    assert (found.number, found.born_on, found.sex) == (KNOWN, date(1949, 12, 31), "女")


def test_a_small_x_is_taken_and_stored_large() -> None:
    assert check_identity_number(KNOWN.lower(), today=TODAY).number == KNOWN


@pytest.mark.parametrize("region", ["810000", "820000", "830000"])
def test_residents_from_hong_kong_macao_and_taiwan_have_numbers_too(region: str) -> None:
    number = make_identity_number(region, date(1980, 3, 8), 17)
    assert check_identity_number(number, today=TODAY).sex == "男"


def test_an_old_card_of_fifteen_places_becomes_eighteen() -> None:
    found = check_identity_number("110105491231002", today=TODAY)
    assert found.number == KNOWN


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1101051949123100", "length"),
        ("", "length"),
        ("110105194912310021", "check_digit"),
        ("110105194902300023", "birth"),
        ("110105490230002", "birth"),
        ("991105194912310020", "region"),
        ("71X10519491231002X", "characters"),
        ("1101051949123100 2X", "characters"),
        ("１１010519491231002X", "characters"),
        ("110***********002X", "masked"),
        ("1.10105E+17", "damaged"),
        ("110105194912310000", "damaged"),
        ("110105194912310000.0", "damaged"),
    ],
)
def test_a_wrong_number_says_what_is_wrong(text: str, reason: str) -> None:
    with pytest.raises(BadIdentity) as refused:
        check_identity_number(text, today=TODAY)
    assert refused.value.detail["reason"] == reason
    assert "请" in refused.value.sentence


def test_nobody_is_born_tomorrow_or_before_1900() -> None:
    for born_on, reason in ((date(2026, 11, 22), "future"), (date(1899, 12, 31), "birth")):
        with pytest.raises(BadIdentity) as refused:
            check_identity_number(make_identity_number("330203", born_on, 1), today=TODAY)
        assert refused.value.detail["reason"] == reason
    newborn = make_identity_number("330203", TODAY, 1)
    assert check_identity_number(newborn, today=TODAY).born_on == TODAY


def test_a_province_no_library_knows_does_not_crash() -> None:
    taiwan = make_identity_number("710000", date(1990, 1, 1), 2)
    assert check_identity_number(taiwan, today=TODAY).sex == "女"


def test_full_width_digits_and_spaces_are_taken_after_normalising() -> None:
    assert normalise(" １１０１０５ 1949　1231\u200b 002x ") == "110105194912310022"[:-1] + "x"
    typed = normalise("１１０１０５ 19491231 002Ｘ")
    assert check_identity_number(typed, today=TODAY).number == KNOWN


def test_a_real_number_that_ends_in_three_zeros_is_not_damaged() -> None:
    number = next(
        made
        for order in range(0, 1000, 10)
        for day in range(1, 29)
        if (made := make_identity_number("330203", date(1990, 5, day), order)).endswith("000")
    )
    assert check_identity_number(number, today=TODAY).number == number


@given(regions, births, orders)
def test_every_invented_number_is_valid_and_tells_its_birth(
    region: str, born_on: date, order: int
) -> None:
    found = check_identity_number(make_identity_number(region, born_on, order), today=TODAY)
    assert (found.born_on, found.sex) == (born_on, "男" if order % 2 else "女")


@given(births, orders, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(
    born_on: date, order: int, place: int, shift: int
) -> None:
    number = make_identity_number("330203", born_on, order)
    wrong = str((int(number[place]) + shift) % 10)
    with pytest.raises(BadIdentity):
        check_identity_number(number[:place] + wrong + number[place + 1 :], today=TODAY)


@given(births, orders)
def test_old_and_new_cards_of_one_person_agree(born_on: date, order: int) -> None:
    born_on = born_on.replace(year=1900 + born_on.year % 100, day=min(born_on.day, 28))
    number = make_identity_number("330203", born_on, order)
    old = number[:6] + number[8:17]
    assert check_identity_number(old, today=TODAY).number == number


@given(st.text(max_size=20))
def test_any_text_is_a_number_or_a_refusal(text: str) -> None:
    try:
        found = check_identity_number(text, today=TODAY)
    except BadIdentity:
        return
    assert found.number[-1] == identity_check_digit(found.number[:-1])
