"""Ends sessions that have run out without anybody looking, and forgets what is left of them."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db.models import Q

from anju.identity.models import Holder, Visit
from anju.identity.visits.look_at_visit import PUBLIC, STAFF

KEPT = timedelta(days=365)


def sweep_visits(*, now: datetime) -> int:
    """Close what has run out, delete sessions that have expired, and visits after a year.

    Answers how many rows were touched. (GB/T 22239, clearing of what is left behind; security
    2.1 item 45.)
    """
    staff = Q(holder=Holder.STAFF)
    run_out = Q(staff, seen_at__lte=now - STAFF.idle) | Q(
        ~staff, seen_at__lte=now - PUBLIC.idle
    )
    closed = Visit.objects.filter(run_out, ended_at=None).update(
        ended_at=now, ended_because=Visit.Because.IDLE
    )
    expired, _ = Session.objects.filter(expire_date__lt=now).delete()
    old, _ = Visit.objects.filter(began_at__lt=now - KEPT).delete()
    return closed + expired + old
