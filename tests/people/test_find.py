"""A person is found by exactly what he says, and a shared mobile names nobody."""

import pytest
from tests.people_of_the_town import TODAY, employer, identity, opening, staff

from anju.people.find import (
    agent_of,
    appointments_at,
    member_of,
    members_with,
)
from anju.people.models import Agent, Appointment, Employer, Member


@pytest.fixture
def mill(xinyang) -> Employer:
    made = employer()
    staff(made, opening(1, "王芳"), opening(2, "李伟"))
    return made


def agent(order: int) -> Agent:
    return Agent.objects.create(
        name="赵会计", identity_number=identity(order), mobile="13900000001"
    )


@pytest.mark.parametrize("typed", [identity(1), f" {identity(1)} ", identity(1).lower()])
def test_a_member_is_found_however_the_number_is_typed(mill: Employer, typed: str) -> None:
    assert member_of(identity_number=typed, today=TODAY).name == "王芳"


@pytest.mark.parametrize("typed", ["", "王芳", identity(1)[:17], identity(3)])
def test_nobody_is_found_by_anything_else(mill: Employer, typed: str) -> None:
    assert member_of(identity_number=typed, today=TODAY) is None
    assert agent_of(identity_number=typed, today=TODAY) is None


def test_a_mobile_that_several_share_names_each_of_them(mill: Employer) -> None:
    wang = Member.objects.get(name="王芳")
    assert members_with(mobile=wang.mobile) == [wang]
    other = Member(name="周燕", identity_number=identity(4), sex="女", born_on="1990-03-07")
    other.mobile = wang.mobile
    other.save()
    assert members_with(mobile=wang.mobile) == [wang, other]


def test_one_agent_may_act_for_several_employers(mill: Employer) -> None:
    tea = employer("浉河茶厂", seq=2)
    zhao = agent(901)
    for at in (mill, tea):
        Appointment.objects.create(employer=at, agent=zhao, since=TODAY)
    assert agent_of(identity_number=identity(901), today=TODAY) == zhao
    for at in (mill, tea):
        (found,) = appointments_at(employer_number=at.number)
        assert (found.agent, found.employer) == (zhao, at)


def test_who_has_left_or_whose_employer_is_closed_does_not_act(mill: Employer) -> None:
    zhao, qian = agent(901), agent(902)
    first = Appointment.objects.create(employer=mill, agent=zhao, since=TODAY)
    Appointment.objects.create(employer=mill, agent=qian, since=TODAY)
    first.active = False
    first.save()
    assert [each.agent for each in appointments_at(employer_number=mill.number)] == [qian]
    Agent.objects.filter(pk=qian.pk).update(active=False)
    assert appointments_at(employer_number=mill.number) == []
    Agent.objects.filter(pk=qian.pk).update(active=True)
    Employer.objects.filter(pk=mill.pk).update(state=Employer.State.CLOSED)
    assert appointments_at(employer_number=mill.number) == []
