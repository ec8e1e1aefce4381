"""Reliefs begin and end when their months come (a job; may run at any time and twice)."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from anju.audit.record import record
from anju.contributions.models import Relief, Remittance
from anju.contributions.ratios.change_ratio import check_nothing_pending, ratio_receipt
from anju.contributions.registers.bounds import bounds_for
from anju.contributions.remittances.due import next_month
from anju.contributions.remittances.remit import RegisterPending, StillProcessing
from anju.contributions.serials import next_ratio_number
from anju.ground.calendar import Month
from anju.people.accounts.deed import Change
from anju.people.employers.change_ratios import Ratios, change_ratios
from anju.people.employers.checks import EmployerNotPaying
from anju.people.models import Employer, RatioChange

State, Kind = Relief.State, Relief.Kind
SYSTEM = "系统"
OPEN = (State.APPROVED, State.IN_FORCE)


def turn_reliefs(*, today: date) -> int:
    """Begin and end what has come; answers how many reliefs moved on."""
    found = Relief.objects.filter(state__in=OPEN).order_by("id").values_list("pk", flat=True)
    return sum(turn_relief(key=key, today=today) for key in found)


def turn_relief(*, key: int, today: date) -> bool:
    """Move one relief on if its months have come; answers whether it moved.

    A deferral follows the business day; a reduction the months that are paid, so that a month
    paid late is still paid at its own ratio. What is under way at the employer (a register, a
    remittance) is waited for.
    """
    with transaction.atomic():
        employer = Employer.objects.select_for_update(no_key=True, of=("self",)).get(
            reliefs=key
        )
        relief = Relief.objects.select_for_update(no_key=True).get(pk=key)
        if relief.state not in OPEN:
            return False
        relief.employer = employer
        turn = _turn_deferral if relief.kind == Kind.DEFERRAL else _turn_reduction
        moved = turn(relief, today)
        if moved:
            relief.save()
            record(
                actor=SYSTEM,
                deed=f"relief_{relief.state}",
                subject=employer.number,
                number=relief.number,
                kind=relief.kind,
            )
    return moved


def _turn_deferral(relief: Relief, today: date) -> bool:
    now = Month.of(today)
    employer = relief.employer
    if relief.state == State.APPROVED and now >= relief.first_month:
        relief.state, relief.began_on = State.IN_FORCE, today
        employer.state = Employer.State.DEFERRED
    elif relief.state == State.IN_FORCE and now > relief.last_month:
        relief.state, relief.ended_on = State.ENDED, today
        if employer.state == Employer.State.DEFERRED:
            employer.state = Employer.State.NORMAL
    else:
        return False
    employer.save(update_fields=["state"])
    return True


def _turn_reduction(relief: Relief, today: date) -> bool:
    due = next_month(relief.employer)
    begins = relief.state == State.APPROVED and due >= relief.first_month
    ends = relief.state == State.IN_FORCE and due > relief.last_month
    if not begins and not ends:
        return False
    try:
        check_nothing_pending(relief.employer)
    except (RegisterPending, StillProcessing, EmployerNotPaying):
        return False
    if begins:
        relief.state, relief.began_on = State.IN_FORCE, today
        before = (relief.employer.employer_rate, relief.employer.own_rate)
        relief.employer_rate_before, relief.own_rate_before = before
        _set(relief, RatioChange.Kind.REDUCED, (relief.employer_rate, relief.own_rate), today)
    else:
        relief.state, relief.ended_on = State.ENDED, today
        back = (relief.employer_rate_before, relief.own_rate_before)
        _set(relief, RatioChange.Kind.RESTORED, back, today)
    return True


def _set(
    relief: Relief,
    kind: RatioChange.Kind,
    rates: tuple[Decimal | None, Decimal | None],
    today: date,
) -> None:
    employer_rate, own_rate = rates
    if employer_rate is None or own_rate is None:
        raise RuntimeError(f"reduction {relief.number} knows no ratios")
    employer = relief.employer
    made = change_ratios(
        employer=employer,
        ratios=Ratios(employer_rate, own_rate),
        rounding=bounds_for(employer=employer, on=today).rounding,
        kind=kind,
        reason=f"{kind.label}（{relief.number}，{relief.span}）",
        change=Change(next_month(employer), today, SYSTEM, next_ratio_number()),
    )
    ratio_receipt(made, channel=SYSTEM)


def pays_now(employer: Employer) -> bool:
    """Whether a remittance of this employer waits for the bank."""
    processing = Remittance.State.PROCESSING
    return Remittance.objects.filter(employer=employer, state=processing).exists()
