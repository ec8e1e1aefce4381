"""Ends a remittance that brought no money: its months are open again, its roll is kept."""

from anju.audit.record import record
from anju.contributions.models import Remittance, RemittedMonth, Share

IN_PROGRESS = (Remittance.State.WAITING, Remittance.State.PROCESSING)


def end_remittance(*, remittance: Remittance, why: str, by: str) -> bool:
    """Mark it as failed; answers False when it is booked or ended since we looked.

    Call it inside a transaction.
    """
    standing = Remittance.objects.filter(pk=remittance.pk, state__in=IN_PROGRESS)
    if not standing.update(state=Remittance.State.FAILED, failure=why[:200]):
        return False
    Share.objects.filter(remittance=remittance).update(live=False)
    RemittedMonth.objects.filter(remittance=remittance).update(live=False)
    record(actor=by, deed="end_remittance", subject=remittance.number, why=why)
    return True
