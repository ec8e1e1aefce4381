"""Ends all signed-in sessions of somebody."""

from datetime import datetime

from anju.audit.record import record
from anju.identity.models import Holder, Visit


def end_visits_of(
    holder: Holder,
    holder_id: int,
    *,
    because: Visit.Because,
    now: datetime,
    but: int | None = None,
) -> int:
    """End every open session of somebody, but one perhaps; how many were ended.

    Whoever disables a person or takes an appointment away calls it. (Security 2.1 item 46.)
    """
    found = Visit.objects.filter(holder=holder, holder_id=holder_id, ended_at=None)
    if but is not None:
        found = found.exclude(pk=but)
    ended = found.update(ended_at=now, ended_because=because)
    if ended:
        who = f"{Holder(holder).value}/{holder_id}"
        record(
            actor=who, deed="visits_ended", subject=who, how_many=ended, because=str(because)
        )
    return ended
