"""What a business hangs in at the reviewer's table: how its cases are decided and renewed.

A kind that is missing here is given to nobody: nothing would happen with an approval.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from anju.cases.findings import Finding
from anju.cases.models import Case
from anju.contributions.unit.decide_application import decide_application
from anju.contributions.unit.kinds import Kind
from anju.people.models import Staff

FOR_ROLE = {
    Staff.Role.CLERK.value: (Case.State.WAITING,),
    Staff.Role.MANAGER.value: (Case.State.REVIEWING, Case.State.WAITING),
}


class Decide(Protocol):
    """Closes a case of one business and does what it asked for: both or neither."""

    def __call__(
        self,
        *,
        number: str,
        approve: bool,
        opinion: str,
        seen: str,
        by: Staff,
        today: date,
        now: datetime,
    ) -> object: ...


@dataclass(frozen=True)
class CounterKind:
    """The hooks of one business: the last word on a case, and its rules as of today."""

    decide: Decide
    renew: Callable[[Case, date], list[Finding]] | None = None


def decide_employers(
    *,
    number: str,
    approve: bool,
    opinion: str,
    seen: str,
    by: Staff,
    today: date,
    now: datetime,
) -> object:
    """An employer's application."""
    return decide_application(
        number=number, approve=approve, opinion=opinion, staff=by, today=today, seen=seen
    )


KINDS: dict[str, CounterKind] = {one.value: CounterKind(decide_employers) for one in Kind}


def states_of(staff: Staff) -> tuple[Case.State, ...]:
    """At which stages somebody of this role is given cases."""
    return FOR_ROLE[staff.role]
