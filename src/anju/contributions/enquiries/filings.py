"""What an employer filed with the center: change registers, with what they changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from anju.centers.listing import QueryListing
from anju.contributions.models import Line, Register
from anju.people.models import Employer

JOINS = (Line.Kind.OPEN, Line.Kind.UNSEAL, Line.Kind.TRANSFER)


@dataclass(frozen=True)
class Filing:
    """A register with what its lines ask for: heads, faults, effect in fen."""

    register: Register
    lines: int
    joins: int
    seals: int
    bases: int
    bad: int
    effect_fen: int


def filings(*, employer: Employer, since: date, until: date, state: str = "") -> QueryListing:
    """The employer's registers submitted between two days, newest first (C-35).

    The draft is always among them; one that was given up counts by the day it was opened.
    """
    submitted = Q(submitted_on__gte=since, submitted_on__lte=until)
    dropped = Q(
        state=Register.State.DROPPED, opened_at__date__gte=since, opened_at__date__lte=until
    )
    draft = Q(state=Register.State.DRAFT)
    found = employer.registers.filter(submitted | dropped | draft).order_by("-id")
    return QueryListing(found.filter(state=state) if state else found, dress=_counted)


def lines_listing(*, register: Register) -> QueryListing:
    """A register's lines in their order, with what they change a month."""
    found: QuerySet[Any] = (
        register.lines.select_related("account")
        .annotate(change_fen=F("after_fen") - F("before_fen"))
        .order_by("id")
    )
    return QueryListing(found, ("before_fen", "after_fen", "change_fen"))


def _counted(registers: Sequence[Any]) -> list[Filing]:
    good = Q(faults=[])
    counted: QuerySet[Any, Any] = (
        Line.objects.filter(register__in=registers)
        .values("register_id")
        .annotate(
            lines=Count("pk"),
            joins=Count("pk", filter=Q(kind__in=JOINS)),
            seals=Count("pk", filter=Q(kind=Line.Kind.SEAL)),
            bases=Count("pk", filter=Q(kind=Line.Kind.BASE)),
            bad=Count("pk", filter=~good),
            changes_fen=Sum(F("after_fen") - F("before_fen"), filter=good),
        )
    )
    by_register = {row["register_id"]: row for row in counted}
    return [_filing(register, by_register.get(register.pk, {})) for register in registers]


def _filing(register: Any, row: dict[str, Any]) -> Filing:
    counted = {name: row.get(name, 0) for name in ("lines", "joins", "seals", "bases", "bad")}
    return Filing(register, **counted, effect_fen=row.get("changes_fen") or 0)
