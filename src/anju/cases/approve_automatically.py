"""A clean case is approved by rule, by no officer (自动办结); some are looked at later."""

from datetime import date

from django.db import transaction

from anju.cases.actors import SYSTEM
from anju.cases.digest import check_seen
from anju.cases.models import Case, Side, Step
from anju.cases.steps import Remark, add_step, hold_case, read_opinion
from anju.ground.errors import Refusal


class NotClean(Refusal):
    code = "cases.not_clean"


def approve_automatically(*, number: str, opinion: str, today: date) -> Case:
    """Approve a waiting case in the system's name; the business decides which may be.

    `opinion` says by which rule. Raises CaseMoved for any but a waiting case, AlteredOutside,
    NotClean when any rule kept with it is not plainly met.
    """
    with transaction.atomic():
        case = hold_case(number, within=(Case.State.WAITING,))
        check_seen(case, None)
        if any(one.needs_eyes for one in case.findings):
            raise NotClean("有规则没有通过或需要核对，须由工作人员办理。")
        remark = Remark(read_opinion(opinion), seen=case.digest)
        add_step(case, Step.Kind.AUTOMATIC, Side.SYSTEM, SYSTEM, on=today, remark=remark)
        case.state, case.closed_on = Case.State.APPROVED, today
        case.given_to = case.given_on = None
        case.save()
    return case
