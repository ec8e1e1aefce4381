"""Forgets counts, codes and spent puzzles that can no longer matter."""

from datetime import datetime, timedelta

from anju.identity.limit_table import LIMITS
from anju.identity.models import Code, SpentPuzzle, Tally

LONGEST_WINDOW = max(limit.window for limit in LIMITS)
CODES_KEPT = timedelta(days=7)


def prune(*, now: datetime) -> int:
    """Delete counted minutes older than the longest window, codes after a week, spent puzzles
    when they would be refused as late anyway; answers how many rows went."""
    old = (
        Tally.objects.filter(minute__lt=now - LONGEST_WINDOW - timedelta(minutes=1)),
        Code.objects.filter(issued_at__lt=now - CODES_KEPT),
        SpentPuzzle.objects.filter(expires_at__lt=now),
    )
    return sum(rows.delete()[0] for rows in old)
