"""A reference survives how people type it, and a slip of the finger makes it none."""

import itertools

import pytest

from anju.ground.references import ALPHABET, is_reference, make_reference, references_in


def test_it_has_ten_places_and_carries_center_and_number() -> None:
    made = make_reference(center=3, number=1)
    assert len(made) == 10
    assert made.startswith("H03000001")
    assert is_reference(made)
    assert len({make_reference(center=1, number=number) for number in range(2000)}) == 2000


def test_one_wrong_place_or_two_neighbours_swapped_are_noticed() -> None:
    made = make_reference(center=2, number=123_456)
    for place, letter in itertools.product(range(1, 10), ALPHABET):
        if made[place] != letter:
            assert not is_reference(made[:place] + letter + made[place + 1 :])
    for place in range(1, 9):
        swapped = made[:place] + made[place + 1] + made[place] + made[place + 2 :]
        assert swapped == made or not is_reference(swapped)


@pytest.mark.parametrize(
    "text",
    [
        "{0}",
        "公积金汇缴 {0}",
        "7月{0}谢谢",
        "{1}",
        "{2}",
        "附言：{3}。",
    ],
)
def test_it_is_found_as_people_and_banks_write_it(text: str) -> None:
    made = make_reference(center=1, number=31_000)
    wide = "".join(chr(ord(place) + 0xFEE0) for place in made)
    spaced = f"{made[:4]} {made[4:7]}-{made[7:]}"
    assert references_in(text.format(made, made.lower(), wide, spaced)) == [made]


def test_nothing_is_found_where_nothing_is() -> None:
    assert references_in("") == []
    assert references_in("汇缴 HJ000000000012 单位公积金 20261118") == []


def test_two_references_are_both_found_once() -> None:
    one, two = (make_reference(center=1, number=number) for number in (5, 6))
    assert references_in(f"{one}、{two}，{one}") == [one, two]


def test_a_number_too_large_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        make_reference(center=31**2, number=1)


@pytest.mark.parametrize("dash", "-－–—‐−·・")
def test_dashes_of_any_length_stand_in_nobodys_way(dash: str) -> None:
    made = make_reference(center=1, number=31_000)
    assert references_in(f"附言 {made[:4]}{dash}{made[4:]}") == [made]
