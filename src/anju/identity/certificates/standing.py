"""How a bound certificate stands at this moment; asked on every request of its sessions."""

from datetime import datetime
from enum import StrEnum

from anju.identity.certificates.anchors import anchors
from anju.identity.certificates.revocation import is_known
from anju.identity.models import Certificate


class Standing(StrEnum):
    """What a session that began with a certificate may still do."""

    OPEN = "open"
    READ_ONLY = "read_only"
    ENDED = "ended"


def standing_of(*, certificate_id: int, now: datetime) -> Standing:
    """OPEN; READ_ONLY while nobody knows whether it was revoked; ENDED when it counts no more.

    (Security H6, F29: a stale list never leaves the door open.)
    """
    held = Certificate.objects.filter(pk=certificate_id, ended_at=None).first()
    if held is None or not held.valid_from <= now < held.valid_until:
        return Standing.ENDED
    known = is_known(issuer=held.issuer, trusted=anchors(), now=now)
    return Standing.OPEN if known else Standing.READ_ONLY
