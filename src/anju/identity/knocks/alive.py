"""Finds the knock of a session that is neither finished nor over."""

from datetime import datetime

from django.db.models import QuerySet

from anju.identity.models import Holder, Knock


def alive(*, holder: Holder, session: str, kind: Knock.Kind, now: datetime) -> QuerySet[Knock]:
    """The knocks of a session at one door that are neither finished nor over."""
    return Knock.objects.filter(
        session=session, kind=kind, holder=holder, done_at=None, expires_at__gt=now
    ).exclude(session="")


def live_knock(
    *, holder: Holder, session: str, kind: Knock.Kind, now: datetime
) -> Knock | None:
    """The knock that is under way in this session, or nothing."""
    return alive(holder=holder, session=session, kind=kind, now=now).order_by("-id").first()
