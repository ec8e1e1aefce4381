"""An officer puts a case aside until a day, with his reason; its clock stands still (挂起)."""

from datetime import date, timedelta

from django.db import transaction

from anju.cases.actors import SYSTEM, Actor
from anju.cases.models import Case, Side, Step
from anju.cases.steps import (
    CaseMoved,
    Remark,
    add_step,
    check_given,
    check_not_own,
    hold_case,
    read_opinion,
)
from anju.ground.errors import Refusal

DAYS_MOST = 30
INSIDE = (Case.State.WAITING, Case.State.REVIEWING)


class BadDay(Refusal):
    code = "cases.bad_day"


class NotSuspended(Refusal):
    code = "cases.not_suspended"


def suspend_case(*, number: str, why: str, until: date, by: Actor, today: date) -> Case:
    """Put a case aside; nobody is given it before that day, or until it is taken up again.

    Raises BadDay outside the next 30 days, and as `accept_case`.
    """
    if not today < until <= today + timedelta(days=DAYS_MOST):
        raise BadDay(f"挂起的截止日请选明天起 {DAYS_MOST} 天以内的日期。")
    with transaction.atomic():
        case = _unsuspended(number)
        check_given(case, by)
        check_not_own(case, by.person)
        remark = Remark(read_opinion(why))
        add_step(case, Step.Kind.SUSPENDED, side_of(case), by, on=today, remark=remark)
        case.suspended_until, case.given_to, case.given_on = until, None, None
        case.save()
    return case


def resume_case(*, number: str, by: Actor, today: date) -> Case:
    """Take up a case again before its day; the time it lay aside is added to its deadline.

    It comes back to the officer who put it aside. Raises NotSuspended when it is not, or was
    put aside by somebody else.
    """
    with transaction.atomic():
        case = hold_case(number, within=INSIDE)
        last = _suspension(case)
        if case.suspended_until is None or bytes(last.person) != by.person:
            raise NotSuspended("这件办件没有被您挂起。由他人挂起的，请主管改派。")
        add_step(case, Step.Kind.RESUMED, side_of(case), by, on=today)
        case.given_to, case.given_on = by.staff, today
        _run_on(case, last, today)
    return case


def resume_due_cases(*, today: date) -> int:
    """Take up every case whose day has come, in the system's name; tells how many."""
    due = Case.objects.filter(suspended_until__lte=today)
    numbers = list(due.order_by("id").values_list("number", flat=True))
    for number in numbers:
        with transaction.atomic():
            case = hold_case(number, within=INSIDE)
            if case.suspended_until is not None and case.suspended_until <= today:
                resume_by_system(case, today)
    return len(numbers)


def resume_by_system(case: Case, today: date) -> None:
    """Take up a case that is held, because its day has come or a manager gives it on."""
    add_step(case, Step.Kind.RESUMED, Side.SYSTEM, SYSTEM, on=today)
    _run_on(case, _suspension(case), today)


def side_of(case: Case) -> Side:
    """The side on which an officer acts on a case as it stands."""
    return Side.FIRST if case.state == Case.State.WAITING else Side.SECOND


def _unsuspended(number: str) -> Case:
    case = hold_case(number, within=INSIDE)
    if case.suspended_until is not None:
        raise CaseMoved(f"办件 {number} 已挂起至 {case.suspended_until}，请刷新后再看。")
    return case


def _suspension(case: Case) -> Step:
    found = case.steps.filter(kind=Step.Kind.SUSPENDED).order_by("-place").first()
    if found is None:
        raise NotSuspended("这件办件没有挂起。")
    return found


def _run_on(case: Case, last: Step, today: date) -> None:
    case.due_on += today - last.happened_on
    case.suspended_until = None
    case.save()
