"""The second officer decides an employer's application; approved, it is carried out at once."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from django.db import transaction

from anju.cases.actors import staff_acts
from anju.cases.close_case import close_case
from anju.cases.models import Case
from anju.contributions.unit.ask_closing import carry_closing
from anju.contributions.unit.ask_registration import carry_registration
from anju.contributions.unit.ask_relief import carry_relief
from anju.contributions.unit.ask_signing import carry_signing
from anju.contributions.unit.kinds import Kind
from anju.people.models import Staff

CARRIERS: Final[Mapping[Kind, Callable[[Case, date, str], None]]] = {
    Kind.REGISTRATION: carry_registration,
    Kind.DEFERRAL: carry_relief,
    Kind.REDUCTION: carry_relief,
    Kind.CLOSING: carry_closing,
    Kind.SIGNING: carry_signing,
}


def decide_application(
    *,
    number: str,
    approve: bool,
    opinion: str,
    staff: Staff,
    today: date,
    seen: str | None = None,
) -> Case:
    """Close the case and, if approved, do what it asked for: both or neither.

    `seen` is the digest of what the officer looked at.

    Raises as `close_case`, and whatever stands against the deed itself by now.
    """
    with transaction.atomic():
        case = close_case(
            number=number,
            approve=approve,
            opinion=opinion,
            by=staff_acts(staff),
            today=today,
            seen=seen,
        )
        if approve:
            CARRIERS[Kind(case.kind)](case, today, staff.name)
    return case
