"""An employer's agent asks for a correction; the member's telephone on file is told at once."""

from datetime import datetime, timedelta

from anju.identity.contacts.pages import Pages
from anju.identity.contacts.tell_numbers import tell_numbers
from anju.notices.models import Message
from anju.notices.write_message import write_message
from anju.people.corrections.decide_proposal import accept_for_new_employee
from anju.people.corrections.proposals import is_new_and_unproven, must_counter_look
from anju.people.corrections.propose_change import DAYS_OPEN, masked, propose_change
from anju.people.models import Employer, Member, Proposal
from anju.policy.items import CHINA

Field = Proposal.Field


def ask_for_correction(
    *,
    member: Member,
    employer: Employer,
    field: Proposal.Field,
    value: str,
    by: str,
    pages: Pages,
    now: datetime,
) -> Proposal:
    """Propose a correction; it counts only after the old mobile, the member or the counter.

    Only for a new employee who has never proven a mobile the number is written at once, as
    unverified and with payouts held. Raises as `propose_change`. (C-56, X-29, J-02.)
    """
    proposal = propose_change(
        member=member, employer=employer, field=field, value=value, by=by, now=now
    )
    if field == Field.MOBILE and _may_write(member, employer, proposal, now):
        decided = accept_for_new_employee(proposal=proposal, now=now)
        if decided.mobile is not None:
            tell_numbers(member=member, changed=decided.mobile, pages=pages, now=now)
        return decided.proposal
    if member.mobile:
        _ask(member, proposal, pages, now)
    return proposal


def _may_write(member: Member, employer: Employer, proposal: Proposal, now: datetime) -> bool:
    today = now.astimezone(CHINA).date()
    new = is_new_and_unproven(member, employer, today=today)
    return new and not must_counter_look(proposal)


def _ask(member: Member, proposal: Proposal, pages: Pages, now: datetime) -> None:
    field = Field(proposal.field)
    write_message(
        to=member.mobile,
        text=f"{proposal.employer.name[:40]}申请把您登记的{field.label}更正为 "
        f"{masked(field, proposal.value)}。同意或拒绝请打开 {pages.confirm}，"
        f"流水号 {proposal.number}；不处理则 {DAYS_OPEN} 天后作废，资料不变。",
        kind=Message.Kind.SECURITY,
        now=now,
        lives=timedelta(days=3),
    )
