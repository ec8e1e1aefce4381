"""The code from the agent's own phone opens what he asked for: registering or a reset."""

from datetime import datetime

from anju.ground.errors import Refusal
from anju.identity.employers.knock import DOOR
from anju.identity.employers.told import refusal_of_agent
from anju.identity.knocks.alive import live_knock
from anju.identity.knocks.prove_knock import prove_knock
from anju.identity.models import Knock


class KnockGone(Refusal):
    code = "identity.agent_knock_gone"


def open_agent_knock(*, kind: Knock.Kind, session: str, typed: str, now: datetime) -> Knock:
    """Prove by the code that the phone on file is at hand; the rest of the quarter of an hour
    remains to finish.

    Raises KnockGone when nothing was asked in this session or it is too old,
    WrongCode with one sentence for every wrong code.
    """
    knock = live_knock(holder=DOOR.holder, kind=kind, session=session, now=now)
    if knock is None or knock.proven_at is not None:
        raise _gone()
    return prove_knock(door=DOOR, knock=knock, typed=typed, now=now)


def proven_knock(*, kind: Knock.Kind, session: str, now: datetime) -> Knock:
    """What this session has proven and not yet finished; held until the transaction ends.

    Raises KnockGone when there is none, and what `refusal_of_agent` says where a case stands in
    the way.
    """
    found = live_knock(holder=DOOR.holder, kind=kind, session=session, now=now)
    if found is None or found.proven_at is None:
        raise _gone()
    refused = refusal_of_agent(found)
    if refused is not None:
        raise refused
    if found.verdict != Knock.Verdict.RIGHT:
        raise _gone()
    held = Knock.objects.select_for_update(no_key=True).get(pk=found.pk)
    if held.done_at is not None:
        raise _gone()
    return held


def _gone() -> KnockGone:
    return KnockGone("这次办理已经超过时间或已经办完，请从头开始填写。")
