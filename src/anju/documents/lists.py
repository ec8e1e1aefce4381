"""Receipts as the pages show them."""

from datetime import date

from django.db.models import QuerySet

from anju.documents.facts import Pairs
from anju.documents.models import Receipt


def receipts(
    *, owner: str, kind: str = "", since: date | None = None, until: date | None = None
) -> QuerySet[Receipt]:
    """The receipts of one account, newest first; `until` is the last day included."""
    found = Receipt.objects.filter(owner=owner).order_by("-issued_on", "-id")
    if kind:
        found = found.filter(kind=kind)
    if since:
        found = found.filter(issued_on__gte=since)
    if until:
        found = found.filter(issued_on__lte=until)
    return found


def receipt_of(*, owner: str, number: str) -> Receipt:
    """One receipt of one account. Raises Receipt.DoesNotExist for anybody else's."""
    return Receipt.objects.get(owner=owner, number=number)


def receipt_about(*, subject: str) -> Receipt | None:
    """The receipt of a deed, when it has one yet."""
    return Receipt.objects.filter(subject=subject).first()


def stated(*, receipt: Receipt) -> Pairs:
    """The label and value pairs of a receipt for a page, the amount apart."""
    facts = receipt.facts
    return (*facts.above, *facts.below)
