"""What happened to an employer's accounts: opened, sealed, unsealed, moved, re-based."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from anju.people.lists import asked
from anju.people.models import AccountEvent, Employer

Kind = AccountEvent.Kind
IN, OUT = "in", "out"


@dataclass(frozen=True)
class Asked:
    """Which events: the days they happened, both included, and the words for the person."""

    since: date
    until: date
    words: str = ""

    @property
    def condition(self) -> Q:
        """The question as a condition on events."""
        days = Q(happened_on__gte=self.since, happened_on__lte=self.until)
        return days & asked(self.words, to="account__") if self.words else days


@dataclass(frozen=True)
class Move:
    """A person who came from another employer of this center, or went to one (个人转移).

    Where somebody went is his own affair: `other` is empty on the way out.
    """

    event: AccountEvent
    direction: str
    other: str


def seal_events(*, employer: Employer, wanted: Asked, kind: str = "") -> QuerySet[AccountEvent]:
    """Accounts sealed and unsealed at this employer, newest first (C-31)."""
    kinds = [kind] if kind in (Kind.SEALED, Kind.UNSEALED) else [Kind.SEALED, Kind.UNSEALED]
    return _at(employer).filter(wanted.condition, kind__in=kinds)


def base_events(*, employer: Employer, wanted: Asked) -> QuerySet[AccountEvent]:
    """New bases given at this employer, with `base_before_fen` beside (C-33)."""
    found = _at(employer).filter(wanted.condition, kind=Kind.BASE_CHANGED)
    return found.annotate(base_before_fen=_before("base_fen"))


def events_of_account(*, employer: Employer, account: int) -> QuerySet[AccountEvent]:
    """What happened to one account while it was this employer's, newest first."""
    return _at(employer).filter(account_id=account)


def moves(*, employer: Employer, wanted: Asked, direction: str = "") -> QuerySet[AccountEvent]:
    """Moves to and from this employer, newest first; `before_id` is who was left (C-27)."""
    ours = AccountEvent.objects.filter(employer=employer).values("account_id")
    found = (
        AccountEvent.objects.select_related("account__member")
        .filter(wanted.condition, kind=Kind.TRANSFERRED, account__in=ours)
        .annotate(before_id=_before("employer_id"))
        .order_by("-happened_on", "-id")
    )
    came, went = Q(employer=employer), Q(before_id=employer.pk) & ~Q(employer=employer)
    return found.filter({IN: came, OUT: went}.get(direction, came | went))


def told_moves(found: Sequence[Any], *, employer: Employer) -> list[Move]:
    """A page of moves, as this employer may see them."""
    left = {event.before_id for event in found if event.employer_id == employer.pk}
    names = dict(Employer.objects.filter(pk__in=left).values_list("pk", "name"))
    return [
        Move(event, IN, names.get(event.before_id, ""))
        if event.employer_id == employer.pk
        else Move(event, OUT, "")
        for event in found
    ]


def _at(employer: Employer) -> QuerySet[AccountEvent]:
    found = AccountEvent.objects.filter(employer=employer)
    return found.select_related("account__member").order_by("-happened_on", "-id")


def _before(column: str) -> Subquery:
    """What stood in a column at the account's event before."""
    earlier = AccountEvent.objects.filter(account=OuterRef("account"), pk__lt=OuterRef("pk"))
    return Subquery(earlier.order_by("-pk").values(column)[:1])
