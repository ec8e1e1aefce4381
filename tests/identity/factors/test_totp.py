"""One-time codes: of this half minute or its neighbours, each taken once, five tries."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from anju.identity.factors.refusals import WrongFactor
from anju.identity.factors.staff_password import StaffPasswordTooPlain, check_staff_password
from anju.identity.factors.totp import begin_totp, confirm_totp, prove_totp, totp_address
from anju.identity.models import Holder, Totp

NOW = datetime(2026, 11, 18, 2, 0, 5, tzinfo=UTC)
HALF_MINUTE = timedelta(seconds=30)
WHO = {"holder": Holder.STAFF, "holder_id": 7}


def code(at: datetime) -> str:
    return str(pyotp.TOTP(Totp.objects.get().secret).at(at))


@pytest.fixture
def confirmed(xinyang) -> None:
    """Enrolled with a code of an hour ago."""
    begin_totp(**WHO)
    earlier = NOW - timedelta(hours=1)
    confirm_totp(**WHO, typed=code(earlier), now=earlier)


def test_a_code_is_taken_once(confirmed: None) -> None:
    prove_totp(**WHO, typed=code(NOW), now=NOW)
    with pytest.raises(WrongFactor):
        prove_totp(**WHO, typed=code(NOW), now=NOW)


def test_a_code_before_one_that_was_taken_is_dead_too(confirmed: None) -> None:
    prove_totp(**WHO, typed=code(NOW), now=NOW)
    with pytest.raises(WrongFactor):
        prove_totp(**WHO, typed=code(NOW - HALF_MINUTE), now=NOW)


@pytest.mark.parametrize(("steps", "taken"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_clocks_may_be_half_a_minute_apart(confirmed: None, steps: int, taken: bool) -> None:
    typed = code(NOW + steps * HALF_MINUTE)
    if taken:
        prove_totp(**WHO, typed=typed, now=NOW)
    else:
        with pytest.raises(WrongFactor):
            prove_totp(**WHO, typed=typed, now=NOW)


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "9" * 100_000, "٣" * 6])
def test_what_is_no_code_is_refused_with_the_same_sentence(confirmed: None, typed: str) -> None:
    with pytest.raises(WrongFactor) as refused:
        prove_totp(**WHO, typed=typed, now=NOW)
    assert "没有通过" in refused.value.sentence


def test_a_code_may_be_typed_with_spaces_and_in_full_width(confirmed: None) -> None:
    plain = code(NOW)
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in plain)
    prove_totp(**WHO, typed=f" {wide[:3]} {wide[3:]} ", now=NOW)


def test_a_secret_that_was_not_confirmed_proves_nothing(xinyang) -> None:
    begin_totp(**WHO)
    with pytest.raises(WrongFactor):
        prove_totp(**WHO, typed=code(NOW), now=NOW)


def test_the_page_may_be_reloaded_but_a_confirmed_secret_is_never_shown_again(
    xinyang,
) -> None:
    assert begin_totp(**WHO) == begin_totp(**WHO)
    confirm_totp(**WHO, typed=code(NOW), now=NOW)
    with pytest.raises(WrongFactor):
        begin_totp(**WHO)


def test_the_secret_is_sealed_in_the_database(confirmed: None) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM identity_totp")
        kept = bytes(cursor.fetchone()[0])
    assert Totp.objects.get().secret.encode() not in kept


def test_the_app_is_told_the_center_and_the_login() -> None:
    said = totp_address(secret="ABC", account="1001", center="信阳公积金")
    assert said.startswith("otpauth://totp/")
    assert "secret=ABC" in said


@pytest.mark.parametrize(
    "password", ["Short-1a", "alllowercaseletters", "12345678901234", "Lowercase" * 3]
)
def test_a_password_of_the_staff_is_long_and_of_three_kinds(password: str) -> None:
    with pytest.raises(StaffPasswordTooPlain):
        check_staff_password(password=password, before=None)


def test_a_password_of_the_staff_with_three_kinds_is_taken() -> None:
    check_staff_password(password="weave-Nine-yards", before=None)
