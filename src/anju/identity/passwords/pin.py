"""The payment password (支付密码): six digits, asked only inside a session."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.identity.models import Holder, Pin
from anju.identity.passwords.check_strength import PersonWords, Shape, check_strength
from anju.identity.passwords.tell_owner import tell_owner
from anju.people.models import Hold, Member
from anju.people.restraints.hold_payouts import hold_payouts
from anju.people.restraints.holds import end_of_hold
from anju.policy.items import CHINA

TRIES = 5
LOCKED_FOR = timedelta(hours=24)


class PinAlreadySet(Refusal):
    code = "identity.pin_already_set"


class NoPin(Refusal):
    code = "identity.no_pin"


class WrongPin(Refusal):
    code = "identity.wrong_pin"


class PinLocked(Refusal):
    code = "identity.pin_locked"


class SamePin(Refusal):
    code = "identity.same_pin"


def has_pin(member_id: int) -> bool:
    """Whether the member has a payment password."""
    return Pin.objects.filter(member_id=member_id).exists()


def set_pin(*, member_id: int, pin: str, about: PersonWords, now: datetime) -> None:
    """Set the first payment password. Raises PinAlreadySet, WeakPassword. (J-23.)"""
    if has_pin(member_id):
        raise PinAlreadySet(
            "您已设置支付密码。修改请用“支付密码变更”，忘记了请用“支付密码找回”。"
        )
    check_strength(password=pin, about=about, shape=Shape.SHORT)
    Pin.objects.create(member_id=member_id, password=make_password(pin), set_at=now)
    _note(member_id, "pin_set")


def change_pin(
    *, member_id: int, old: str, new: str, about: PersonWords, now: datetime
) -> None:
    """Change the payment password with the old one; a wrong old one counts like any other.

    Raises SamePin if the two are equal, else as `check_pin` and WeakPassword. (J-20.)
    """
    check_pin(member_id=member_id, pin=old, now=now)
    if new == old:
        raise SamePin("新支付密码与原支付密码相同，请换一组数字。")
    check_strength(password=new, about=about, shape=Shape.SHORT)
    _put(member_id, new, now)
    _note(member_id, "pin_changed")
    _tell(member_id, "您的支付密码已修改。", now)


def recover_pin(*, member_id: int, pin: str, about: PersonWords, now: datetime) -> None:
    """Set the payment password anew for somebody who has proven himself again by a code.

    It opens a locked one, and payouts are held for a while. Raises WeakPassword. (J-19.)
    """
    check_strength(password=pin, about=about, shape=Shape.SHORT)
    _put(member_id, pin, now)
    _note(member_id, "pin_recovered")
    reason = Hold.Reason.PIN_RECOVERED
    until = end_of_hold(reason=reason, now=now)
    hold_payouts(member=Member.objects.get(pk=member_id), reason=reason, until=until, now=now)
    _tell(member_id, "您的支付密码已重新设置。", now)


def check_pin(*, member_id: int, pin: str, now: datetime) -> None:
    """Let a right payment password through; the fifth wrong one locks it for 24 hours.

    The lock does not touch signing in, and its owner is told by SMS. Raises NoPin, PinLocked,
    WrongPin with the tries that are left; the caller must keep the count, so it answers a
    refusal instead of letting it escape the request. (Security 3.3.)
    """
    with transaction.atomic():
        kept = Pin.objects.select_for_update().filter(member_id=member_id).first()
        if kept is None:
            raise NoPin("您还没有支付密码，请先设置。")
        _check_open(kept, now)
        right = check_password(pin, kept.password, setter=lambda raw: _renew(kept, raw))
        _count(kept, right, now)
    if not right:
        _check_open(kept, now)
        raise WrongPin(
            f"支付密码不对，还可以再试 {TRIES - kept.wrong} 次。忘记了请用“支付密码找回”。"
        )


def _check_open(kept: Pin, now: datetime) -> None:
    if kept.locked_until is not None and now < kept.locked_until:
        raise PinLocked(
            f"支付密码连续输错 {TRIES} 次，已锁定到 {_moment(kept.locked_until)}，"
            "登录不受影响。忘记了请用“支付密码找回”。"
        )


def _count(kept: Pin, right: bool, now: datetime) -> None:
    kept.wrong = 0 if right else kept.wrong + 1
    kept.locked_until = None
    if kept.wrong >= TRIES:
        kept.wrong, kept.locked_until = 0, now + LOCKED_FOR
        _note(kept.member_id, "pin_locked")
        moment = _moment(kept.locked_until)
        words = f"您的支付密码连续输错 {TRIES} 次，已锁定到 {moment}，登录不受影响。"
        _tell(kept.member_id, words, now)
    kept.save(update_fields=["wrong", "locked_until"])


def _put(member_id: int, pin: str, now: datetime) -> None:
    fresh = {"password": make_password(pin), "set_at": now, "wrong": 0, "locked_until": None}
    Pin.objects.update_or_create(member_id=member_id, defaults=fresh)


def _renew(kept: Pin, pin: str) -> None:
    kept.password = make_password(pin)
    kept.save(update_fields=["password"])


def _note(member_id: int, deed: str) -> None:
    who = f"member/{member_id}"
    record(actor=who, deed=deed, subject=who)


def _tell(member_id: int, text: str, now: datetime) -> None:
    tell_owner(holder=Holder.MEMBER, holder_id=member_id, text=text, now=now)


def _moment(at: datetime) -> str:
    local = at.astimezone(CHINA)
    return f"{local.month} 月 {local.day} 日 {local:%H:%M}"
