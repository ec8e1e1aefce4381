"""A stolen table of hashes is no use without the pepper."""

import argon2
import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password

FIRST, SECOND = "11" * 32, "22" * 32
PIN = "830527"


def peppers(settings, **keys: str) -> None:
    settings.ANJU_KEYS = {**settings.ANJU_KEYS, "pepper": keys}


def test_a_hash_names_its_pepper_and_its_cost(settings) -> None:
    peppers(settings, **{"1": FIRST})
    kept = make_password(PIN)
    assert kept.startswith("peppered$1$argon2id$v=19$m=19456,t=2,p=1$")
    assert len(kept) <= 128
    assert check_password(PIN, kept)
    assert not check_password("830528", kept)


@pytest.mark.rows("J-23")
def test_a_word_list_finds_no_pin_in_a_stolen_table_without_the_pepper(settings) -> None:
    peppers(settings, **{"1": FIRST})
    kept = make_password(PIN)
    peppers(settings, **{"1": SECOND})
    assert not any(check_password(pin, kept) for pin in (PIN, "111111", "123456"))
    plain = "$" + kept.split("$", 2)[2]
    for guess in (PIN, f"1{PIN}"):
        with pytest.raises(argon2.exceptions.VerifyMismatchError):
            argon2.PasswordHasher().verify(plain, guess)


def test_an_older_pepper_verifies_and_the_hash_is_renewed_under_the_newest(settings) -> None:
    peppers(settings, **{"1": FIRST})
    kept = make_password(PIN)
    peppers(settings, **{"1": FIRST, "2": SECOND})
    renewed: list[str] = []
    assert check_password(PIN, kept, setter=lambda raw: renewed.append(make_password(raw)))
    assert renewed[0].startswith("peppered$2$")
    peppers(settings, **{"2": SECOND})
    assert check_password(PIN, renewed[0])
    assert not check_password(PIN, kept)


def test_what_the_first_version_kept_verifies_and_is_renewed(settings) -> None:
    old = Argon2PasswordHasher().encode("weave-9-yards", "saltsaltsaltsaltsaltsa")
    renewed: list[str] = []
    assert check_password("weave-9-yards", old, setter=renewed.append)
    assert renewed == ["weave-9-yards"]
    assert not check_password("weave-9-yard", old)


def test_a_fresh_hash_is_not_renewed(settings) -> None:
    renewed: list[str] = []
    assert check_password(PIN, make_password(PIN), setter=renewed.append)
    assert renewed == []


def test_every_character_counts_and_none_is_trimmed(settings) -> None:
    long = "汉" * 127 + "字"
    kept = make_password(long)
    assert check_password(long, kept)
    assert not check_password("汉" * 128, kept)
    assert not check_password(long + " ", kept)
