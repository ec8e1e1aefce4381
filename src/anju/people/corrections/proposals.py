"""Lists of proposed corrections, and what a proposal's circumstances ask for."""

from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from anju.people.models import Employer, Member, Proposal
from anju.policy.items import CHINA

FREE_A_DAY = 5
NEW_FOR_DAYS = 90
WAITING = Proposal.State.WAITING


def waiting_for_member(*, member: Member, now: datetime) -> QuerySet[Proposal]:
    """What waits for this member's word, the oldest first."""
    return _waiting(now).filter(member_id=member.pk).order_by("id")


def waiting_for_counter(*, now: datetime) -> QuerySet[Proposal]:
    """Every proposal the counter may decide, the oldest first."""
    return _waiting(now).select_related("member").order_by("id")


def proposals_of(*, employer: Employer) -> QuerySet[Proposal]:
    """What an employer's agents have proposed, the newest first."""
    return Proposal.objects.filter(employer=employer).select_related("member").order_by("-id")


def proposal_numbered(*, number: str, now: datetime) -> Proposal | None:
    """The waiting proposal with this number (流水号)."""
    return _waiting(now).select_related("member").filter(number=number).first()


def must_counter_look(proposal: Proposal) -> bool:
    """Whether it is beyond the fifth of its employer that day, so that only the counter may
    accept it (security C1).
    """
    day = proposal.proposed_at.astimezone(CHINA).date()
    opens = datetime.combine(day, time(0), CHINA)
    before = Proposal.objects.filter(
        employer_id=proposal.employer_id,
        proposed_at__gte=opens,
        proposed_at__lt=opens + timedelta(days=1),
        id__lt=proposal.pk,
    )
    return before.count() >= FREE_A_DAY


def is_new_and_unproven(member: Member, employer: Employer, *, today: date) -> bool:
    """Whether this employer has just brought the member, who has never proven a mobile.

    His only account is here and younger than 90 days; anybody else is asked on his old phone.
    """
    if member.mobile_proven_at is not None:
        return False
    accounts = list(member.accounts.all()[:2])
    return (
        len(accounts) == 1
        and accounts[0].employer_id == employer.pk
        and accounts[0].opened_on > today - timedelta(days=NEW_FOR_DAYS)
    )


def _waiting(now: datetime) -> QuerySet[Proposal]:
    return Proposal.objects.filter(state=WAITING, expires_at__gt=now).select_related("employer")
