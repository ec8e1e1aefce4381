"""A calendar program asks with its token."""

from hashlib import sha256

from anju.identity.models import CalendarFeed
from anju.people.models import Appointment, Employer


def read_feed(*, token: str) -> Appointment | None:
    """The appointment a token speaks for, while it, its agent and its employer stand."""
    digest = sha256(token.encode()).digest()
    feed = CalendarFeed.objects.filter(token_hash=digest, ended_at=None).first()
    if feed is None:
        return None
    found = Appointment.objects.select_related("employer").filter(
        pk=feed.appointment_id, active=True, agent__active=True
    )
    return found.exclude(employer__state=Employer.State.CLOSED).first()


def has_feed(appointment: Appointment) -> bool:
    """Whether an address is living for the appointment."""
    living = CalendarFeed.objects.filter(appointment_id=appointment.pk, ended_at=None)
    return living.exists()
