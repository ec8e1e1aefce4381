"""The code from the agent's own phone opens what he asked for: registering or a reset."""

from datetime import datetime, timedelta

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.identity.codes.use_code import use_code
from anju.identity.employers.knock import PURPOSES, live_agent_knock
from anju.identity.models import Knock

TO_FINISH = timedelta(minutes=10)


class KnockGone(Refusal):
    code = "identity.agent_knock_gone"


def open_agent_knock(*, kind: Knock.Kind, session: str, typed: str, now: datetime) -> Knock:
    """Prove by the code that the phone on file is at hand; ten minutes remain to finish.

    Raises KnockGone when nothing was asked in this session or it is too old,
    WrongCode with one sentence for every wrong code.
    """
    knock = live_agent_knock(kind=kind, session=session, now=now)
    if knock is None or knock.proven_at is not None:
        raise _gone()
    use_code(purpose=PURPOSES[kind], about=knock.about, session=session, typed=typed, now=now)
    knock.proven_at, knock.expires_at = now, now + TO_FINISH
    knock.save(update_fields=["proven_at", "expires_at"])
    record(actor="visitor", deed=f"prove_{kind}", subject=f"agent/{knock.holder_id}")
    return knock


def proven_knock(*, kind: Knock.Kind, session: str, now: datetime) -> Knock:
    """What this session has proven and not yet finished; held until the transaction ends.

    Raises KnockGone when there is none.
    """
    found = live_agent_knock(kind=kind, session=session, now=now)
    if found is None or found.proven_at is None or found.verdict != Knock.Verdict.RIGHT:
        raise _gone()
    held = Knock.objects.select_for_update(no_key=True).get(pk=found.pk)
    if held.done_at is not None:
        raise _gone()
    return held


def _gone() -> KnockGone:
    return KnockGone("这次办理已经超过时间或已经办完，请从头开始填写。")
