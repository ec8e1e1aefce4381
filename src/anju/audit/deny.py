"""Writes down that somebody was not let through."""

from anju.audit.models import Event
from anju.ground.masks import mask_numbers


def deny(*, actor: str, what: str, why: str, **detail: object) -> None:
    """Leave a denial in the trail: who wanted what, and why not; every number masked.

    Doors need not call this: what a view refuses or forbids is written down after its
    transaction, which may have been undone. Whoever calls it inside a transaction that fails
    loses it. (Security C, rows 63 and 64 of the inventory; ASVS 16.3.)
    """
    Event.objects.create(
        actor=actor[:60],
        deed="denied",
        subject=mask_numbers(what)[:80],
        detail={"why": why, **{name: _masked(value) for name, value in detail.items()}},
    )


def _masked(value: object) -> object:
    if isinstance(value, dict):
        return {name: _masked(each) for name, each in value.items()}
    return mask_numbers(value) if isinstance(value, str) else value
