"""How the employers' tables speak of persons, accounts and deeds."""

from collections.abc import Callable
from datetime import date
from functools import reduce
from typing import Any

from django.urls import reverse

from anju.ground.masks import mask_account, mask_identity
from anju.portals.shared.lists.columns import Column

REGISTER = "BG"
Rows = Callable[[Any], Any]


def at(path: str) -> Rows:
    """What lies at the end of a path of attributes; a method is called."""

    def found(row: Any) -> Any:
        end = reduce(getattr, path.split("."), row)
        return end() if callable(end) else end

    return found


def day(path: str, label: str, **more: Any) -> Column:
    """A column of days; none stays a dash."""
    found = at(path)
    return Column(label, lambda row: iso(found(row)), 12, **more)


def words(path: str, label: str, width: int = 14, **more: Any) -> Column:
    """A column of plain words; none stays a dash."""
    found = at(path)
    return Column(label, lambda row: str(found(row) or "—"), width, **more)


def iso(value: date | None) -> str:
    """A day as 2026-11-18, or a dash."""
    return value.isoformat() if value else "—"


def person(path: str) -> tuple[Column, ...]:
    """Account, name and identity number of the account at a path, all leading to the person."""
    account = at(path) if path else (lambda row: row)
    return (
        Column("个人账号", lambda row: mask_account(account(row).number), 20),
        Column(
            "姓名",
            lambda row: account(row).member.name,
            14,
            lead=True,
            url=lambda row: reverse("employer:member", args=[account(row).pk]),
        ),
        Column(
            "证件号码",
            lambda row: mask_identity(account(row).member.identity_number),
            22,
            wide=True,
        ),
    )


def filing_url(serial: str) -> str:
    """Where a deed's serial leads: to its register; deeds of other kinds have no list."""
    return reverse("employer:filing", args=[serial]) if serial.startswith(REGISTER) else ""
