"""The payment password: asked inside a session, five tries, locked for a day, never weak."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection
from tests.people_of_the_town import employer, opening, staff

from anju.centers.current import inside
from anju.ground.errors import Refusal
from anju.identity.models import Pin
from anju.identity.passwords.check_strength import PersonWords, WeakPassword
from anju.identity.passwords.pin import (
    TRIES,
    NoPin,
    PinAlreadySet,
    PinLocked,
    SamePin,
    WrongPin,
    change_pin,
    check_pin,
    recover_pin,
    set_pin,
)
from anju.notices.models import Message
from anju.people.models import Hold, Member

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
RIGHT, OTHER = "830527", "417096"
PARALLEL = 990_001


@pytest.fixture
def wang(xinyang) -> Member:
    """王芳 with a mobile on file and a payment password."""
    staff(employer(), opening(1, "王芳"))
    member = Member.objects.get(name="王芳")
    member.mobile = "13900000077"
    member.save()
    set_pin(member_id=member.pk, pin=RIGHT, about=words(member), now=NOW)
    return member


def words(member: Member) -> PersonWords:
    return PersonWords(member.name, member.identity_number, member.mobile)


def check(member: Member, pin: str, after: timedelta = timedelta()) -> None:
    check_pin(member_id=member.pk, pin=pin, now=NOW + after)


def lock(member: Member) -> None:
    for _ in range(TRIES - 1):
        with pytest.raises(WrongPin):
            check(member, OTHER)
    with pytest.raises(PinLocked):
        check(member, OTHER)


@pytest.mark.rows("J-23")
def test_five_wrong_ones_lock_it_for_a_day_and_its_owner_is_told(wang: Member) -> None:
    lock(wang)
    with pytest.raises(PinLocked, match="11 月 19 日 10:00"):
        check(wang, RIGHT, timedelta(hours=23, minutes=59))
    check(wang, RIGHT, timedelta(hours=24))
    told = Message.objects.get()
    assert (told.to, told.kind) == ("13900000077", Message.Kind.SECURITY)
    assert "支付密码连续输错 5 次" in told.text
    assert "登录不受影响" in told.text


def test_a_right_one_wipes_the_slate_and_a_wrong_one_says_what_is_left(wang: Member) -> None:
    for _ in range(2):
        for _ in range(TRIES - 1):
            with pytest.raises(WrongPin):
                check(wang, OTHER)
        check(wang, RIGHT)
    with pytest.raises(WrongPin, match="还可以再试 4 次"):
        check(wang, OTHER)


@pytest.mark.rows("J-20")
def test_a_change_needs_the_old_one_and_another_new_one(wang: Member) -> None:
    about = words(wang)
    with pytest.raises(WrongPin):
        change_pin(member_id=wang.pk, old=OTHER, new="603815", about=about, now=NOW)
    with pytest.raises(SamePin, match="与原支付密码相同"):
        change_pin(member_id=wang.pk, old=RIGHT, new=RIGHT, about=about, now=NOW)
    with pytest.raises(WeakPassword):
        change_pin(member_id=wang.pk, old=RIGHT, new="900307", about=about, now=NOW)
    change_pin(member_id=wang.pk, old=RIGHT, new=OTHER, about=about, now=NOW)
    check(wang, OTHER)
    with pytest.raises(WrongPin):
        check(wang, RIGHT)
    assert "支付密码已修改" in Message.objects.get().text


@pytest.mark.rows("J-19")
def test_a_recovered_one_opens_the_lock_and_holds_payouts(wang: Member) -> None:
    lock(wang)
    recover_pin(member_id=wang.pk, pin=OTHER, about=words(wang), now=NOW)
    check(wang, OTHER)
    hold = Hold.objects.get(member=wang)
    assert hold.reason == Hold.Reason.PIN_RECOVERED
    assert hold.until == NOW + timedelta(hours=24)


def test_what_is_not_set_cannot_be_asked_and_is_set_only_once(wang: Member) -> None:
    with pytest.raises(NoPin):
        check_pin(member_id=wang.pk + 1, pin=RIGHT, now=NOW)
    with pytest.raises(PinAlreadySet):
        set_pin(member_id=wang.pk, pin=OTHER, about=words(wang), now=NOW)


def guess(pin: str) -> str:
    """One guess in a transaction of its own, as a request makes it."""
    try:
        with inside("xinyang"):
            check_pin(member_id=PARALLEL, pin=pin, now=NOW)
    except Refusal as refusal:
        return refusal.code
    finally:
        connection.close()
    return "open"


def put(pin: str | None) -> None:
    with inside("xinyang"):
        Pin.objects.filter(member_id=PARALLEL).delete()
        if pin is not None:
            Pin.objects.create(member_id=PARALLEL, password=make_password(pin), set_at=NOW)
    connection.close()


def test_guesses_sent_all_at_once_are_counted_one_by_one(
    xinyang, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anju.identity.passwords.pin.tell_owner", lambda **told: None)
    with ThreadPoolExecutor(8) as pool:
        pool.submit(put, RIGHT).result()
        try:
            heard = list(pool.map(guess, [OTHER] * 12))
            assert heard.count(WrongPin.code) == TRIES - 1
            assert heard.count(PinLocked.code) == 12 - TRIES + 1
            assert pool.submit(guess, RIGHT).result() == PinLocked.code
        finally:
            pool.submit(put, None).result()
