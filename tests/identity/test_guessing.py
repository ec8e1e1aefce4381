"""Guessing a password: however it is tried, few tries are all there are."""

from datetime import UTC, datetime, timedelta

import pytest

from anju.audit.models import Event
from anju.identity.alarms import open_alarms
from anju.identity.guessing import failures, forgive, is_known_place, take_try, watch
from anju.identity.limit_table import SIGN_IN_BLOCK, SIGN_IN_HALL, SIGN_IN_NAME
from anju.identity.limits import TryLater, block_of
from anju.identity.models import Holder, Tally, Visit
from anju.identity.prune import prune
from anju.identity.visits.begin_visit import Guest, begin_visit

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
FREE = SIGN_IN_NAME.most


def guess(name: str = "m:7", *, at: datetime = NOW, **other) -> bool:
    """One wrong guess; whether it was looked at."""
    usual = {"address": "10.0.0.1", "password": f"guess at {at} {name}"}
    try:
        take_try(name=name, now=at, **{**usual, **other})
    except TryLater:
        return False
    return True


def test_five_tries_are_looked_at_and_the_sixth_waits_half_a_minute(xinyang) -> None:
    assert [guess() for _ in range(7)] == [True] * FREE + [False] * 2
    with pytest.raises(TryLater, match="请在 30 秒后再试"):
        take_try(name="m:7", address="10.0.0.1", now=NOW)
    assert guess(at=NOW + timedelta(seconds=30))
    assert not guess(at=NOW + timedelta(seconds=89))
    assert guess(at=NOW + timedelta(seconds=90))


def test_two_hundred_passwords_on_one_person_are_slowed_wherever_they_come_from(
    xinyang,
) -> None:
    """One guess every half minute, each from a neighbourhood of its own, for a day."""
    looked_at = sum(
        guess(at=NOW + timedelta(seconds=30 * number), address=f"10.{number % 200}.0.1")
        for number in range(24 * 120)
    )
    assert looked_at <= 120


def test_nobody_is_locked_for_good_and_refused_tries_lock_nobody_longer(xinyang) -> None:
    for seconds in range(3600):
        guess(at=NOW + timedelta(seconds=seconds))
    assert guess(at=NOW + timedelta(minutes=75, seconds=1))


def test_a_right_password_wipes_the_slate(xinyang) -> None:
    for _ in range(FREE):
        guess()
    assert failures(name="m:7", since=NOW - MINUTE) == FREE
    at = NOW + MINUTE
    take_try(name="m:7", address="10.0.0.1", now=at)
    forgive(name="m:7", address="10.0.0.1", now=at)
    assert failures(name="m:7", since=NOW - MINUTE) == 0
    assert guess(at=at)


def test_where_somebody_signs_in_nobody_locks_him_out_from_elsewhere(xinyang) -> None:
    begin_visit(
        guest=Guest(Holder.MEMBER, 7),
        strength=Visit.Strength.PASSWORD,
        address="192.0.2.9",
        device="",
        session_key="x",
        now=NOW - timedelta(days=3),
    )
    for _ in range(FREE + 1):
        guess()
    home = {"holder": Holder.MEMBER, "holder_id": 7, "now": NOW}
    assert is_known_place(address="192.0.2.200", **home)
    assert not is_known_place(address="192.0.3.9", **home)
    assert not is_known_place(address="", **home)
    assert guess(address="192.0.2.200", known=True)


def test_a_neighbourhood_has_twenty_failures_a_minute(xinyang) -> None:
    looked_at = [guess(f"m:{number}", address=f"10.0.0.{number}") for number in range(40)]
    assert looked_at.count(True) == SIGN_IN_BLOCK.most
    assert guess("m:99", address="10.0.1.1")
    assert guess("m:99", at=NOW + MINUTE, address="10.0.0.1")


@pytest.mark.parametrize(
    ("address", "block"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("unix", ""),
        ("203.0.113.77, 10.0.0.1", ""),
    ],
)
def test_an_address_has_a_neighbourhood(address: str, block: str) -> None:
    assert block_of(address) == block


def test_one_password_on_five_hundred_persons_is_noticed_and_slowed(xinyang) -> None:
    looked_at = sum(
        guess(f"m:{number}", address=f"10.{number % 250}.0.1", password="Spring2026!")
        for number in range(500)
    )
    assert looked_at == 10
    alarm = Event.objects.get(deed="alarm")
    assert alarm.subject == "sign_in_password"
    assert open_alarms(now=alarm.at) == ["有人用同一个密码尝试多个账号"]
    assert guess("m:600", address="10.251.0.1", password="another word")


def test_many_failures_in_the_whole_hall_raise_one_alarm(xinyang) -> None:
    for number in range(SIGN_IN_HALL.most):
        assert guess(f"m:{number}", address=f"10.{number % 250}.{number // 250}.1")
    for _ in range(3):
        watch(now=NOW + MINUTE)
    assert Event.objects.filter(deed="alarm", subject="sign_in_hall").count() == 1


def test_right_passwords_do_not_count_against_the_neighbourhood_or_the_hall(xinyang) -> None:
    for number in range(40):
        usual = {"name": f"m:{number}", "address": "10.0.0.1", "password": "same"}
        take_try(now=NOW, **usual)
        forgive(now=NOW, **usual)
    assert not Tally.objects.filter(count__gt=0).exists()


def test_rows_name_neither_person_nor_address_nor_password(xinyang) -> None:
    guess("m:41150219900307999X", password="Spring2026!")
    kept = b"".join(bytes(row.key) for row in Tally.objects.all())
    for named in (b"41150219900307999X", b"10.0.0", b"Spring2026!"):
        assert named not in kept


def test_counts_are_forgotten_after_the_longest_window(xinyang) -> None:
    guess()
    assert prune(now=NOW + timedelta(hours=24)) == 0
    assert prune(now=NOW + timedelta(hours=25)) == 4
