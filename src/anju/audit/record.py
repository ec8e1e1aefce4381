"""Writes down who did what."""

from anju.audit.models import Event


def record(*, actor: str, deed: str, subject: str, **detail: object) -> None:
    """Add one event to the trail, in the same transaction as the deed itself.

    `detail` holds plain values; personal data goes in masked.
    """
    Event.objects.create(actor=actor, deed=deed, subject=subject, detail=detail)
