"""One mask per kind of data, the same wherever it is shown."""

from hypothesis import given
from hypothesis import strategies as st

from anju.ground.identity import (
    looks_masked,
    mask_account,
    mask_card,
    mask_email,
    mask_identity,
    mask_mobile,
    mask_name,
)

MASKS = (mask_name, mask_identity, mask_mobile, mask_card, mask_account, mask_email)


def test_masks_show_what_the_rule_allows() -> None:
    assert mask_mobile("18700009858") == "187****9858"
    assert mask_identity("11010519491231002X") == "110*************2X"
    assert mask_card("6217001234567898821") == "****8821"
    assert mask_account("023000120016") == "0230****0016"
    assert mask_email("wangfang@example.cn") == "w****@example.cn"


def test_a_name_keeps_its_last_character_only() -> None:
    assert mask_name("张小三") == "**三"
    assert mask_name("王芳") == "*芳"
    assert mask_name("阿卜杜拉·买买提") == "**提"
    assert mask_name("王") == "*"
    assert mask_name("") == ""


def test_short_numbers_are_not_given_away_by_their_mask() -> None:
    assert mask_mobile("12345") == "*****"
    assert mask_card("8821") == "****"
    assert mask_account("0016") == "****"
    assert mask_account("30000016") == "****16"
    assert mask_identity("A12345") == "******"
    assert mask_email("nobody") == "******"


@given(st.text(min_size=1, max_size=30, alphabet=st.characters(exclude_characters="*＊●")))
def test_every_mask_hides_something_and_is_known_as_a_mask(text: str) -> None:
    for mask in MASKS:
        assert mask(text) != text
        assert looks_masked(mask(text))
    assert not looks_masked(text)
