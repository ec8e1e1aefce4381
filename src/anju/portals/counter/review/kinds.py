"""What a business hangs in at the reviewer's table: how its cases are decided and renewed.

A kind that is missing here is given to nobody: nothing would happen with an approval.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from anju.cases.accept_case import accept_case
from anju.cases.actors import staff_acts
from anju.cases.findings import Finding
from anju.cases.models import Case
from anju.cases.reasons import Return
from anju.cases.return_case import return_case
from anju.contributions.unit.decide_application import decide_application
from anju.contributions.unit.kinds import Kind
from anju.people.models import Staff
from anju.portals.counter.withdrawals import reviewing

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


class Accept(Protocol):
    """Takes a waiting case on for one business."""

    def __call__(
        self, *, number: str, opinion: str, seen: str, by: Staff, today: date, now: datetime
    ) -> object: ...


class SendBack(Protocol):
    """Sends a case of one business back to be mended."""

    def __call__(
        self,
        *,
        number: str,
        reasons: tuple[Return, ...],
        opinion: str,
        by: Staff,
        today: date,
        now: datetime,
    ) -> object: ...


def accept_plainly(
    *, number: str, opinion: str, seen: str, by: Staff, today: date, now: datetime
) -> object:
    """A case that binds nothing but itself."""
    return accept_case(
        number=number, opinion=opinion, by=staff_acts(by), today=today, seen=seen
    )


def send_back_plainly(
    *,
    number: str,
    reasons: tuple[Return, ...],
    opinion: str,
    by: Staff,
    today: date,
    now: datetime,
) -> object:
    """A case that binds nothing but itself."""
    return return_case(
        number=number, reasons=reasons, opinion=opinion, by=staff_acts(by), today=today
    )


@dataclass(frozen=True)
class CounterKind:
    """The hooks of one business: the last word on a case, its rules as of today, what its own
    first step and return do besides, and the facts that lie beside the case. What may be sent
    back beside what the case says stands in `more_places`, what never may in `fixed`.
    """

    decide: Decide
    renew: Callable[[Case, date], list[Finding]] | None = None
    accept: Accept = accept_plainly
    send_back: SendBack = send_back_plainly
    beside: Callable[[Case, date], list[tuple[str, str]]] | None = None
    more_places: Callable[[Case, date], Mapping[str, str]] = lambda _case, _today: {}
    fixed: frozenset[str] = frozenset()


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


KINDS: dict[str, CounterKind] = {
    **{one.value: CounterKind(decide_employers) for one in Kind},
    "withdrawal": CounterKind(
        decide=reviewing.decide,
        renew=reviewing.renew,
        accept=reviewing.accept,
        send_back=reviewing.send_back,
        beside=reviewing.facts_beside,
        more_places=reviewing.more,
        fixed=reviewing.FIXED,
    ),
}


def states_of(staff: Staff) -> tuple[Case.State, ...]:
    """At which stages somebody of this role is given cases."""
    return FOR_ROLE[staff.role]
