"""Agents who leave, and agents with another telephone, at the counter."""

import pytest
from django.test import Client
from tests.people_of_the_town import identity
from tests.portals.conftest import agent_of, as_agent
from tests.staff_of_the_town import at_counter

from anju.notices.models import Message
from anju.people.models import Agent, Appointment, Employer, Staff

PAPERS = {"card": "yes", "letter": "yes"}


@pytest.fixture
def office(hall: Client, mill: Employer) -> tuple[Appointment, Appointment]:
    """赵会计 and 钱主管, who both act for the mill."""
    return (
        agent_of(mill, "赵会计", 901),
        agent_of(mill, "钱主管", 902, Appointment.Role.REVIEWER),
    )


def test_a_leaving_agent_is_handed_over_and_out(hall: Client, office) -> None:
    leaving, following = office
    desk = as_agent(hall, leaving)
    window = at_counter("0301", Staff.Role.CLERK)
    form = {
        "number": leaving.employer.number,
        "left": identity(901),
        "successor": identity(902),
    }
    assert window.post("/counter/agents/leave", form).status_code == 422
    wrong = {**form, **PAPERS, "successor": identity(999)}
    assert window.post("/counter/agents/leave", wrong).status_code == 422
    assert desk.get("/employer/").status_code == 200
    done = window.post("/counter/agents/leave", {**form, **PAPERS})
    assert "交接完成" in done.content.decode()
    assert desk.get("/employer/").status_code == 302
    leaving.refresh_from_db()
    assert leaving.handed_to_id == following.pk
    assert window.post("/counter/agents/leave", {**form, **PAPERS}).status_code == 422


def test_a_manager_writes_down_an_agents_new_telephone(hall: Client, office) -> None:
    zhao, _ = office
    desk = as_agent(hall, zhao)
    form = {"identity_number": identity(901), "mobile": "13855556666", **PAPERS}
    clerk = at_counter("0301", Staff.Role.CLERK)
    assert clerk.post("/counter/agents/mobile", form).status_code == 403
    window = at_counter("0302", Staff.Role.MANAGER)
    for bad in ({"mobile": "139"}, {"identity_number": identity(999)}, {"card": ""}):
        assert window.post("/counter/agents/mobile", {**form, **bad}).status_code == 422
    assert "变更完成" in window.post("/counter/agents/mobile", form).content.decode()
    assert Agent.objects.get(pk=zhao.agent_id).mobile == "13855556666"
    assert desk.get("/employer/").status_code == 302
    told = {one.to for one in Message.objects.filter(kind="security")}
    assert {"13855556666", "13900000001"} <= told
    assert window.post("/counter/agents/mobile", form).status_code == 422
