"""Where the pages of each kind of register lie, and what the center calls them."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.urls import reverse

from anju.contributions.models import Line, Register
from anju.portals.employer.menu import title_in_menu

Kind = Register.Kind
# The mixed register has stood under "register" since there was no other.
SLUGS: Final[Mapping[str, str]] = {
    Kind.CHANGES: "register",
    Kind.BASES: "base_register",
    Kind.OPENINGS: "opening_register",
    Kind.SEALS: "seal_register",
    Kind.UNSEALS: "unseal_register",
}
DONE: Final[Mapping[str, str]] = {
    Kind.CHANGES: "清册已提交",
    Kind.BASES: "基数变更成功",
    Kind.OPENINGS: "开户成功",
    Kind.SEALS: "封存成功",
    Kind.UNSEALS: "启封成功",
    Kind.TRANSFERS: "转入成功",
}
TABS: Final[Mapping[str, str]] = {
    Line.Kind.OPEN: "开户",
    Line.Kind.UNSEAL: "启封",
    Line.Kind.SEAL: "封存",
    Line.Kind.BASE: "调基",
    Line.Kind.TRANSFER: "转入",
    Line.Kind.UNCLEAR: "待核对",
}


def place(kind: str, what: str = "") -> str:
    """The address of a kind's list, or of one of its pages: lines, picks, template, upload."""
    name = SLUGS[kind]
    return reverse(f"employer:{name}_{what}" if what else f"employer:{name}")


def url_of(register: Register) -> str:
    """Where a draft is edited; a register that has no list of its own is shown by number."""
    if register.kind in SLUGS and register.state == Register.State.DRAFT:
        return place(register.kind)
    return reverse("employer:filing", args=[register.number])


def title_of(kind: str, *, today: date) -> str:
    """What the center's own menu calls this register, or the usual word."""
    route = f"employer:{SLUGS[kind]}" if kind in SLUGS else ""
    return title_in_menu(route, today=today) or str(Kind(kind).label)
