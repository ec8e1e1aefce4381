"""Forgets what askers typed as soon as nobody can need it any more."""

from datetime import datetime, timedelta

from django.db.models import Q

from anju.identity.enrolment.mismatches import KEPT
from anju.identity.models import Knock

_WRONG = (Knock.Verdict.WRONG_NAME, Knock.Verdict.WRONG_MOBILE)


def prune_knocks(*, now: datetime) -> int:
    """Delete knocks that are over; those an agent may still answer stay for thirty days.

    Answers how many went; who knocked and what came of it stays in the audit trail.
    """
    over = Q(expires_at__lt=now - timedelta(hours=1))
    answerable = Q(verdict__in=_WRONG, done_at=None, begun_at__gt=now - KEPT)
    gone, _ = Knock.objects.filter(over).exclude(answerable).delete()
    return gone
