"""Tells members what has happened to their accounts: a message in each one's inbox."""

from django.db import transaction

from anju.centers.sql import text
from anju.contributions.models import BackPayment, Refund, Remittance
from anju.notices.push_notices import push_notices
from anju.people.accounts.untold import mark_told, take_untold

EVENTS_AT_ONCE = 5000
Told = type[Remittance] | type[BackPayment] | type[Refund]
STATEMENTS: dict[Told, str] = {
    Remittance: "contributions/tell_remittance",
    BackPayment: "contributions/tell_back_payment",
    Refund: "contributions/tell_refund",
}


def tell_members() -> int:
    """Tell of every change and of every payment nobody was told of, and answer how many.

    Each part is one transaction with the mark that it was told, so a fall loses nothing and
    tells nobody twice. A change that changes nothing is not told. (Z-16, Z-17; security W26.)
    """
    told = 0
    while (pushed := _tell_of_changes()) is not None:
        told += pushed
    for kind, statement in STATEMENTS.items():
        while (pushed := _tell_of_payment(kind, statement)) is not None:
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


def _tell_of_payment(kind: Told, statement: str) -> int | None:
    with transaction.atomic():
        deed = (
            kind.objects.select_for_update(no_key=True, skip_locked=True)
            .filter(told=False, state="posted")
            .order_by("id")
            .first()
        )
        if deed is None:
            return None
        pushed = push_notices(query=text(statement), values={"deed": deed.pk})
        deed.told = True
        deed.save(update_fields=["told"])
    return pushed
