"""An officer sends an application back, with codes and the fields to mend (退回补正)."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from anju.cases.actors import Actor
from anju.cases.models import Case, Side, Step
from anju.cases.reasons import REASONS, Return
from anju.cases.steps import (
    Remark,
    add_step,
    check_given,
    check_not_own,
    hold_case,
    read_opinion,
)
from anju.ground.errors import Refusal


class ReasonsMissing(Refusal):
    code = "cases.reasons_missing"


def return_case(
    *,
    number: str,
    reasons: tuple[Return, ...],
    opinion: str,
    by: Actor,
    today: date,
    also: Collection[str] = (),
) -> Case:
    """Send a case back; its applicant may mend what is marked and nothing else.

    What may be marked is what the case says, and what its business names in `also`: a paper
    that was not handed in, an amount. Raises ReasonsMissing without a known reason, and as
    `accept_case`.
    """
    with transaction.atomic():
        case = hold_case(number, within=(Case.State.WAITING, Case.State.REVIEWING))
        check_given(case, by)
        check_not_own(case, by.person)
        known = {answer.name for answer in case.answers} | {"", "papers"}
        known |= {f"paper:{paper.title}" for paper in case.papers} | set(also)
        if not reasons or any(r.code not in REASONS or r.field not in known for r in reasons):
            raise ReasonsMissing("请至少标明一处需要补正的内容，并选择退回原因。")
        side = Side.FIRST if case.state == Case.State.WAITING else Side.SECOND
        remark = Remark(read_opinion(opinion), reasons)
        add_step(case, Step.Kind.RETURNED, side, by, on=today, remark=remark)
        case.state, case.given_to, case.given_on = Case.State.RETURNED, None, None
        case.save()
    return case
