"""Passwords are set, changed and proven; what everybody knows never opens anything."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, make_password

from anju.identity.limits import TryLater
from anju.identity.models import Credential, Holder, Visit
from anju.identity.passwords.change_password import (
    SamePassword,
    WrongOldPassword,
    change_password,
)
from anju.identity.passwords.check_strength import PersonWords, Shape, WeakPassword
from anju.identity.passwords.flag_known_starts import MUST_RESET, flag_known_starts
from anju.identity.passwords.prove_password import is_right, prove_password
from anju.identity.passwords.set_password import set_password
from anju.identity.visits.begin_visit import Guest, begin_visit

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
OLD, NEW = "weave-9-yards", "wool and 8 looms"
WHO = {"holder": Holder.STAFF, "holder_id": 7}


def give(password: str = OLD, **more: object) -> Credential:
    return set_password(**WHO, password=password, now=NOW, **more)


def imported(plain: str) -> Credential:
    """A credential as a migration brings it along: never asked whether it is weak."""
    return Credential.objects.create(**WHO, password=make_password(plain))


def begin() -> Visit:
    return begin_visit(
        guest=Guest(**WHO),
        strength=Visit.Strength.PASSWORD,
        address="203.0.113.7",
        device="",
        session_key="k" * 32,
        now=NOW,
    )


def change(visit: Visit, old: str, new: str, **more: object) -> None:
    about, shape = PersonWords(name="王芳"), Shape.LONG
    change_password(visit=visit, old=old, new=new, about=about, shape=shape, now=NOW, **more)


@pytest.mark.rows("N-15", "J-18", "Z-42")
def test_a_change_needs_the_old_one_and_ends_the_other_sessions(xinyang) -> None:
    give()
    here, elsewhere = begin(), begin()
    with pytest.raises(WrongOldPassword):
        change(here, "wrong", NEW)
    with pytest.raises(SamePassword, match="与原密码相同"):
        change(here, OLD, OLD)
    with pytest.raises(WeakPassword):
        change(here, OLD, "wangfang1")
    change(here, OLD, NEW)
    assert is_right(**WHO, password=NEW)
    assert not is_right(**WHO, password=OLD)
    elsewhere.refresh_from_db()
    here.refresh_from_db()
    assert (here.ended_at, elsewhere.ended_because) == (None, Visit.Because.PASSWORD_CHANGED)


def test_guessing_the_old_one_is_counted(xinyang) -> None:
    give()
    visit = begin()
    for _ in range(5):
        with pytest.raises(WrongOldPassword):
            change(visit, "wrong", NEW)
    with pytest.raises(TryLater):
        change(visit, OLD, NEW)


@pytest.mark.rows("N-16")
@pytest.mark.parametrize("start", ["111111", "123456"])
def test_what_old_resets_gave_to_everybody_is_never_set_and_never_right(
    xinyang, start: str
) -> None:
    for short in (True, False):
        with pytest.raises(WeakPassword):
            give(start, short=short)
    imported(start)
    assert not is_right(**WHO, password=start)


@pytest.mark.rows("N-16")
def test_imported_credentials_that_hold_a_known_start_are_found_and_locked(xinyang) -> None:
    kept = imported("111111")
    Credential.objects.create(holder="staff", holder_id=8, password=make_password(OLD))
    assert flag_known_starts(by="import") == 1
    kept.refresh_from_db()
    assert kept.locked_because == MUST_RESET
    assert not kept.has_usable_password()
    assert flag_known_starts(by="import") == 0
    give()
    assert is_right(**WHO, password=OLD)


def test_a_hash_of_the_first_version_is_renewed_when_its_owner_comes(xinyang) -> None:
    old = Argon2PasswordHasher().encode(OLD, "saltsaltsaltsaltsaltsa")
    kept = Credential.objects.create(**WHO, password=old)
    assert not is_right(**WHO, password="wrong")
    assert is_right(**WHO, password=OLD)
    kept.refresh_from_db()
    assert kept.password.startswith("peppered$")
    assert is_right(**WHO, password=OLD)


def test_for_nobody_the_same_work_is_done(xinyang, monkeypatch: pytest.MonkeyPatch) -> None:
    from anju.identity.passwords import hasher

    done: list[str] = []
    real = hasher.peppered

    def counting(text: str, *, number: int) -> bytes:
        done.append(text)
        return real(text, number=number)

    monkeypatch.setattr(hasher, "peppered", counting)
    give()
    done.clear()
    for holder_id in (7, 8, None):
        assert not is_right(holder=Holder.STAFF, holder_id=holder_id, password="wrong")
    assert done == ["wrong"] * 3


def test_a_right_password_gives_back_the_tries(xinyang) -> None:
    give()
    for minute in range(12):
        right = minute % 4 == 3
        assert right == prove_password(
            **WHO,
            password=OLD if right else "wrong",
            key="s:gui07",
            address="203.0.113.9",
            now=NOW + timedelta(minutes=minute),
        )
