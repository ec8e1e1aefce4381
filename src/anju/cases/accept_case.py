"""The first officer has looked at an application and takes it on (受理)."""

from datetime import date

from django.db import transaction

from anju.cases.actors import Actor
from anju.cases.digest import check_seen
from anju.cases.models import Case, Side, Step
from anju.cases.steps import (
    Remark,
    add_step,
    check_given,
    check_not_own,
    hold_case,
    read_opinion,
)


def accept_case(
    *, number: str, opinion: str, by: Actor, today: date, seen: str | None = None
) -> Case:
    """Pass a case on to review by a second person.

    `seen` is the digest of what he looked at. Raises CaseMoved, NotGivenToYou, OwnCase,
    SamePerson, OpinionMissing, ChangedMeanwhile, AlteredOutside.
    """
    with transaction.atomic():
        case = hold_case(number, within=(Case.State.WAITING,))
        check_given(case, by)
        check_not_own(case, by.person)
        check_seen(case, seen)
        remark = Remark(read_opinion(opinion), seen=seen or "")
        add_step(case, Step.Kind.ACCEPTED, Side.FIRST, by, on=today, remark=remark)
        case.state, case.given_to, case.given_on = Case.State.REVIEWING, None, None
        case.save()
    return case
