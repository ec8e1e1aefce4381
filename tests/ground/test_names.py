"""Names keep their rare characters and their dots."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anju.ground.identity import BadName, check_name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("王芳", "王芳"),
        (" 王 芳 ", "王芳"),
        ("王　芳", "王芳"),
        ("阿卜杜拉·买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉 ． 买买提", "阿卜杜拉·买买提"),
        ("阿卜杜拉・买买提", "阿卜杜拉·买买提"),
        ("\U00030edd\U00030edd", "\U00030edd\U00030edd"),  # 𰻝, 扩展 G 区
        ("李\U00020bb7", "李\U00020bb7"),  # 𠮷
        ("李\U00031350", "李\U00031350"),  # 扩展 H 区, newer than Python 3.11's tables
        ("郎\uf92c", "郎\uf92c"),  # a compatibility character stays what the card shows
        ("〇一", "〇一"),
        ("JOHN  SMITH", "JOHN SMITH"),
        ("O'Neil Jean-Luc", "O'Neil Jean-Luc"),
        ("王\u200b芳", "王芳"),
    ],
)
def test_names_are_kept_as_the_card_shows_them(typed: str, name: str) -> None:
    assert check_name(typed) == name


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("王" * 51, "length"),
        ("王芳2", "characters"),
        ("**芳", "characters"),
        ("王芳😀", "characters"),
        ("王\ue000", "characters"),
        ("<b>王芳</b>", "characters"),
        ("··", "characters"),
        ("合计：", "characters"),
    ],
)
def test_what_is_no_name_is_refused(typed: str, reason: str) -> None:
    with pytest.raises(BadName) as refused:
        check_name(typed)
    assert refused.value.detail["reason"] == reason


def test_fifty_characters_are_a_name() -> None:
    assert len(check_name("买" * 50)) == 50


@given(st.text(max_size=60))
def test_a_checked_name_passes_again_unchanged(text: str) -> None:
    try:
        name = check_name(text)
    except BadName:
        return
    assert check_name(name) == name
    assert 1 <= len(name) <= 50
