"""An address under which a calendar was read stops answering."""

from datetime import datetime

from anju.audit.record import record
from anju.identity.models import CalendarFeed
from anju.people.models import Appointment


def end_feed(*, appointment: Appointment, now: datetime) -> bool:
    """End the appointment's address, at once; whether there was one."""
    living = CalendarFeed.objects.filter(appointment_id=appointment.pk, ended_at=None)
    ended = living.update(ended_at=now)
    if ended:
        record(
            actor=f"agent/{appointment.agent_id}",
            deed="end_feed",
            subject=f"appointment/{appointment.pk}",
        )
    return bool(ended)
