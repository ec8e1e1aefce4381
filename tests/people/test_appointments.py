"""Who may act for an employer: appointed by name, handed over when leaving."""

from datetime import date

import pytest
from tests.people_of_the_town import employer, identity

from anju.audit.models import Event
from anju.ground.errors import Refusal
from anju.people.agents.appoint_agent import (
    AlreadyAppointed,
    Candidate,
    EmployerGone,
    OtherPerson,
    TooManyAgents,
    appoint_agent,
)
from anju.people.agents.colleagues import colleagues_at, successors_of
from anju.people.agents.hand_over import NoSuccessor, NotServing, hand_over
from anju.people.find import appointments_at
from anju.people.models import Agent, Appointment, Employer

TODAY = date(2026, 11, 18)
Role = Appointment.Role


def candidate(order: int, name: str = "赵会计", role: Role = Role.AGENT) -> Candidate:
    """Somebody who shall act for an employer."""
    return Candidate(name, identity(order), f"139000009{order % 100:02d}", role)


def appoint(at: Employer, order: int, name: str = "赵会计", role: Role = Role.AGENT):
    """Appoint a person."""
    return appoint_agent(
        employer=at, candidate=candidate(order, name, role), today=TODAY, by="test"
    )


def test_a_person_is_one_agent_however_many_employers_he_serves(xinyang) -> None:
    mill, tea = employer(), employer("浉河茶厂", seq=2)
    first, second = appoint(mill, 901), appoint(tea, 901)
    assert first.agent_id == second.agent_id
    assert Agent.objects.count() == 1
    assert [one.agent.name for one in appointments_at(employer_number=tea.number)] == ["赵会计"]


def test_another_employer_cannot_turn_his_codes_to_a_phone_of_its_choice(xinyang) -> None:
    mill, tea = employer(), employer("浉河茶厂", seq=2)
    first = appoint(mill, 901)
    stolen = Candidate("赵会计", identity(901), "13812345678", Role.AGENT)
    second = appoint_agent(employer=tea, candidate=stolen, today=TODAY, by="test")
    assert Agent.objects.get(pk=second.agent_id).mobile == first.agent.mobile == "13900000901"


def test_a_known_identity_with_another_name_is_not_appointed(xinyang) -> None:
    mill, tea = employer(), employer("浉河茶厂", seq=2)
    appoint(mill, 901)
    with pytest.raises(OtherPerson) as refused:
        appoint(tea, 901, "孙会计")
    assert "赵会计" not in refused.value.sentence


def test_nobody_is_appointed_twice_or_beyond_the_number_that_is_compared(xinyang) -> None:
    mill = employer()
    for order in range(901, 906):
        appoint(mill, order)
    with pytest.raises(AlreadyAppointed):
        appoint(mill, 901)
    with pytest.raises(TooManyAgents):
        appoint(mill, 906)


def test_nobody_is_appointed_to_a_closed_employer(xinyang) -> None:
    mill = employer()
    Employer.objects.filter(pk=mill.pk).update(state=Employer.State.CLOSED)
    with pytest.raises(EmployerGone):
        appoint(mill, 901)


@pytest.mark.parametrize(
    "wrong",
    [
        Candidate("", identity(901), "13900000901", Role.AGENT),
        Candidate("赵会计", "41150219900307000X", "13900000901", Role.AGENT),
        Candidate("赵会计", identity(901), "139", Role.AGENT),
        Candidate("字" * 100_000, "1" * 100_000, "9" * 100_000, Role.AGENT),
    ],
)
def test_what_cannot_be_is_refused(xinyang, wrong: Candidate) -> None:
    with pytest.raises(Refusal):
        appoint_agent(employer=employer(), candidate=wrong, today=TODAY, by="test")


def test_a_leaving_agent_hands_over_to_a_colleague(xinyang) -> None:
    mill = employer()
    zhao, qian = appoint(mill, 901), appoint(mill, 902, "钱主管", Role.REVIEWER)
    done = hand_over(
        left=zhao.pk, successor=qian.pk, employer_id=mill.pk, today=TODAY, by="agent/1"
    )
    assert (done.left.agent.name, done.successor.agent.name) == ("赵会计", "钱主管")
    zhao.refresh_from_db()
    assert (zhao.active, zhao.until, zhao.handed_to_id) == (False, TODAY, qian.pk)
    assert [one.agent.name for one in appointments_at(employer_number=mill.number)] == [
        "钱主管"
    ]
    assert [one.agent.name for one in colleagues_at(employer=mill)] == ["钱主管", "赵会计"]
    assert Event.objects.filter(deed="hand_over", actor="agent/1").count() == 1


def test_who_left_may_come_back(xinyang) -> None:
    mill = employer()
    zhao, qian = appoint(mill, 901), appoint(mill, 902, "钱主管")
    hand_over(left=zhao.pk, successor=qian.pk, employer_id=mill.pk, today=TODAY, by="test")
    again = appoint(mill, 901, role=Role.READER)
    assert (again.pk, again.active, again.until, again.handed_to) == (zhao.pk, True, None, None)


def test_nothing_is_handed_to_a_reader_a_stranger_or_oneself(xinyang) -> None:
    mill, tea = employer(), employer("浉河茶厂", seq=2)
    zhao = appoint(mill, 901)
    reader = appoint(mill, 902, "钱出纳", Role.READER)
    stranger = appoint(tea, 903, "孙会计")
    assert list(successors_of(left=zhao)) == []
    for successor in (reader.pk, stranger.pk, zhao.pk, 0):
        with pytest.raises(NoSuccessor):
            hand_over(
                left=zhao.pk, successor=successor, employer_id=mill.pk, today=TODAY, by="test"
            )
    assert Appointment.objects.get(pk=zhao.pk).active


def test_another_employers_agent_cannot_be_relieved_from_here(xinyang) -> None:
    mill, tea = employer(), employer("浉河茶厂", seq=2)
    zhao, stranger = appoint(mill, 901), appoint(tea, 903, "孙会计")
    with pytest.raises(NotServing):
        hand_over(
            left=stranger.pk, successor=zhao.pk, employer_id=mill.pk, today=TODAY, by="test"
        )
