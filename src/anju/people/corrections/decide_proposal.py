"""Accepts or refuses a correction that an employer's agent has asked for."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.ground.identity import check_identity_number
from anju.people.accounts.open_accounts import sounds_of
from anju.people.change_mobile import MobileChanged, change_mobile
from anju.people.corrections.proposals import must_counter_look
from anju.people.corrections.propose_change import masked, value_of
from anju.people.models import Hold, Member, Proposal
from anju.people.restraints.hold_payouts import hold_payouts
from anju.people.restraints.holds import end_of_hold
from anju.policy.items import CHINA

State, Field = Proposal.State, Proposal.Field
REASON = Hold.Reason.DATA_CHANGED


class ProposalIsOver(Refusal):
    code = "people.proposal_is_over"


class CounterMustLook(Refusal):
    code = "people.counter_must_look"


class WhyDecide(Refusal):
    code = "people.why_decide"


class IdentityTaken(Refusal):
    code = "people.identity_taken"


@dataclass(frozen=True)
class Decided:
    """What came of a proposal; `mobile` when the number on file is another one now."""

    proposal: Proposal
    mobile: MobileChanged | None = None


def decide_proposal(
    *,
    proposal: Proposal,
    accept: bool,
    how: Proposal.How,
    by: str,
    reason: str = "",
    now: datetime,
) -> Decided:
    """Accept (the value is written, payouts are held) or refuse (nothing changes).

    A mobile that is accepted counts as unverified until it is used. The counter gives its
    reason. Raises ProposalIsOver when it was decided or is too old, CounterMustLook when an
    employer has proposed so many that day that only the counter may accept, WhyDecide,
    IdentityTaken. (C-56, X-29; security C1.)
    """
    with transaction.atomic():
        found = _waiting(proposal, now)
        if how == Proposal.How.COUNTER and not reason.strip():
            raise WhyDecide("请写明核对了什么、为什么这样决定，它会记入审计。")
        if accept and how != Proposal.How.COUNTER and must_counter_look(found):
            raise CounterMustLook(
                "该单位当天提出的更正较多，这一条须由柜台核实。请您本人带身份证到就近的管理部。"
            )
        changed = _apply(found, by, now) if accept else None
        found.state = State.ACCEPTED if accept else State.REFUSED
        found.decided_at, found.decided_by, found.decided_how = now, by[:60], how
        found.save(update_fields=["state", "decided_at", "decided_by", "decided_how"])
        record(
            actor=by,
            deed="accept_proposal" if accept else "refuse_proposal",
            subject=f"member/{found.member_id}",
            number=found.number,
            how=how.value,
            reason=reason.strip(),
        )
    return Decided(found, changed)


def accept_for_new_employee(*, proposal: Proposal, now: datetime) -> Decided:
    """Write the mobile of a new employee who has proven none; it stays unverified.

    Whether he is one, `proposals.is_new_and_unproven` says. Raises ProposalIsOver.
    (Security 3.3, employer edits employee data; J-02.)
    """
    with transaction.atomic():
        found = _waiting(proposal, now)
        changed = _apply(found, found.proposed_by, now)
        found.state, found.decided_at, found.decided_by = State.ACCEPTED, now, "新职工首次登记"
        found.save(update_fields=["state", "decided_at", "decided_by"])
    return Decided(found, changed)


def _waiting(proposal: Proposal, now: datetime) -> Proposal:
    found = Proposal.objects.select_for_update(no_key=True).get(pk=proposal.pk)
    if found.state != State.WAITING or found.expires_at <= now:
        raise ProposalIsOver("这条更正申请已经处理过或已过期，资料没有因此改变。")
    return found


def _apply(proposal: Proposal, by: str, now: datetime) -> MobileChanged | None:
    member = Member.objects.get(pk=proposal.member_id)
    if proposal.field == Field.MOBILE:
        return change_mobile(member=member, mobile=proposal.value, proven=False, by=by, now=now)
    before = masked(Field(proposal.field), value_of(member, Field(proposal.field)))
    if proposal.field == Field.NAME:
        member.name, member.name_pinyin = proposal.value, sounds_of(proposal.value)
        member.save(update_fields=["name", "name_pinyin"])
    else:
        _write_identity(member, proposal.value, now)
    record(
        actor=by,
        deed="correct_member",
        subject=f"member/{member.pk}",
        field=proposal.field,
        before=before,
        after=masked(Field(proposal.field), proposal.value),
    )
    until = end_of_hold(reason=REASON, now=now)
    hold_payouts(member=member, reason=REASON, until=until, now=now, by=by)
    return None


def _write_identity(member: Member, number: str, now: datetime) -> None:
    read = check_identity_number(number, today=now.astimezone(CHINA).date())
    member.identity_number, member.sex, member.born_on = read.number, read.sex, read.born_on
    try:
        with transaction.atomic():
            member.save(update_fields=["identity_number", "sex", "born_on"])
    except IntegrityError as error:
        raise IdentityTaken(
            "这个证件号码已登记在另一位缴存人名下，没有更正。请到柜台核实。"
        ) from error
