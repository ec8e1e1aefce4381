"""The member's own lock on withdrawals (提取锁): shut at once, opened only after a wait."""

from datetime import datetime

from anju.ground.errors import Refusal
from anju.people.models import Hold, Member
from anju.people.restraints.hold_payouts import hold_payouts
from anju.people.restraints.holds import end_of_hold, open_holds
from anju.people.restraints.lift_hold import lift_hold

LOCK, UNLOCKED = Hold.Reason.OWN_LOCK, Hold.Reason.UNLOCKED


class LockAsItWas(Refusal):
    code = "people.lock_as_it_was"


def lock_withdrawals(*, member: Member, now: datetime) -> Hold:
    """Shut the lock; it binds from this moment on. Raises LockAsItWas if it is shut."""
    if is_locked(member, now):
        raise LockAsItWas("没有变化：提取锁已经是开启状态。")
    return hold_payouts(member=member, reason=LOCK, until=None, now=now, by=_by(member))


def unlock_withdrawals(*, member: Member, now: datetime) -> Hold:
    """Open the lock: payouts stay held for the profile's hours (24) and then go again.

    Raises LockAsItWas if it is not shut. The door asks for a fresh proof first. (Security P1.)
    """
    locks = list(open_holds(member, now).filter(reason=LOCK))
    if not locks:
        raise LockAsItWas("没有变化：提取锁没有开启。")
    # The wait is written before the lock goes: there is no moment without either.
    until = end_of_hold(reason=UNLOCKED, now=now)
    waiting = hold_payouts(member=member, reason=UNLOCKED, until=until, now=now, by=_by(member))
    for lock in locks:
        lift_hold(hold=lock, by=_by(member), reason="本人解除提取锁", now=now)
    return waiting


def is_locked(member: Member, now: datetime) -> bool:
    """Whether the member's own lock is shut."""
    return open_holds(member, now).filter(reason=LOCK).exists()


def _by(member: Member) -> str:
    return f"member/{member.pk}"
