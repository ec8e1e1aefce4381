"""Begins a signed-in session for somebody who has proven who they are."""

from dataclasses import dataclass
from datetime import datetime

from anju.audit.record import record
from anju.identity.models import Holder, Visit
from anju.identity.visits.devices import device_words


@dataclass(frozen=True)
class Guest:
    """Who comes in; an agent under one appointment, perhaps by a certificate."""

    holder: Holder
    holder_id: int
    appointment_id: int | None = None
    certificate_id: int | None = None


def begin_visit(
    *,
    guest: Guest,
    strength: Visit.Strength,
    address: str,
    device: str,
    session_key: str,
    now: datetime,
) -> Visit:
    """Write the session down; `device` is what the browser says of itself (User-Agent).

    The sign-in counts as a fresh proof. (Security 2.1 items 44, 48.)
    """
    visit = Visit.objects.create(
        holder=guest.holder,
        holder_id=guest.holder_id,
        strength=strength,
        appointment_id=guest.appointment_id,
        certificate_id=guest.certificate_id,
        began_at=now,
        seen_at=now,
        proven_at=now,
        address=address[:45],
        device=device_words(device),
        session_key=session_key,
    )
    who = f"{guest.holder}/{guest.holder_id}"
    record(actor=who, deed="visit_begun", subject=who, visit=visit.pk, strength=str(strength))
    return visit
