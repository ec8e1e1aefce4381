"""A clean case is approved by rule, by no officer (自动办结); some are looked at later."""

from datetime import date

from django.db import transaction

from anju.cases.actors import SYSTEM
from anju.cases.digest import check_seen
from anju.cases.models import Case, Side, Step
from anju.cases.steps import Remark, add_step, hold_case, read_opinion


def approve_automatically(*, number: str, opinion: str, today: date) -> Case:
    """Approve a waiting case in the system's name; the business decides which are clean.

    `opinion` says by which rule. Raises CaseMoved for any but a waiting case, AlteredOutside.
    """
    with transaction.atomic():
        case = hold_case(number, within=(Case.State.WAITING,))
        check_seen(case, None)
        remark = Remark(read_opinion(opinion), seen=case.digest)
        add_step(case, Step.Kind.AUTOMATIC, Side.SYSTEM, SYSTEM, on=today, remark=remark)
        case.state, case.closed_on = Case.State.APPROVED, today
        case.given_to = case.given_on = None
        case.save()
    return case
