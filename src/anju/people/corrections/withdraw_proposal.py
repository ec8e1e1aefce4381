"""An employer's agent takes back a correction that nobody has answered yet."""

from datetime import datetime

from anju.audit.record import record
from anju.people.corrections.decide_proposal import ProposalIsOver
from anju.people.models import Employer, Proposal


def withdraw_proposal(*, number: str, employer: Employer, by: str, now: datetime) -> Proposal:
    """Withdraw one of this employer's own proposals; the employee's data stay as they are.

    Raises ProposalIsOver for one that was answered, has run out, or is not the employer's.
    """
    found = (
        Proposal.objects.select_for_update(no_key=True)
        .filter(number=number, employer=employer, state=Proposal.State.WAITING)
        .filter(expires_at__gt=now)
        .first()
    )
    if found is None:
        raise ProposalIsOver("这条更正申请已经处理过或已过期，不用再撤回。")
    found.state, found.decided_at, found.decided_by = Proposal.State.WITHDRAWN, now, by[:60]
    found.save(update_fields=["state", "decided_at", "decided_by"])
    record(
        actor=by,
        deed="withdraw_proposal",
        subject=f"member/{found.member_id}",
        number=found.number,
    )
    return found
