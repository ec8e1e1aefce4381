"""Guessing a password: however it is tried, five tries are all there are."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from django.db import connection

from anju.audit.models import Event
from anju.centers.current import inside
from anju.ground.errors import Refusal
from anju.identity.limits import FREE_TRIES, TryLater
from anju.identity.models import Attempt, Credential
from anju.identity.set_password import set_password
from anju.identity.sign_in import NotSignedIn, sign_in_member, sign_in_staff
from anju.people.models import Staff

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
GUESSED = "41150219900307999X"


def guess_member() -> str:
    """One guess in a transaction of its own, as a request makes it."""
    try:
        with inside("xinyang"):
            sign_in_member(
                name=GUESSED, password="x", ways=("identity",), address="10.1.1.1", now=NOW
            )
    except Refusal as refusal:
        return refusal.code
    finally:
        connection.close()
    return "in"


@pytest.fixture
def swept(xinyang) -> Iterator[None]:
    """What other connections have written stays, so it is taken away by hand."""
    yield

    def sweep() -> None:
        with inside("xinyang"):
            Attempt.objects.filter(name=f"m:{GUESSED}").delete()
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(sweep).result()


def test_guesses_sent_all_at_once_are_counted_one_by_one(swept: None) -> None:
    with ThreadPoolExecutor(12) as pool:
        heard = [guess.result() for guess in [pool.submit(guess_member) for _ in range(12)]]
    assert heard.count(NotSignedIn.code) == FREE_TRIES
    assert heard.count(TryLater.code) == 12 - FREE_TRIES


@pytest.fixture
def clerk(xinyang) -> Staff:
    made = Staff.objects.create(login="gui01", name="周柜员", role="clerk", branch="市直管理部")
    set_password(
        holder=Credential.Holder.STAFF, holder_id=made.pk, password="Xy-right-9", now=NOW
    )
    return made


def sign_in(login: str, password: str) -> Staff:
    return sign_in_staff(login=login, password=password, address="10.1.1.2", now=NOW)


def test_spaces_round_a_login_give_no_further_tries(clerk: Staff) -> None:
    for spaces in range(FREE_TRIES):
        with pytest.raises(NotSignedIn):
            sign_in("gui01" + " " * spaces, "wrong")
    for login in ("gui01  ", "gui01" + " " * 100):
        with pytest.raises(TryLater):
            sign_in(login, "wrong")


def test_a_login_too_long_to_be_kept_is_counted_too(xinyang) -> None:
    for _ in range(FREE_TRIES):
        with pytest.raises(NotSignedIn):
            sign_in("x" * 200, "wrong")
    with pytest.raises(TryLater):
        sign_in("x" * 200, "wrong")


def test_a_sign_in_is_written_down_and_wipes_the_slate(clerk: Staff) -> None:
    with pytest.raises(NotSignedIn):
        sign_in("gui01", "wrong")
    assert sign_in(" gui01 ", "Xy-right-9").pk == clerk.pk
    assert not Attempt.objects.filter(name="s:gui01").exists()
    assert Event.objects.get(deed="sign_in").subject == f"staff/{clerk.pk}"
