"""Many hands on one employer's ratios, and many fingers on one decision."""

from collections import Counter
from decimal import Decimal
from functools import partial

import pytest

from anju.cases.accept_case import accept_case
from anju.cases.actors import agent_acts, staff_acts
from anju.cases.models import Case, Paper, Step
from anju.cases.open_case import Application, open_case
from anju.cases.steps import CaseMoved
from anju.cases.take_next_case import take_next_case
from anju.contributions.models import Remittance
from anju.contributions.ratios.change_ratio import RatioUnchanged, change_ratio
from anju.contributions.remittances.remit import (
    FiguresChanged,
    StillProcessing,
    submit_remittance,
)
from anju.contributions.unit.decide_application import decide_application
from anju.people.employers.change_ratios import Ratios
from anju.people.models import Agent, Employer, RatioChange, Staff
from faults.rivals import form, mill, somebody, together
from people_of_the_town import JULY, TODAY

EIGHT = Ratios(Decimal("0.08"), Decimal("0.08"))


def to_eight(at: Employer) -> partial[RatioChange]:
    # Two people at 6,000.00: 480.00 each side, 1,920.00 together.
    return partial(
        change_ratio,
        employer=at,
        ratios=EIGHT,
        reason="职代会决议",
        expected_fen=192_000,
        today=TODAY,
        by="赵会计",
    )


def clerk(role: str) -> Staff:
    person = somebody()
    return Staff.objects.create(
        login=form()[-20:],
        name="王某某",
        identity_number=person.identity_number,
        role=role,
        branch="-",
    )


@pytest.mark.rows("C-44")
def test_of_ten_who_change_one_ratio_one_does_and_nine_are_told(jian: str) -> None:
    at = mill()
    answers = together(jian, [to_eight(at)] * 10)
    told = Counter(type(answer) for answer in answers)
    assert told == {RatioChange: 1, RatioUnchanged: 9}
    assert RatioChange.objects.filter(employer=at).count() == 1


def test_a_ratio_and_a_remittance_at_once_leave_one_of_them(jian: str) -> None:
    at = mill()
    pay = partial(
        submit_remittance,
        employer=at,
        until=JULY,
        method=Remittance.Method.REALTIME,
        expected_fen=288_000,
        intent=form(),
        today=TODAY,
        by="赵会计",
    )
    answers = together(jian, [pay, to_eight(at)])
    done = [one for one in answers if isinstance(one, Remittance | RatioChange)]
    refused = [one for one in answers if isinstance(one, FiguresChanged | StillProcessing)]
    assert (len(done), len(refused)) == (1, 1)


def test_of_ten_presses_on_one_decision_one_closes_the_case(jian: str) -> None:
    at, first, second = mill(), staff_acts(clerk("clerk")), clerk("manager")
    agent = Agent.objects.create(name="赵会计", identity_number=somebody().identity_number)
    case = open_case(
        application=Application("registration", "变更", [], [Paper("执照", "1")], at),
        by=agent_acts(agent),
        today=TODAY,
        due_on=TODAY,
    )
    take_next_case(by=first, states=(Case.State.WAITING,), today=TODAY)
    accept_case(number=case.number, opinion="齐全", by=first, today=TODAY)
    take_next_case(by=staff_acts(second), states=(Case.State.REVIEWING,), today=TODAY)
    refuse = partial(
        decide_application,
        number=case.number,
        approve=False,
        opinion="不符",
        staff=second,
        today=TODAY,
    )
    answers = together(jian, [refuse] * 10)
    assert Counter(type(answer) for answer in answers) == {Case: 1, CaseMoved: 9}
    assert Step.objects.filter(case=case, kind="refused").count() == 1
