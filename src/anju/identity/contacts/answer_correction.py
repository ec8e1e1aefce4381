"""Answers an employer's proposed correction and tells the member what came of it."""

from datetime import datetime

from anju.identity.contacts.pages import Pages
from anju.identity.contacts.tell_numbers import tell_numbers
from anju.identity.models import Holder
from anju.identity.passwords.tell_owner import tell_owner
from anju.people.decide_proposal import decide_proposal
from anju.people.models import Member, Proposal


def answer_correction(
    *,
    proposal: Proposal,
    accept: bool,
    how: Proposal.How,
    by: str,
    reason: str = "",
    pages: Pages,
    now: datetime,
) -> Proposal:
    """Accept or refuse; an accepted mobile is told to both numbers with the disavow link.

    The door has proven who answers. Raises as `decide_proposal`. (C-56, X-29; security C1.)
    """
    decided = decide_proposal(
        proposal=proposal, accept=accept, how=how, by=by, reason=reason, now=now
    )
    found = decided.proposal
    if decided.mobile is not None:
        member = Member.objects.get(pk=found.member_id)
        tell_numbers(member=member, changed=decided.mobile, pages=pages, now=now)
        return found
    field = Proposal.Field(found.field).label
    words = f"已更正您登记的{field}。" if accept else f"{field}更正申请已被拒绝，资料没有改变。"
    tell_owner(holder=Holder.MEMBER, holder_id=found.member_id, text=words, now=now)
    return found
