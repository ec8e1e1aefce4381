"""Answers an employer's proposed correction and tells the member what came of it."""

from datetime import datetime

from anju.identity.contacts.pages import Pages
from anju.identity.contacts.tell_numbers import tell_numbers
from anju.identity.models import Holder
from anju.identity.passwords.tell_owner import tell_owner
from anju.notices.models import Notice
from anju.notices.push_notices import push_notice
from anju.people.corrections.decide_proposal import decide_proposal
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
    if accept:
        push_notice(notice=_done(found))
    if decided.mobile is not None:
        member = Member.objects.get(pk=found.member_id)
        tell_numbers(member=member, changed=decided.mobile, pages=pages, now=now)
        return found
    field = Proposal.Field(found.field).label
    words = f"已更正您登记的{field}。" if accept else f"{field}更正申请已被拒绝，资料没有改变。"
    tell_owner(holder=Holder.MEMBER, holder_id=found.member_id, text=words, now=now)
    return found


def _done(proposal: Proposal) -> Notice:
    member = Member.objects.get(pk=proposal.member_id)
    return Notice(
        recipient=member.pk,
        business="汇补缴业务个人信息变更审批",
        text=f"尊敬的{member.name}，您已完成个人信息变更审批",
        channel="柜面" if proposal.decided_how == Proposal.How.COUNTER else "网厅-单位版",
        source=proposal.number,
    )
