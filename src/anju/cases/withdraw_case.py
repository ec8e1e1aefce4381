"""The applicant takes an application back that is not decided yet (撤回)."""

from datetime import date

from django.db import transaction

from anju.cases.actors import Actor
from anju.cases.intake import Intake, note_intake
from anju.cases.models import Case, Side, Step
from anju.cases.steps import add_step, hold_case


def withdraw_case(*, number: str, by: Actor, today: date, intake: Intake | None = None) -> Case:
    """Close a case as withdrawn; nothing it asked for is done.

    A clerk who takes that in stands on a side of his own. Raises CaseMoved, SamePerson,
    OwnCase.
    """
    with transaction.atomic():
        case = hold_case(number, within=Case.OPEN)
        if intake is not None:
            note_intake(case, intake, today=today)
        add_step(case, Step.Kind.WITHDRAWN, Side.APPLICANT, by, on=today)
        case.state, case.closed_on = Case.State.WITHDRAWN, today
        case.given_to = case.given_on = case.suspended_until = None
        case.save()
    return case
