"""Tells members what has happened to their accounts: a message in each one's inbox."""

from django.db import transaction

from anju.centers.sql import text
from anju.contributions.models import Remittance
from anju.notices.push_notices import push_notices
from anju.people.untold import mark_told, take_untold

EVENTS_AT_ONCE = 5000


def tell_members() -> int:
    """Tell of every change and of every payment nobody was told of, and answer how many.

    Each part is one transaction with the mark that it was told, so a fall loses nothing and
    tells nobody twice. A change that changes nothing is not told. (Z-16, Z-17; security W26.)
    """
    told = 0
    while (pushed := _tell_of_changes()) is not None:
        told += pushed
    while (pushed := _tell_of_payment()) is not None:
        told += pushed
    return told


def _tell_of_changes() -> int | None:
    with transaction.atomic():
        events = take_untold(most=EVENTS_AT_ONCE)
        if not events:
            return None
        pushed = push_notices(
            query=text("contributions/tell_events"), values={"events": events}
        )
        mark_told(events=events)
    return pushed


def _tell_of_payment() -> int | None:
    with transaction.atomic():
        remittance = (
            Remittance.objects.select_for_update(no_key=True, skip_locked=True)
            .filter(told=False, state=Remittance.State.POSTED)
            .order_by("id")
            .first()
        )
        if remittance is None:
            return None
        pushed = push_notices(
            query=text("contributions/tell_remittance"), values={"remittance": remittance.pk}
        )
        remittance.told = True
        remittance.save(update_fields=["told"])
    return pushed
