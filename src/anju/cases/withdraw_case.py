"""The applicant takes an application back that is not decided yet (撤回)."""

from datetime import date

from django.db import transaction

from anju.cases.actors import Actor
from anju.cases.models import Case, Side, Step
from anju.cases.steps import add_step, hold_case


def withdraw_case(*, number: str, by: Actor, today: date) -> Case:
    """Close a case as withdrawn; nothing it asked for is done. Raises CaseMoved, SamePerson."""
    with transaction.atomic():
        case = hold_case(number, within=Case.OPEN)
        add_step(case, Step.Kind.WITHDRAWN, Side.APPLICANT, by, on=today)
        case.state, case.closed_on = Case.State.WITHDRAWN, today
        case.given_to = case.given_on = case.suspended_until = None
        case.save()
    return case
