"""Lets the center's own people in: a password is half the way, a second factor the other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.identity.factors.keys import keys_of
from anju.identity.factors.staff_password import is_due
from anju.identity.factors.totp import prove_totp
from anju.identity.guessing import failures, forgive, take_try
from anju.identity.models import Holder
from anju.identity.passwords.prove_password import prove_password
from anju.people.models import Staff

HALF_WAY = timedelta(minutes=5)
TRIES = 5


class StaffNotSignedIn(Refusal):
    code = "identity.staff_not_signed_in"


class HalfWayOver(Refusal):
    code = "identity.half_way_over"


class Missing(Enum):
    """What somebody who is half way in still has to show or to set."""

    PASSWORD = "password"
    FACTOR = "factor"
    ENROL = "enrol"
    NOTHING = "nothing"


@dataclass(frozen=True)
class HalfWay:
    """Somebody between the first and the second factor; no session yet."""

    staff: Staff
    since: datetime
    address: str
    # By a slip, not by a password: a password must be set, and a factor may be enrolled.
    activated: bool = False
    renewed: bool = False
    proven: bool = False


def sign_in_staff(*, login: str, password: str, address: str, now: datetime) -> HalfWay:
    """Check 工号 and 密码; nobody is in before the second factor.

    Raises StaffNotSignedIn with one sentence for every cause, TryLater after too many failures.
    """
    typed = login.strip()
    clerk = Staff.objects.filter(login=typed, active=True).first()
    right = prove_password(
        holder=Holder.STAFF,
        holder_id=clerk.pk if clerk else None,
        password=password,
        key=f"s:{typed}",
        address=address,
        now=now,
    )
    if clerk is None or not right:
        raise StaffNotSignedIn("工号或密码不对。请核对后再试；忘记密码请联系安全管理员。")
    return HalfWay(clerk, now, address)


def what_is_missing(half: HalfWay, *, now: datetime) -> Missing:
    """The next thing to ask of somebody who is half way in.

    Raises HalfWayOver after five minutes, for who was disabled meanwhile, and for who has no
    second factor but came by a password: only a slip opens the enrolment of one, or whoever
    guesses a password would bring his own.
    """
    check_half_way(half, now=now)
    if half.activated and not half.renewed:
        return Missing.PASSWORD
    has = keys_of(holder=Holder.STAFF, holder_id=half.staff.pk).any
    if not half.proven:
        if has:
            return Missing.FACTOR
        if half.activated:
            return Missing.ENROL
        raise HalfWayOver("您还没有登记动态口令或通行密钥，请凭激活函办理首次登录。")
    due = is_due(holder_id=half.staff.pk, now=now)
    return Missing.PASSWORD if due else Missing.NOTHING


def check_half_way(half: HalfWay, *, now: datetime) -> None:
    """Five minutes, and still in service. Raises HalfWayOver."""
    if now >= half.since + HALF_WAY:
        raise HalfWayOver("两步验证要在 5 分钟内完成，已超时。请重新登录。")
    if not Staff.objects.filter(pk=half.staff.pk, active=True).exists():
        raise HalfWayOver("登录已失效，请重新登录。")


def prove_code(half: HalfWay, *, typed: str, now: datetime) -> None:
    """Take a one-time code. Raises WrongFactor; HalfWayOver after five tries; TryLater."""
    _count(
        half,
        lambda: prove_totp(holder=Holder.STAFF, holder_id=half.staff.pk, typed=typed, now=now),
        now,
    )


def prove_otherwise(half: HalfWay, *, proof: Callable[[], object], now: datetime) -> None:
    """Take a passkey's signature under the same count of tries. Raises as `prove_code`."""
    _count(half, proof, now)


def _count(half: HalfWay, proof: Callable[[], object], now: datetime) -> None:
    """A try is counted before it is looked at, so that none of many at once is free."""
    check_half_way(half, now=now)
    name = f"f:{half.staff.pk}"
    if failures(name=name, since=half.since) >= TRIES:
        raise HalfWayOver("连续 5 次没有通过，这次登录已取消。请重新登录。")
    take_try(name=name, address=half.address, now=now)
    who = f"staff/{half.staff.pk}"
    try:
        proof()
    except Refusal:
        record(actor=who, deed="refuse_factor", subject=who, address=half.address)
        raise
    forgive(name=name, address=half.address, now=now)
    record(actor=who, deed="sign_in", subject=who)
