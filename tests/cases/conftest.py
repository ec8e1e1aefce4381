"""A mill that applies, its agent, and two clerks and a manager of the center."""

import pytest
from tests.people_of_the_town import TODAY, employer, identity

from anju.cases.actors import Actor, agent_acts, staff_acts
from anju.cases.models import Answer, Case, Paper
from anju.cases.open_case import Application, open_case
from anju.people.models import Agent, Employer, Staff


def clerk(name: str, order: int, role: str = Staff.Role.CLERK) -> Actor:
    """Somebody of the staff by his own identity number."""
    return staff_acts(
        Staff.objects.create(
            login=f"S{order}",
            name=name,
            identity_number=identity(order),
            role=role,
            branch="市直管理部",
        )
    )


@pytest.fixture
def mill(xinyang) -> Employer:
    return employer()


@pytest.fixture
def zhao(mill: Employer) -> Actor:
    return agent_acts(Agent.objects.create(name="赵会计", identity_number=identity(901)))


@pytest.fixture
def first(xinyang) -> Actor:
    return clerk("陈柜员", 801)


@pytest.fixture
def second(xinyang) -> Actor:
    return clerk("周主管", 802, Staff.Role.MANAGER)


def answer(name: str, value: str) -> Answer:
    return Answer(name, name, value, value)


@pytest.fixture
def case(mill: Employer, zhao: Actor) -> Case:
    """The mill wants another name."""
    return open_case(
        application=Application(
            kind="registration",
            title="单位登记信息变更",
            answers=[answer("name", "申城棉纺有限公司"), answer("legal_name", "孙立")],
            papers=[Paper("营业执照", "91330200")],
            employer=mill,
            branch=mill.branch,
        ),
        by=zhao,
        today=TODAY,
        due_on=TODAY,
    )
