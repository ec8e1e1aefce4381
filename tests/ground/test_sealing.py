"""Sealed values open with the right key and purpose only, and indexes betray nothing."""

import pytest

from anju.ground.sealing import CIPHERS, Keyring, SealBroken

NUMBER = "41150219900307123X"


def ring(cipher: str = "AES-GCM", *, current: int = 1) -> Keyring:
    keys = {1: b"1" * 16, 2: b"2" * 16}
    return Keyring(keys=keys, index_key=b"i" * 32, current=current, cipher=cipher)


@pytest.mark.parametrize("cipher", CIPHERS)
def test_what_is_sealed_opens_again_and_does_not_show(cipher: str) -> None:
    sealed = ring(cipher).seal(NUMBER, purpose="identity")
    assert ring(cipher).unseal(sealed, purpose="identity") == NUMBER
    assert NUMBER.encode() not in sealed


@pytest.mark.parametrize("cipher", CIPHERS)
def test_a_changed_bit_or_another_purpose_does_not_open(cipher: str) -> None:
    sealed = ring(cipher).seal(NUMBER, purpose="identity")
    with pytest.raises(SealBroken):
        ring(cipher).unseal(sealed, purpose="mobile")
    with pytest.raises(SealBroken):
        ring(cipher).unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]), purpose="identity")


@pytest.mark.parametrize(("was", "now"), [("AES-GCM", "SM4-GCM"), ("SM4-GCM", "AES-GCM")])
def test_what_was_sealed_opens_after_the_cipher_was_changed(was: str, now: str) -> None:
    old = ring(was).seal(NUMBER, purpose="identity")
    assert ring(now).unseal(old, purpose="identity") == NUMBER
    assert old[:2] == ring(was).head != ring(now).head


@pytest.mark.parametrize("wreck", [b"", b"\1", b"\1\1" + b"n" * 12, b"\7\1" + b"n" * 40])
def test_what_is_no_seal_does_not_open(wreck: bytes) -> None:
    with pytest.raises(SealBroken):
        ring().unseal(wreck, purpose="identity")


def test_no_two_seals_of_one_text_are_alike() -> None:
    assert ring().seal(NUMBER, purpose="identity") != ring().seal(NUMBER, purpose="identity")


def test_an_old_key_still_opens_after_a_new_one_seals() -> None:
    old = ring().seal(NUMBER, purpose="identity")
    assert ring(current=2).unseal(old, purpose="identity") == NUMBER
    assert ring(current=2).seal(NUMBER, purpose="identity")[1] == 2


def test_a_key_we_do_not_have_does_not_open() -> None:
    foreign = Keyring(keys={9: b"9" * 16}, index_key=b"i" * 32, current=9)
    with pytest.raises(SealBroken):
        ring().unseal(foreign.seal(NUMBER, purpose="identity"), purpose="identity")


def test_an_index_is_the_same_for_the_same_text_and_differs_by_purpose_and_key() -> None:
    other = Keyring(keys={1: b"1" * 16}, index_key=b"j" * 32, current=1)
    index = ring().index(NUMBER, purpose="identity")
    assert index == ring().index(NUMBER, purpose="identity")
    assert index != ring().index(NUMBER, purpose="mobile")
    assert index != other.index(NUMBER, purpose="identity")
    assert len(index) == 16
