"""Requests for transfer as their two sides and the member see them."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from anju.contributions.models import Transfer
from anju.people.models import Employer, FundAccount, Member

State = Transfer.State


def asked_by(*, employer: Employer) -> QuerySet[Transfer]:
    """What an employer has submitted, the newest first."""
    found = employer.transfers.exclude(state=State.DRAFT)
    return found.select_related("account", "former").order_by("-id")


def asked_of(*, employer: Employer, now: datetime) -> QuerySet[Transfer]:
    """Requests for this employer's own people that wait for its word, the oldest first."""
    return _waiting(now).filter(former=employer).order_by("id")


def gone_from(*, employer: Employer) -> QuerySet[Transfer]:
    """Requests for this employer's people, waiting or answered, the newest first."""
    found = Transfer.objects.filter(former=employer).exclude(state=State.WITHDRAWN)
    return found.select_related("employer", "account__member").order_by("-id")


def asked_about(*, member: Member, now: datetime) -> QuerySet[Transfer]:
    """Requests for a member's own accounts that wait for his word, the oldest first."""
    return _waiting(now).filter(account__member=member).order_by("id")


def sealed_meanwhile() -> list[Transfer]:
    """Requests whose account can move now: sealed or gone elsewhere, and nobody else pays."""
    paying = FundAccount.objects.filter(
        member=OuterRef("account__member"),
        state__in=(FundAccount.State.NORMAL, FundAccount.State.FROZEN),
    )
    found = Transfer.objects.filter(state=State.WAITING, account__isnull=False)
    elsewhere = ~Q(account__employer=F("former"))
    sealed = Q(account__state=FundAccount.State.SEALED) & ~Exists(paying)
    return list(found.filter(elsewhere | sealed).order_by("id"))


def _waiting(now: datetime) -> QuerySet[Transfer]:
    found = Transfer.objects.filter(state=State.WAITING, expires_at__gt=now)
    return found.select_related("employer", "former", "account__member")
