"""The last word on a case: approved or refused, by one officer, once."""

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
from anju.ground.errors import Refusal


class NotSeen(Refusal):
    code = "cases.not_seen"


def close_case(
    *,
    number: str,
    approve: bool,
    opinion: str,
    by: Actor,
    today: date,
    seen: str | None = None,
) -> Case:
    """Close a case. Approval needs a second person; refusal is open to the first one as well.

    The business does what was asked for in the same transaction. `seen` is the digest of what
    the officer looked at; a member's case is not approved without it. Raises CaseMoved for all
    but the first of several officers, NotGivenToYou, OwnCase, SamePerson, OpinionMissing,
    NotSeen, ChangedMeanwhile, AlteredOutside.
    """
    open_to = (Case.State.REVIEWING,) if approve else (Case.State.WAITING, Case.State.REVIEWING)
    with transaction.atomic():
        case = hold_case(number, within=open_to)
        check_given(case, by)
        check_not_own(case, by.person)
        if approve and case.member_id and seen is None:
            raise NotSeen("请先打开办件核对内容，再点“同意”。")
        check_seen(case, seen)
        side = Side.SECOND if case.state == Case.State.REVIEWING else Side.FIRST
        kind = Step.Kind.APPROVED if approve else Step.Kind.REFUSED
        remark = Remark(read_opinion(opinion), seen=seen or "")
        add_step(case, kind, side, by, on=today, remark=remark)
        case.state = Case.State.APPROVED if approve else Case.State.REFUSED
        case.closed_on, case.given_to, case.given_on = today, None, None
        case.save()
    return case
