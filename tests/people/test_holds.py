"""Holds shut the money door at once, and open it only by time or by a named person."""

from datetime import UTC, datetime, timedelta

import pytest

from anju.audit.models import Event
from anju.people.models import FundAccount, Hold, Member
from anju.people.restraints.hold_payouts import hold_payouts
from anju.people.restraints.holds import PayoutsHeld, check_may_pay_out, end_of_hold, open_holds
from anju.people.restraints.lift_hold import HoldIsOver, WhyLift, lift_hold
from anju.people.restraints.set_day_limit import (
    LimitAsItWas,
    LimitTooHigh,
    LimitWouldRise,
    set_day_limit,
)
from anju.people.restraints.withdrawal_lock import (
    LockAsItWas,
    is_locked,
    lock_withdrawals,
    unlock_withdrawals,
)

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def fang(wang: FundAccount) -> Member:
    return wang.member


def held(member: Member, now: datetime) -> str:
    with pytest.raises(PayoutsHeld) as told:
        check_may_pay_out(member=member, now=now)
    return told.value.sentence


def test_without_a_hold_money_may_leave(fang: Member) -> None:
    check_may_pay_out(member=fang, now=NOW)


@pytest.mark.parametrize(
    ("reason", "hours"),
    [
        (Hold.Reason.REGISTERED, 72),
        (Hold.Reason.RESET, 24),
        (Hold.Reason.MOBILE_CHANGED, 72),
        (Hold.Reason.PIN_RECOVERED, 24),
        (Hold.Reason.LIMIT_RAISED, 12),
        (Hold.Reason.UNLOCKED, 24),
    ],
)
def test_each_loosening_waits_as_long_as_the_profile_says(
    fang: Member, reason: Hold.Reason, hours: int
) -> None:
    until = end_of_hold(reason=reason, now=NOW)
    assert until == NOW + hours * HOUR
    hold_payouts(member=fang, reason=reason, until=until, now=NOW)
    assert reason.label in held(fang, until - HOUR)
    check_may_pay_out(member=fang, now=until)


def test_the_refusal_says_why_until_when_and_what_to_do(fang: Member) -> None:
    reason = Hold.Reason.MOBILE_CHANGED
    hold_payouts(member=fang, reason=reason, until=NOW + 72 * HOUR, now=NOW)
    said = held(fang, NOW)
    assert "变更手机号码" in said
    assert "2026-11-21 10:00" in said
    assert "自动恢复" in said


def test_a_shorter_hold_never_shortens_a_longer_one(fang: Member) -> None:
    for hours in (72, 24):
        hold_payouts(member=fang, reason=Hold.Reason.RESET, until=NOW + hours * HOUR, now=NOW)
    assert [hold.until for hold in open_holds(fang, NOW)] == [NOW + 72 * HOUR]
    assert "2026-11-21" in held(fang, NOW + 30 * HOUR)


def test_every_hold_stands_in_the_trail(fang: Member) -> None:
    hold_payouts(member=fang, reason=Hold.Reason.DISAVOWED, until=None, now=NOW)
    event = Event.objects.get(deed="hold_payouts")
    assert (event.subject, event.detail["reason"]) == (f"member/{fang.pk}", "disavowed")


def test_a_hold_without_an_end_waits_for_a_named_person_with_a_reason(fang: Member) -> None:
    hold = hold_payouts(member=fang, reason=Hold.Reason.DISAVOWED, until=None, now=NOW)
    assert "带身份证到就近的管理部" in held(fang, NOW + 10_000 * HOUR)
    with pytest.raises(WhyLift):
        lift_hold(hold=hold, by="柜员甲", reason=" ", now=NOW)
    lift_hold(hold=hold, by="柜员甲", reason="本人持身份证核实", now=NOW)
    check_may_pay_out(member=fang, now=NOW)
    with pytest.raises(HoldIsOver):
        lift_hold(hold=hold, by="柜员甲", reason="再来一次", now=NOW)
    assert Event.objects.get(deed="lift_hold").detail["reason"] == "本人持身份证核实"


def test_lifting_one_hold_leaves_the_others(fang: Member) -> None:
    until = NOW + 24 * HOUR
    hold_payouts(member=fang, reason=Hold.Reason.RESET, until=until, now=NOW)
    other = hold_payouts(member=fang, reason=Hold.Reason.DISAVOWED, until=None, now=NOW)
    lift_hold(hold=other, by="柜员甲", reason="本人核实", now=NOW)
    assert "重置登录密码" in held(fang, NOW)


def test_the_own_lock_shuts_at_once_and_opens_a_day_later(fang: Member) -> None:
    lock_withdrawals(member=fang, now=NOW)
    assert is_locked(fang, NOW)
    assert "提取锁" in held(fang, NOW + 1000 * HOUR)
    unlock_withdrawals(member=fang, now=NOW + HOUR)
    assert not is_locked(fang, NOW + HOUR)
    assert "解除提取锁" in held(fang, NOW + 24 * HOUR)
    check_may_pay_out(member=fang, now=NOW + 25 * HOUR)


def test_a_lock_that_is_as_it_was_is_said_to_be_so(fang: Member) -> None:
    lock_withdrawals(member=fang, now=NOW)
    with pytest.raises(LockAsItWas, match="没有变化"):
        lock_withdrawals(member=fang, now=NOW)
    unlock_withdrawals(member=fang, now=NOW)
    with pytest.raises(LockAsItWas, match="没有变化"):
        unlock_withdrawals(member=fang, now=NOW)


def test_a_lower_limit_holds_at_once_and_holds_no_money(fang: Member) -> None:
    assert set_day_limit(member=fang, limit_fen=200_000, proven=False, now=NOW) is None
    fang.refresh_from_db()
    assert fang.day_limit_fen == 200_000
    check_may_pay_out(member=fang, now=NOW)


@pytest.mark.parametrize("limit", [500_000, None])
def test_a_higher_limit_needs_a_proof_and_twelve_hours(fang: Member, limit: int | None) -> None:
    set_day_limit(member=fang, limit_fen=200_000, proven=False, now=NOW)
    with pytest.raises(LimitWouldRise):
        set_day_limit(member=fang, limit_fen=limit, proven=False, now=NOW)
    set_day_limit(member=fang, limit_fen=limit, proven=True, now=NOW)
    assert "提高每日限额" in held(fang, NOW + 11 * HOUR)
    check_may_pay_out(member=fang, now=NOW + 12 * HOUR)


def test_a_limit_that_is_the_same_or_absurd_is_refused(fang: Member) -> None:
    set_day_limit(member=fang, limit_fen=0, proven=False, now=NOW)
    with pytest.raises(LimitAsItWas, match="没有变化"):
        set_day_limit(member=fang, limit_fen=0, proven=True, now=NOW)
    with pytest.raises(LimitTooHigh):
        set_day_limit(member=fang, limit_fen=10**12, proven=True, now=NOW)
