"""An agent applies to the counter, mends what came back, or takes it back (办件)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from anju.cases.actors import agent_acts
from anju.cases.deadline import deadline
from anju.cases.lists import cases_of
from anju.cases.mend_case import Contents, mend_case
from anju.cases.models import Answer, Case, Paper
from anju.cases.open_case import Application, open_case
from anju.cases.withdraw_case import withdraw_case
from anju.contributions.lists import NotYours
from anju.contributions.unit.ask_closing import read_closing
from anju.contributions.unit.ask_registration import read_registration
from anju.contributions.unit.ask_relief import read_deferral, read_reduction
from anju.contributions.unit.ask_signing import read_signing
from anju.contributions.unit.kinds import PAPERS, TITLES, Kind
from anju.people.employers.change_employer import FieldsWrong
from anju.people.models import Agent, Employer

Read = Callable[[Employer, Mapping[str, str], date], list[Answer]]
READERS: Final[Mapping[Kind, Read]] = {
    Kind.REGISTRATION: read_registration,
    Kind.DEFERRAL: read_deferral,
    Kind.REDUCTION: read_reduction,
    Kind.CLOSING: read_closing,
    Kind.SIGNING: read_signing,
}
NUMBER_MOST = 60


def apply_to_counter(
    *, employer: Employer, kind: Kind, asked: Mapping[str, str], agent: Agent, today: date
) -> Case:
    """Open a case with what was filled in and the papers' numbers; nothing changes by it.

    Raises FieldsWrong with every wrong field, AlreadyApplied, and what the kind refuses.
    """
    papers = _papers(kind, asked)
    return open_case(
        application=Application(
            kind=kind.value,
            title=TITLES[kind],
            answers=READERS[kind](employer, asked, today),
            papers=papers,
            employer=employer,
            branch=employer.branch,
        ),
        by=agent_acts(agent),
        today=today,
        due_on=deadline(kind=kind.value, today=today),
    )


def mend_application(
    *, employer: Employer, number: str, asked: Mapping[str, str], agent: Agent, today: date
) -> Case:
    """Hand a returned application in again; only what the return marked may differ.

    Raises NotYours, FieldsWrong, NotMarked, CaseMoved.
    """
    case = case_of(employer=employer, number=number)
    kind = Kind(case.kind)
    return mend_case(
        number=number,
        contents=Contents(
            READERS[kind](employer, {**case.values, **asked}, today), _papers(kind, asked)
        ),
        by=agent_acts(agent),
        today=today,
        due_on=deadline(kind=case.kind, today=today),
    )


def withdraw_application(*, employer: Employer, number: str, agent: Agent, today: date) -> Case:
    """Take an application back before it is decided; raises NotYours, CaseMoved."""
    case = case_of(employer=employer, number=number)
    return withdraw_case(number=case.number, by=agent_acts(agent), today=today)


def case_of(*, employer: Employer, number: str) -> Case:
    """One of the employer's own cases; raises NotYours for another's or none."""
    found = cases_of(employer=employer).filter(number=number).first()
    if found is None:
        raise NotYours("贵单位没有这件办件。")
    return found


def _papers(kind: Kind, asked: Mapping[str, str]) -> list[Paper]:
    """The kind's papers with the numbers that were typed; raises FieldsWrong."""
    numbers = {
        f"paper_{place}": " ".join(asked.get(f"paper_{place}", "").split())
        for place in range(len(PAPERS[kind]))
    }
    faults = {
        name: "请填写材料的编号或文号；没有编号的写“无”。"
        for name, number in numbers.items()
        if not number or len(number) > NUMBER_MOST
    }
    if faults:
        raise FieldsWrong("有几处填写得不对，没有提交，请按提示修改。", faults=faults)
    return [
        Paper(title, number)
        for title, number in zip(PAPERS[kind], numbers.values(), strict=True)
    ]
