"""What is guessed first cannot be set, and the sentence says why."""

import pytest

from anju.identity.passwords.check_strength import (
    PersonWords,
    Shape,
    WeakPassword,
    check_strength,
)

WANG = PersonWords(
    name="王芳芳",
    identity_number="411502199003070018",
    mobile="13987654321",
    others=("023000000016",),
)


def rule(password: str, shape: Shape = Shape.LONG, about: PersonWords = WANG) -> str:
    try:
        check_strength(password=password, about=about, shape=shape)
    except WeakPassword as weak:
        return str(weak.detail["rule"])
    return ""


@pytest.mark.parametrize(
    "password",
    [
        "weave-9-yards",
        "窗前明月光，疑是地上霜",
        " 两头有空格也算 ",
        "x7$Kq2!m",
        "长" * 3 + "江后浪推前浪" * 20,
        "wangfangfang likes green tea",
    ],
)
def test_free_text_passes(xinyang, password: str) -> None:
    assert rule(password) == ""


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("1234567", "short"),
        ("长" * 129, "long"),
        ("11111111", "habit"),
        ("abababab", "habit"),
        ("12341234", "habit"),
        ("12345678", "habit"),
        ("hgfedcba", "habit"),
        ("qwertyui", "habit"),
        ("1qaz2wsx3edc", "habit"),
        ("PassWord123", "common"),
        ("woaini1314", "common"),
        ("5201314520", "common"),
        ("gjj-2026", "own"),
        ("公积金20260101"[:8], "own"),
        ("Xinyang2026", "own"),
        ("信阳公积金888", "own"),
        ("王芳芳12345", "own"),
        ("wangfangfang88", "own"),
        ("wff19900307", "own"),
        ("411502199003070018", "own"),
        ("13987654321ab", "own"),
        ("03070018", "own"),
        ("03071990ab", "own"),
        ("023000000016", "own"),
    ],
)
def test_what_others_would_try_is_refused(xinyang, password: str, said: str) -> None:
    assert rule(password) == said


@pytest.mark.parametrize("pin", ["830527", "417096", "603815"])
def test_six_digits_that_say_nothing_pass(xinyang, pin: str) -> None:
    assert rule(pin, Shape.SHORT) == ""


@pytest.mark.rows("J-23", "N-16")
@pytest.mark.parametrize(
    ("pin", "said"),
    [
        ("12345", "six_digits"),
        ("1234567", "six_digits"),
        ("１２３４５６", "six_digits"),
        ("12345a", "six_digits"),
        ("111111", "habit"),
        ("121212", "habit"),
        ("123123", "habit"),
        ("112233", "habit"),
        ("123456", "habit"),
        ("654321", "habit"),
        ("890123", "habit"),
        ("147258", "habit"),
        ("789456", "habit"),
        ("159753", "habit"),
        ("201314", "common"),
        ("900307", "own"),
        ("030790", "own"),
        ("070390", "own"),
        ("199037", "own"),
        ("070018", "own"),
        ("987654", "habit"),
        ("398765", "own"),
        ("115021", "own"),
    ],
)
def test_six_digits_that_are_tried_first_are_refused(xinyang, pin: str, said: str) -> None:
    assert rule(pin, Shape.SHORT) == said


def test_the_sentence_names_the_rule(xinyang) -> None:
    with pytest.raises(WeakPassword, match="取自您的生日"):
        check_strength(password="900307", about=WANG, shape=Shape.SHORT)
    with pytest.raises(WeakPassword, match="除了姓名，只剩不到 6 位"):
        check_strength(password="wangfangfang1", about=WANG, shape=Shape.LONG)
