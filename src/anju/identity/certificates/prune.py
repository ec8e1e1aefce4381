"""Forgets challenges that nobody can use any more."""

from datetime import datetime, timedelta

from anju.identity.models import SignChallenge

KEPT = timedelta(days=1)


def prune_challenges(*, now: datetime) -> int:
    """Delete challenges a day after their end; how many."""
    gone, _ = SignChallenge.objects.filter(expires_at__lt=now - KEPT).delete()
    return gone
