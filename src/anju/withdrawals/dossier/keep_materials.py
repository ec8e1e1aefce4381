"""Holds a withdrawal's materials while it is open, gives them back, or uses them up."""

from __future__ import annotations

from datetime import date, datetime

from anju.documents.materials.hold_material import (
    free_material,
    lock_material,
    restore_material,
    use_material,
)
from anju.documents.materials.models import Material
from anju.ground.errors import Refusal
from anju.withdrawals.models import Withdrawal


class MaterialNotYours(Refusal):
    code = "withdrawals.material_not_yours"


def materials_of(withdrawal: Withdrawal) -> list[Material]:
    """The materials a withdrawal rests on, in the order of their numbers.

    They are looked for among the member's own: another's number finds nothing. Raises
    MaterialNotYours.
    """
    wanted = sorted(set(withdrawal.materials))
    found = Material.objects.filter(member=withdrawal.member_id, number__in=wanted)
    own = list(found.order_by("number"))
    if len(own) != len(wanted):
        raise MaterialNotYours("选择的材料里有不是您的，或已经删除，请重新选择。")
    return own


def lock_materials(withdrawal: Withdrawal, *, today: date, now: datetime) -> None:
    """From now nothing in them changes. Raises what `lock_material` does."""
    for material in materials_of(withdrawal):
        lock_material(material=material, by=withdrawal.number, today=today, now=now)


def free_materials(withdrawal: Withdrawal, *, now: datetime) -> None:
    """Give them back to the wallet."""
    for material in materials_of(withdrawal):
        free_material(material=material, by=withdrawal.number, now=now)


def use_materials(withdrawal: Withdrawal, *, now: datetime) -> None:
    """It is approved: what serves once is used up (X-59)."""
    for material in materials_of(withdrawal):
        use_material(material=material, by=withdrawal.number, now=now)


def restore_materials(withdrawal: Withdrawal, *, now: datetime) -> None:
    """Its money stands on the account again: what it used up may serve another application."""
    for material in materials_of(withdrawal):
        restore_material(material=material, by=withdrawal.number, now=now)
