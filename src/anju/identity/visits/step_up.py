"""A fresh proof inside a session, asked before anything that loosens or moves."""

from datetime import datetime, timedelta

from anju.audit.record import record
from anju.identity.models import Visit

FRESH = timedelta(minutes=2)
# A form that was opened while the proof was fresh may be filled in for a while.
TO_FILL_IN = timedelta(minutes=3)


def step_up(visit: Visit, *, session_key: str, now: datetime) -> None:
    """Note that the session's owner has just proven who he is, under a new session key."""
    visit.proven_at, visit.session_key = now, session_key
    visit.save(update_fields=["proven_at", "session_key"])
    who = f"{visit.holder}/{visit.holder_id}"
    record(actor=who, deed="stepped_up", subject=who, visit=visit.pk)


def is_fresh(visit: Visit, *, now: datetime, filled_in: bool = False) -> bool:
    """Whether the last proof is at most two minutes old; a form that was opened then may be
    sent up to three minutes later. (Security 2.1 item 47.)
    """
    return now - visit.proven_at <= FRESH + (TO_FILL_IN if filled_in else timedelta())
