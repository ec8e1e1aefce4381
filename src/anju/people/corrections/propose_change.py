"""An employer's agent asks for a correction of an employee's data; nothing changes by that."""

import secrets
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.ground.identity import (
    check_identity_number,
    check_mobile,
    check_name,
    mask_identity,
    mask_mobile,
    mask_name,
    normalise,
)
from anju.people.models import Employer, FundAccount, Member, Proposal
from anju.policy.items import CHINA

DAYS_OPEN = 15
CLOSED = (
    FundAccount.State.MERGED,
    FundAccount.State.TRANSFERRED_OUT,
    FundAccount.State.WITHDRAWN,
)


class NotYourEmployee(Refusal):
    code = "people.not_your_employee"


class NothingToCorrect(Refusal):
    code = "people.nothing_to_correct"


class AlreadyProposed(Refusal):
    code = "people.already_proposed"


def propose_change(
    *,
    member: Member,
    employer: Employer,
    field: Proposal.Field,
    value: str,
    by: str,
    now: datetime,
) -> Proposal:
    """Write a proposal that waits 15 days for the old mobile, the member or the counter.

    Raises NotYourEmployee without an open account at this employer, NothingToCorrect when the
    value stands already, AlreadyProposed while one for the field waits, BadMobile, BadName or
    BadIdentity for an impossible value. (C-56, X-29, J-02; security C1.)
    """
    if not member.accounts.filter(employer=employer).exclude(state__in=CLOSED).exists():
        raise NotYourEmployee("这位职工在贵单位没有公积金账户，不能申请更正。")
    read = read_value(field, value, now=now)
    if read == value_of(member, field):
        raise NothingToCorrect(f"没有变化：{field.label}与现在登记的相同，不用更正。")
    expire_proposals(now=now, member=member)
    try:
        with transaction.atomic():
            proposal = Proposal.objects.create(
                number=f"GZ{now.astimezone(CHINA):%Y%m%d}{secrets.randbelow(10**8):08d}",
                member_id=member.pk,
                employer=employer,
                field=field,
                value=read,
                proposed_by=by[:60],
                proposed_at=now,
                expires_at=now + timedelta(days=DAYS_OPEN),
            )
    except IntegrityError as error:
        if "people_one_waiting_proposal" not in str(error):
            raise
        raise AlreadyProposed(
            f"这位职工已有一条“{field.label}”更正申请待确认，请等它确认、拒绝或过期。"
        ) from error
    record(
        actor=by,
        deed="propose_change",
        subject=f"member/{member.pk}",
        number=proposal.number,
        employer=employer.number,
        field=field.value,
        before=masked(field, value_of(member, field)),
        after=masked(field, read),
    )
    return proposal


def expire_proposals(*, now: datetime, member: Member | None = None) -> int:
    """Close the proposals nobody has answered in time; of one member, or of all (a job)."""
    late = Proposal.objects.filter(state=Proposal.State.WAITING, expires_at__lte=now)
    if member is not None:
        late = late.filter(member_id=member.pk)
    return late.update(state=Proposal.State.EXPIRED, decided_at=now)


def read_value(field: Proposal.Field, text: str, *, now: datetime) -> str:
    """The proposed value as it would be written; raises what the ground raises."""
    if field == Proposal.Field.MOBILE:
        return check_mobile(normalise(text))
    if field == Proposal.Field.NAME:
        return check_name(text)
    today = now.astimezone(CHINA).date()
    return check_identity_number(normalise(text), today=today).number


def value_of(member: Member, field: Proposal.Field) -> str:
    """What stands on file now."""
    values: dict[str, str] = {
        Proposal.Field.MOBILE: member.mobile,
        Proposal.Field.NAME: member.name,
        Proposal.Field.IDENTITY: member.identity_number,
    }
    return values[field]


def masked(field: Proposal.Field, text: str) -> str:
    """A value behind its mask, for pages, messages and the trail; nothing stays a dash."""
    masks = {
        Proposal.Field.MOBILE: mask_mobile,
        Proposal.Field.NAME: mask_name,
        Proposal.Field.IDENTITY: mask_identity,
    }
    return masks[field](text) if text else "—"
