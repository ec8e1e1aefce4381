"""Forgets messages that nobody needs any more."""

from datetime import datetime, timedelta

from django.db.models import Q

from anju.notices.models import Message

CODES_KEPT = timedelta(days=7)
# Security notices are evidence for at least 180 days; two years cover an annual audit.
OTHERS_KEPT = timedelta(days=730)


def prune(*, now: datetime) -> int:
    """Delete codes after a week and everything else after two years; answers how many."""
    code = Q(kind=Message.Kind.CODE)
    old = (code & Q(written_at__lt=now - CODES_KEPT)) | (
        ~code & Q(written_at__lt=now - OTHERS_KEPT)
    )
    gone, _ = Message.objects.filter(old).delete()
    return gone
