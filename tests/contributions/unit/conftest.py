"""A mill, its agent, and the two officers of the counter who serve its applications."""

from collections.abc import Callable

import pytest
from tests.people_of_the_town import TODAY, employer, identity, opening, staff

from anju.cases.accept_case import accept_case
from anju.cases.actors import staff_acts
from anju.cases.models import Case
from anju.cases.take_next_case import take_next_case
from anju.contributions.unit.apply_to_counter import apply_to_counter
from anju.contributions.unit.decide_application import decide_application
from anju.contributions.unit.kinds import Kind
from anju.people.models import Agent, Employer, Staff

PAPERS = {"paper_0": "申纺〔2026〕8 号", "paper_1": "2026 年三季度报表"}
VOTE = {"voted_by": "工会", "voted_on": "2026-11-02", "reason": "停产半停产", "words": "停产"}


@pytest.fixture
def mill(xinyang) -> Employer:
    """王芳 at 6,000.00 and 李伟 at 6,123.45, 12 % and 12 %, July not paid yet."""
    made = employer()
    staff(made, opening(1, "王芳"), opening(2, "李伟", base_fen=612_345, side_fen=73_500))
    return made


@pytest.fixture
def zhao(mill: Employer) -> Agent:
    return Agent.objects.create(name="赵会计", identity_number=identity(901))


@pytest.fixture
def officers(xinyang) -> tuple[Staff, Staff]:
    """A clerk who accepts and a manager who reviews."""
    return tuple(
        Staff.objects.create(
            login=f"S{order}",
            name=name,
            identity_number=identity(order),
            role=role,
            branch="市直管理部",
        )
        for order, name, role in ((801, "陈柜员", "clerk"), (802, "周主管", "manager"))
    )


@pytest.fixture
def applies(mill: Employer, zhao: Agent) -> Callable[..., Case]:
    """Lets 赵会计 apply for something, with papers."""

    def apply(kind: Kind, **asked: str) -> Case:
        return apply_to_counter(
            employer=mill, kind=kind, asked={**PAPERS, **asked}, agent=zhao, today=TODAY
        )

    return apply


@pytest.fixture
def approve(officers) -> Callable[[Case], Case]:
    """Accepted by one, approved by the other."""

    def approved(case: Case) -> Case:
        clerk, manager = officers
        first = staff_acts(clerk)
        take_next_case(by=first, states=(Case.State.WAITING,), today=TODAY)
        accept_case(number=case.number, opinion="材料齐全", by=first, today=TODAY)
        second = staff_acts(manager)
        take_next_case(by=second, states=(Case.State.REVIEWING,), today=TODAY)
        return decide_application(
            number=case.number, approve=True, opinion="同意", staff=manager, today=TODAY
        )

    return approved
