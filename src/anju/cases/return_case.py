"""An officer sends an application back, with codes and the fields to mend (退回补正)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Final

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

NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class ReasonsMissing(Refusal):
    code = "cases.reasons_missing"


def return_case(
    *,
    number: str,
    reasons: tuple[Return, ...],
    opinion: str,
    by: Actor,
    today: date,
    also: Mapping[str, str] = NOTHING,
) -> Case:
    """Send a case back; its applicant may mend what is marked and nothing else.

    What may be marked is what the case says, and what its business names in `also`, names and
    labels: a paper that was not handed in, an amount. Raises ReasonsMissing without a known
    reason, and as `accept_case`.
    """
    with transaction.atomic():
        case = hold_case(number, within=(Case.State.WAITING, Case.State.REVIEWING))
        check_given(case, by)
        check_not_own(case, by.person)
        known = {**_places(case), **also}
        if not reasons or any(r.code not in REASONS or r.field not in known for r in reasons):
            raise ReasonsMissing("请至少标明一处需要补正的内容，并选择退回原因。")
        side = Side.FIRST if case.state == Case.State.WAITING else Side.SECOND
        told = tuple(replace(one, place=known[one.field]) for one in reasons)
        remark = Remark(read_opinion(opinion), told)
        add_step(case, Step.Kind.RETURNED, side, by, on=today, remark=remark)
        case.state, case.given_to, case.given_on = Case.State.RETURNED, None, None
        case.save()
    return case


def _places(case: Case) -> dict[str, str]:
    """What may be marked of a case, by name, as people call it."""
    answers = {one.name: one.label for one in case.answers}
    papers = {f"paper:{one.title}": one.title for one in case.papers}
    return {"": "整件申请", "papers": "证明材料", **answers, **papers}
