"""Capitals on receipts follow the rules of 零, 整 and 负."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju.ground.money import chinese_amount


@pytest.mark.parametrize(
    ("fen", "text"),
    [
        (0, "零元整"),
        (27_081_600, "贰拾柒万零捌佰壹拾陆元整"),
        (1_00, "壹元整"),
        (10_00, "壹拾元整"),
        (1_10, "壹元壹角整"),
        (1_01, "壹元零壹分"),
        (1_11, "壹元壹角壹分"),
        (50, "伍角整"),
        (5, "伍分"),
        (55, "伍角伍分"),
        (1_409_50, "壹仟肆佰零玖元伍角整"),
        (6_007_14, "陆仟零柒元壹角肆分"),
        (16_409_02, "壹万陆仟肆佰零玖元零贰分"),
        (325_04, "叁佰贰拾伍元零肆分"),
        (-325_04, "负叁佰贰拾伍元零肆分"),
        (100_000_00, "壹拾万元整"),
        (10_001_000_00, "壹仟万壹仟元整"),
        (10_000_100_00, "壹仟万零壹佰元整"),
        (100_000_001_00, "壹亿零壹元整"),
        (100_010_000_00, "壹亿零壹万元整"),
        (2_000_000_000_000_00, "贰万亿元整"),
        (1_234_567_890_123_45, "壹万贰仟叁佰肆拾伍亿陆仟柒佰捌拾玖万零壹佰贰拾叁元肆角伍分"),
    ],
)
def test_amounts_in_capitals(fen: int, text: str) -> None:
    assert chinese_amount(fen) == text


DIGITS = {character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")}
SMALL = {"拾": 10, "佰": 100, "仟": 1000}


def read_whole(text: str) -> int:
    """Read 贰拾柒万零捌佰 from left to right, as a cashier does."""
    done = section = digit = 0
    for character in text:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in SMALL:
            section, digit = section + digit * SMALL[character], 0
        elif character == "万":
            done, section, digit = done + (section + digit) * 10**4, 0, 0
        elif character == "亿":
            done, section, digit = (done + section + digit) * 10**8, 0, 0
    return done + section + digit


def read_capitals(text: str) -> int:
    """An independent reader: capitals to fen."""
    sign = -1 if text.startswith("负") else 1
    body = text.removeprefix("负").removesuffix("整")
    yuan, found, rest = body.rpartition("元")
    fen = read_whole(yuan) * 100 if found else 0
    for unit, weight in (("角", 10), ("分", 1)):
        if unit in rest:
            head, _, rest = rest.partition(unit)
            fen += DIGITS[head[-1]] * weight
    return sign * fen


@given(st.integers(min_value=-(10**15) + 1, max_value=10**15 - 1))
def test_a_cashier_reads_back_the_same_amount(fen: int) -> None:
    text = chinese_amount(fen)
    assert read_capitals(text) == fen
    assert "零零" not in text
    assert text.endswith("整") != text.endswith("分")
