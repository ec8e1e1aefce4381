"""The last word on a case: approved or refused, by one officer, once."""

from datetime import date

from django.db import transaction

from anju.cases.actors import Actor
from anju.cases.models import Case, Side, Step
from anju.cases.steps import add_step, check_given, check_not_own, hold_case, read_opinion


def close_case(*, number: str, approve: bool, opinion: str, by: Actor, today: date) -> Case:
    """Close a case. Approval needs a second person; refusal is open to the first one as well.

    The business does what was asked for in the same transaction. Raises CaseMoved for all but
    the first of several officers, NotGivenToYou, OwnCase, SamePerson, OpinionMissing.
    """
    open_to = (Case.State.REVIEWING,) if approve else (Case.State.WAITING, Case.State.REVIEWING)
    with transaction.atomic():
        case = hold_case(number, within=open_to)
        check_given(case, by)
        check_not_own(case, by.person)
        side = Side.SECOND if case.state == Case.State.REVIEWING else Side.FIRST
        kind = Step.Kind.APPROVED if approve else Step.Kind.REFUSED
        add_step(case, kind, side, by, on=today, opinion=read_opinion(opinion))
        case.state = Case.State.APPROVED if approve else Case.State.REFUSED
        case.closed_on, case.given_to, case.given_on = today, None, None
        case.save()
    return case
