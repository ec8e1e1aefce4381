"""What agents can help with: colleagues whose registration failed on a wrong name or mobile."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from anju.audit.record import record
from anju.ground.masks import mask_mobile
from anju.identity.enrolment.facts import unpacked
from anju.identity.models import Holder, Knock
from anju.people.models import Employer, FundAccount, Member, Proposal

KEPT: Final = timedelta(days=30)
MOST: Final = 200
_FIELDS: Final = {
    Knock.Verdict.WRONG_NAME: Proposal.Field.NAME,
    Knock.Verdict.WRONG_MOBILE: Proposal.Field.MOBILE,
}
_EMPLOYED = (FundAccount.State.NORMAL, FundAccount.State.SEALED, FundAccount.State.FROZEN)


@dataclass(frozen=True)
class Mismatch:
    """A colleague, and what he typed otherwise than it is registered; mobiles masked."""

    pk: int
    member: Member
    field: Proposal.Field
    typed: str
    at: datetime


def mismatches_of(*, employer: Employer, now: datetime) -> list[Mismatch]:
    """The newest open mismatch of each colleague, within thirty days.

    Only somebody who knew a colleague's identity number can have caused one, three an hour at
    most, and however often it happens it is one line. The typed mobile is masked: a stranger
    may have typed it, so the agent asks his colleague and does not copy. (J-02; security W7.)
    """
    newest: dict[int, Knock] = {}
    for knock in _open_ones(now).filter(holder_id__in=_staff_of(employer)).order_by("id"):
        newest[knock.holder_id or 0] = knock
    members = Member.objects.in_bulk(list(newest))
    found = [_shown(knock, members[pk]) for pk, knock in newest.items() if pk in members]
    return sorted(found, key=lambda one: one.at, reverse=True)[:MOST]


def answer_mismatch(*, employer: Employer, pk: int, by: str, now: datetime) -> bool:
    """Take a colleague's mismatches off the list, once the agent has proposed a correction or
    found nothing to correct; whether there was one."""
    asked = _open_ones(now).filter(pk=pk, holder_id__in=_staff_of(employer)).first()
    if asked is None:
        return False
    _open_ones(now).filter(holder_id=asked.holder_id).update(done_at=now, typed="")
    record(actor=by, deed="answer_mismatch", subject=f"member/{asked.holder_id}")
    return True


def _open_ones(now: datetime) -> QuerySet[Knock]:
    return Knock.objects.filter(
        kind=Knock.Kind.REGISTER,
        holder=Holder.MEMBER,
        verdict__in=list(_FIELDS),
        done_at=None,
        begun_at__gt=now - KEPT,
    )


def _staff_of(employer: Employer) -> QuerySet[FundAccount, int]:
    accounts = FundAccount.objects.filter(employer=employer, state__in=_EMPLOYED)
    return accounts.values_list("member_id", flat=True)


def _shown(knock: Knock, member: Member) -> Mismatch:
    typed = unpacked(knock.typed)
    field = _FIELDS[Knock.Verdict(knock.verdict)]
    shown = typed.name if field == Proposal.Field.NAME else mask_mobile(typed.mobile)
    return Mismatch(knock.pk, member, field, shown, knock.begun_at)
