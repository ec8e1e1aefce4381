"""Ends one signed-in session."""

from datetime import datetime

from anju.audit.record import record
from anju.identity.models import Visit


def end_visit(pk: int, *, because: Visit.Because, now: datetime) -> bool:
    """End one session; whether it was still open. (Security 2.1 item 46.)"""
    ended = {"ended_at": now, "ended_because": because}
    if not Visit.objects.filter(pk=pk, ended_at=None).update(**ended):
        return False
    visit = Visit.objects.get(pk=pk)
    who = f"{visit.holder}/{visit.holder_id}"
    record(actor=who, deed="visit_ended", subject=who, visit=pk, because=str(because))
    return True
