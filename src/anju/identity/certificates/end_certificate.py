"""Ends the binding of a certificate, and every session that lives on it."""

from datetime import datetime

from anju.audit.record import record
from anju.identity.models import Certificate, Holder, Visit
from anju.identity.visits.end_visit import end_visit


def end_certificate(pk: int, *, because: str, now: datetime) -> bool:
    """End one binding; whether it still stood. The next request of its sessions is refused."""
    standing = Certificate.objects.filter(pk=pk, ended_at=None)
    if not standing.update(ended_at=now, ended_because=because[:60]):
        return False
    certificate = Certificate.objects.get(pk=pk)
    open_visits = Visit.objects.filter(certificate_id=pk, ended_at=None)
    for visit in list(open_visits.values_list("pk", flat=True)):
        end_visit(visit, because=Visit.Because.CERTIFICATE_ENDED, now=now)
    who = f"{Holder.AGENT.value}/{certificate.agent_id}"
    record(
        actor=who, deed="certificate_ended", subject=who, serial=certificate.serial,
        because=because,
    )  # fmt: skip
    return True
