"""The first officer has looked at an application and takes it on (受理)."""

from datetime import date

from django.db import transaction

from anju.cases.actors import Actor
from anju.cases.models import Case, Side, Step
from anju.cases.steps import add_step, check_given, check_not_own, hold_case, read_opinion


def accept_case(*, number: str, opinion: str, by: Actor, today: date) -> Case:
    """Pass a case on to review by a second person.

    Raises CaseMoved, NotGivenToYou, OwnCase, SamePerson, OpinionMissing.
    """
    with transaction.atomic():
        case = hold_case(number, within=(Case.State.WAITING,))
        check_given(case, by)
        check_not_own(case, by.person)
        told = read_opinion(opinion)
        add_step(case, Step.Kind.ACCEPTED, Side.FIRST, by, on=today, opinion=told)
        case.state, case.given_to, case.given_on = Case.State.REVIEWING, None, None
        case.save()
    return case
