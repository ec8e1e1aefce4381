"""Asks for another code with what was typed before; nothing need be typed twice."""

from datetime import date, datetime

from anju.identity.employers.knock import DOOR, knock_as_agent, typed_in
from anju.identity.employers.open_knock import KnockGone
from anju.identity.knocks.alive import live_knock
from anju.identity.models import Knock


def knock_again(
    *, kind: Knock.Kind, session: str, address: str, today: date, now: datetime
) -> datetime:
    """Knock as before; answers when the next code may be asked for.

    Raises KnockGone when nothing waits in this session, TryLater beyond the limits.
    """
    before = live_knock(holder=DOOR.holder, kind=kind, session=session, now=now)
    if before is None or before.proven_at is not None:
        raise KnockGone("这次办理已经超过时间或已经办完，请从头开始填写。")
    return knock_as_agent(
        kind=kind,
        facts=typed_in(before),
        session=session,
        address=address,
        today=today,
        now=now,
    )
