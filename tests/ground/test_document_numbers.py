"""A paper's number is one number, however it is dressed."""

import pytest

from anju.ground.document_numbers import plain_number


@pytest.mark.parametrize(
    "typed",
    [
        "HT-2024-001",
        "ＨＴ－２０２４－００１",
        "ht 2024 001",
        "HT—2024—001",
        "HT–2024‐001",
        "HT·2024·001",
        "HT−2024_001",
        "HT\u200b2024（001）",
    ],
)
def test_dashes_width_case_and_what_is_unseen_make_no_other_number(typed: str) -> None:
    assert plain_number(typed) == "HT2024001"


def test_what_has_neither_letter_nor_digit_is_no_number() -> None:
    assert plain_number(" － ") == ""
