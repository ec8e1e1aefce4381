"""What a member has typed and not handed in yet, in whatever channel (断点续办, C1.10)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from anju.people.models import Member
from anju.policy.items import CHINA
from anju.policy.rules import value
from anju.withdrawals.models import Draft

MOST_CHARACTERS = 120


@dataclass(frozen=True)
class Kept:
    """A form half filled in: the account's key, what was told, the materials, the amount."""

    account: str = ""
    told: Mapping[str, str] | None = None
    materials: Sequence[str] = ()
    amount: str = ""
    saved_at: datetime | None = None
    # Until when it can be gone on with.
    kept_until: datetime | None = None


def keep_draft(*, member: Member, reason: str, kept: Kept, now: datetime) -> None:
    """Keep a form as it was typed, right or wrong, in the place of the one before."""
    told = {name: text[:MOST_CHARACTERS] for name, text in (kept.told or {}).items()}
    said = {
        "account": kept.account[:MOST_CHARACTERS],
        "told": told,
        "materials": [number[:MOST_CHARACTERS] for number in kept.materials],
        "amount": kept.amount[:MOST_CHARACTERS],
    }
    Draft.objects.update_or_create(
        member=member,
        reason=reason,
        defaults={
            "said": json.dumps(said, ensure_ascii=False),
            "saved_at": now,
            "told_at": None,
        },
    )


def draft_of(*, member: Member, reason: str, now: datetime) -> Kept:
    """What was typed for a reason; an empty form where nothing was, or too long ago."""
    found = _live(member, now).filter(reason=reason).first()
    if found is None:
        return Kept()
    until = found.saved_at + lives(now)
    return Kept(**json.loads(found.said), saved_at=found.saved_at, kept_until=until)


def drafts_of(*, member: Member, now: datetime) -> dict[str, datetime]:
    """Which reasons have a form half filled in, and since when, the newest first."""
    found = _live(member, now).order_by("-saved_at", "-pk").values_list("reason", "saved_at")
    return dict(found)


def drop_draft(*, member: Member, reason: str) -> None:
    """Forget a form, because it was handed in or is not wanted any more."""
    Draft.objects.filter(member=member, reason=reason).delete()


def sweep_drafts(*, now: datetime) -> int:
    """Forget forms that nobody has come back to; answers how many."""
    return Draft.objects.filter(saved_at__lte=now - lives(now)).delete()[0]


def lives(now: datetime) -> timedelta:
    """How long a form that nobody touches is kept."""
    return timedelta(days=int(value("withdrawal.draft_days", on=now.astimezone(CHINA).date())))


def _live(member: Member, now: datetime) -> QuerySet[Draft]:
    return Draft.objects.filter(member=member, saved_at__gt=now - lives(now))
