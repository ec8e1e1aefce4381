"""Which changes each kind of register holds."""

from collections.abc import Mapping
from typing import Final

from anju.contributions.models import Line, Register
from anju.ground.errors import Refusal

HOLDS: Final[Mapping[str, tuple[Line.Kind, ...]]] = {
    Register.Kind.CHANGES: (
        Line.Kind.OPEN,
        Line.Kind.UNSEAL,
        Line.Kind.SEAL,
        Line.Kind.BASE,
        Line.Kind.TRANSFER,
        Line.Kind.UNCLEAR,
    ),
    Register.Kind.BASES: (Line.Kind.BASE,),
    Register.Kind.OPENINGS: (Line.Kind.OPEN,),
    Register.Kind.SEALS: (Line.Kind.SEAL,),
    Register.Kind.UNSEALS: (Line.Kind.UNSEAL,),
    Register.Kind.TRANSFERS: (Line.Kind.TRANSFER,),
}


class WrongRegister(Refusal):
    code = "contributions.wrong_register"


def only_kind(register: Register) -> Line.Kind | None:
    """The one change a single-purpose register is for; None for the mixed 变更清册."""
    held = HOLDS[register.kind]
    return held[0] if len(held) == 1 else None


def check_holds(register: Register, kind: Line.Kind) -> None:
    """Let a change in that belongs into this register; raises WrongRegister for another."""
    held = HOLDS[register.kind]
    if kind not in held:
        raise WrongRegister(
            f"“{register.get_kind_display()}”清册只办理{held[0].label}，"
            f"{Line.Kind(kind).label}请到对应的清册办理。"
        )
