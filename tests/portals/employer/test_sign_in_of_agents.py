"""The employers' gate."""

import pytest
from django.test import Client
from tests.portals.conftest import PASSWORD, agent_of, as_agent

from anju.people.models import Appointment


def say(agent: Appointment, **changes: str) -> dict[str, str]:
    """What somebody types at the gate."""
    return {
        "number": agent.employer.number,
        "identity_number": agent.agent.identity_number,
        "password": PASSWORD,
        **changes,
    }


@pytest.mark.rows("C-21", "C-23")
def test_an_agent_comes_in_with_account_and_password(hall: Client, agent: Appointment) -> None:
    answer = hall.post("/employer/sign-in", say(agent))
    assert (answer.status_code, answer["Location"]) == (302, "/employer/")
    assert "申城纺织有限公司" in hall.get("/employer/").content.decode()


def test_xinyang_asks_for_the_agents_identity_number_too(
    hall: Client, agent: Appointment
) -> None:
    shown = hall.get("/employer/sign-in").content.decode()
    assert "专管员身份证号" in shown
    wrong = hall.post("/employer/sign-in", say(agent, identity_number="411502199003070001"))
    assert wrong.status_code == 422


@pytest.mark.parametrize("field", ["number", "identity_number", "password"])
def test_whatever_is_wrong_sounds_the_same(
    hall: Client, agent: Appointment, field: str
) -> None:
    answer = hall.post("/employer/sign-in", say(agent, **{field: "no-such-thing"}))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "账号或密码不对" in text
    assert PASSWORD not in text
    assert hall.get("/employer/").status_code == 302


def test_who_has_left_the_employer_does_not_come_in_any_more(
    hall: Client, agent: Appointment
) -> None:
    as_agent(hall, agent)
    Appointment.objects.filter(pk=agent.pk).update(active=False)
    assert hall.get("/employer/").status_code == 302


def test_the_way_somebody_wanted_to_go_is_remembered(hall: Client, agent: Appointment) -> None:
    asked = hall.get("/employer/receipts?page=2")
    assert asked["Location"].startswith("/employer/sign-in?next=%2Femployer%2Freceipts")
    answer = hall.post(asked["Location"], say(agent))
    # What somebody looked for there stays out of addresses.
    assert answer["Location"] == "/employer/receipts"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/x"])
def test_the_gate_never_leads_out_of_the_hall(
    hall: Client, agent: Appointment, elsewhere: str
) -> None:
    answer = hall.post(f"/employer/sign-in?next={elsewhere}", say(agent))
    assert answer["Location"] == "/employer/"


def test_signing_in_gives_a_new_session_key(hall: Client, agent: Appointment) -> None:
    session = hall.session
    session["holder"] = "nobody"
    session.save()
    hall.cookies["anju_session"] = before = session.session_key
    hall.post("/employer/sign-in", say(agent))
    assert hall.cookies["anju_session"].value != before


def test_signing_out_is_done_by_post_alone_and_ends_the_session(desk: Client) -> None:
    assert desk.get("/employer/sign-out").status_code == 200
    assert desk.get("/employer/").status_code == 200
    assert desk.post("/employer/sign-out").status_code == 302
    assert desk.get("/employer/").status_code == 302


def test_a_members_session_opens_no_employers_door(at_home: Client) -> None:
    assert at_home.get("/employer/")["Location"].startswith("/employer/sign-in")


def test_htmx_is_led_to_the_gate_instead_of_getting_it_as_a_piece(hall: Client, mill) -> None:
    answer = hall.get("/employer/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["HX-Redirect"].startswith("/employer/sign-in")


def test_from_the_second_failure_on_a_machine_must_work_for_its_try(
    hall: Client, agent: Appointment
) -> None:
    for _ in range(2):
        text = hall.post("/employer/sign-in", say(agent, password="wrong-word-x"))
    assert "data-robot=" in text.content.decode()
    answer = hall.post("/employer/sign-in", say(agent))
    assert answer.status_code == 422
    assert hall.get("/employer/").status_code == 302


def test_another_employers_agent_sees_his_own_employer(
    hall: Client, agent: Appointment
) -> None:
    from tests.people_of_the_town import employer

    other = agent_of(employer("浉河茶厂", seq=2), "孙会计", 903)
    shown = as_agent(hall, other).get("/employer/").content.decode()
    assert "浉河茶厂" in shown
    assert "申城纺织" not in shown
