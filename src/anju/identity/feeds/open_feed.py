"""An agent asks for an address under which his calendar program reads the duties."""

import secrets
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from anju.audit.record import record
from anju.identity.feeds.end_feed import end_feed
from anju.identity.models import CalendarFeed
from anju.people.models import Appointment

TOKEN_BYTES = 32


def open_feed(*, appointment: Appointment, now: datetime) -> str:
    """Give a new token of 256 bits and end the old one; it is shown once and never again."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with transaction.atomic():
        end_feed(appointment=appointment, now=now)
        CalendarFeed.objects.create(
            appointment_id=appointment.pk, token_hash=hash_of(token), opened_at=now
        )
        record(
            actor=f"agent/{appointment.agent_id}",
            deed="open_feed",
            subject=f"appointment/{appointment.pk}",
        )
    return token


def hash_of(token: str) -> bytes:
    """What is kept of a token: it is too long to be guessed from its hash."""
    return sha256(token.encode()).digest()
