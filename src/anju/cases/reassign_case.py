"""A manager gives a case to somebody else, or lets it pass before others (改派, 加急)."""

from datetime import date

from django.db import transaction

from anju.audit.record import record
from anju.cases.absences import check_not_away
from anju.cases.actors import Actor, staff_acts
from anju.cases.models import Case
from anju.cases.steps import SamePerson, check_not_own, hold_case, read_opinion
from anju.cases.suspend_case import resume_by_system, side_of
from anju.ground.errors import Refusal
from anju.people.models import Staff

INSIDE = (Case.State.WAITING, Case.State.REVIEWING)


class ToHimself(Refusal):
    code = "cases.to_himself"


def reassign_case(*, number: str, to: Staff, why: str, by: Actor, today: date) -> Case:
    """Give an open case to another officer, who may hold it; a suspended one is taken up.

    Nobody gives a case to himself: work is given out, not chosen (security E2). Raises
    ToHimself, IsAway, CaseMoved, OwnCase, SamePerson, OpinionMissing.
    """
    reason, officer = read_opinion(why), staff_acts(to)
    if officer.person == by.person:
        raise ToHimself("不能把办件改派给自己，请点“下一件”领取，或改派给其他人。")
    check_not_away(staff=to, day=today)
    with transaction.atomic():
        case = hold_case(number, within=INSIDE)
        check_not_own(case, officer.person)
        _check_free(case, officer)
        if case.suspended_until is not None:
            resume_by_system(case, today)
        case.given_to, case.given_on = to, today
        case.save(update_fields=["given_to", "given_on"])
        _told(case, by, "case_reassigned", to=to.name, why=reason)
    return case


def mark_urgent(*, number: str, urgent: bool, why: str, by: Actor) -> Case:
    """Let a case pass before the others, or no longer. Raises CaseMoved, OpinionMissing."""
    reason = read_opinion(why)
    with transaction.atomic():
        case = hold_case(number, within=Case.OPEN)
        case.urgent = urgent
        case.save(update_fields=["urgent"])
        _told(case, by, "case_urgent" if urgent else "case_not_urgent", why=reason)
    return case


def _check_free(case: Case, officer: Actor) -> None:
    elsewhere = case.hands.filter(person=officer.person).exclude(side=side_of(case))
    if elsewhere.exists():
        raise SamePerson(f"{officer.name}已以另一身份办理过这件办件，请改派给其他人。")


def _told(case: Case, by: Actor, deed: str, **detail: str) -> None:
    actor = f"staff/{by.staff.pk}" if by.staff else by.name
    record(actor=actor, deed=deed, subject=case.number, **detail)
