"""A member lets more money out: his lock opens or his limit rises, and his phone is told."""

from datetime import datetime

from anju.ground.money import format_yuan
from anju.identity.models import Holder
from anju.identity.passwords.tell_owner import tell_owner
from anju.people.models import Hold, Member
from anju.people.restraints.set_day_limit import set_day_limit
from anju.people.restraints.withdrawal_lock import unlock_withdrawals
from anju.policy.items import CHINA


def open_own_lock(*, member: Member, now: datetime) -> Hold:
    """Open the withdrawal lock; payouts wait, and the number on file is told until when.

    Raises as `unlock_withdrawals`. (Security P1: loosening waits and is told.)
    """
    waiting = unlock_withdrawals(member=member, now=now)
    _tell(member, "您已解除提取锁", waiting, now)
    return waiting


def set_own_limit(
    *, member: Member, limit_fen: int | None, proven: bool, now: datetime
) -> Hold | None:
    """Set the daily limit in fen; a higher one waits and is told, a lower one binds at once.

    Raises as `set_day_limit`. (Security P1, B2.)
    """
    waiting = set_day_limit(member=member, limit_fen=limit_fen, proven=proven, now=now)
    if waiting is not None:
        limit = "中心规定的限额" if limit_fen is None else f" {format_yuan(limit_fen)} 元"
        _tell(member, f"您的网上每日提取限额已提高到{limit}", waiting, now)
    return waiting


def _tell(member: Member, what: str, waiting: Hold, now: datetime) -> None:
    until = (waiting.until or now).astimezone(CHINA)
    text = f"{what}，{until:%m-%d %H:%M} 后生效，之前暂停支付。"
    tell_owner(holder=Holder.MEMBER, holder_id=member.pk, text=text, now=now)
