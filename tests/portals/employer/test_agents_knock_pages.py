"""Before proof no page of the employers' registration and reset tells one case from another."""

import re
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.people_of_the_town import employer, identity
from tests.portals.conftest import agent_of

from anju.audit.models import Event
from anju.centers.clock.day import business_day
from anju.identity.models import Code, Enrolment, Knock
from anju.notices.models import Message
from anju.people.agents.appoint_agent import Candidate, appoint_agent
from anju.people.models import Appointment, Employer
from anju.policy.rules import value

MINE = "13900000950"
OTHER = "13812345678"
Typed = dict[str, str]


def cases(mill: Employer) -> dict[str, Typed]:
    """One person of each case, and what is typed for him."""
    closed, tea = employer("已销户单位", seq=3), employer("浉河茶厂", seq=2)
    for place, at in enumerate((mill, mill, closed, tea)):
        who = Candidate(f"经办{'甲乙丙丁'[place]}", identity(950 + place), MINE, "agent")  # type: ignore[arg-type]
        appoint_agent(employer=at, candidate=who, today=mill.opened_on, by="test")
    agent_of(mill, "经办戊", 954)
    Employer.objects.filter(pk=closed.pk).update(state=Employer.State.CLOSED)
    return {
        "right": typed(mill.number, 950, MINE),
        "wrong mobile": typed(mill.number, 951, OTHER),
        "unknown person": typed(mill.number, 999, MINE),
        "unknown employer": typed("0200000099", 950, MINE),
        "closed": typed(closed.number, 952, MINE),
        "another employer's": typed(mill.number, 953, MINE),
        "already": typed(mill.number, 954, "13900000001"),
    }


def typed(number: str, order: int, mobile: str) -> Typed:
    """What is typed at the first page."""
    return {"employer": number, "identity_number": identity(order), "mobile": mobile}


def code_sent(to: str = MINE) -> str:
    """The digits of the last code that went to the phone."""
    text = Message.objects.filter(kind="code", to_index=to).latest("id").text
    return re.search(r"[0-9]{6}", text)[0]  # type: ignore[index]


def told(answer: HttpResponse, said: Typed) -> tuple[int, dict[str, str], str]:
    """What an asker can see, without tokens and without his own words."""
    body = re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", answer.content.decode())
    for own in said.values():
        body = body.replace(own, "…" * len(own))
    headers = {name: text for name, text in answer.headers.items() if name != "Expires"}
    return answer.status_code, headers, body


def both_pages(errand: str, said: Typed) -> Callable[[], list[HttpResponse]]:
    """The press that sends a code, the page behind it, and a wrong code there."""
    client = Client(HTTP_HOST="xinyang.localhost", REMOTE_ADDR="203.0.113.7")
    url = f"/employer/{errand}"
    client.get(url)
    return lambda: [
        client.post(url, said),
        client.get(f"{url}/code"),
        client.post(f"{url}/code", {"code": "000000"}),
    ]


@pytest.mark.rows("C-22", "C-25")
@pytest.mark.usefixtures("at_one_moment")
@pytest.mark.parametrize("errand", ["registration", "forgot"])
def test_no_case_shows_in_status_headers_body_statements_or_rows(
    hall: Client, mill: Employer, errand: str
) -> None:
    seen = {}
    every = cases(mill)
    both_pages(errand, typed("warm", 998, MINE))()
    for name, said in every.items():
        presses = both_pages(errand, said)
        before = [one.objects.count() for one in (Knock, Code, Message, Event)]
        with transaction.atomic(), CaptureQueriesContext(connection) as asked:
            answers = [told(one, said) for one in presses()]
            after = [one.objects.count() for one in (Knock, Code, Message, Event)]
            statements = len(asked)
            transaction.set_rollback(True)
        rows = [now - then for now, then in zip(after, before, strict=True)]
        seen[name] = (answers, rows, statements)
    for name, one in seen.items():
        assert one == seen["right"], name
    assert [status for status, _, _ in seen["right"][0]] == [302, 200, 422]


@pytest.mark.parametrize("errand", ["registration", "forgot"])
def test_a_hundred_thousand_characters_are_an_ordinary_answer(
    hall: Client, mill: Employer, errand: str
) -> None:
    long = dict.fromkeys(("employer", "identity_number", "mobile"), "1" * 100000)
    assert hall.post(f"/employer/{errand}", long).status_code == 302
    answer = hall.post(f"/employer/{errand}/code", {"code": "1" * 100_000})
    assert answer.status_code == 422
    assert len(answer.content) < 100_000
    wrong = {"password": "x" * 100_000, "again": "x" * 100_000}
    assert hall.post(f"/employer/{errand}/password", wrong).status_code == 422


@pytest.mark.parametrize("step", ["code", "password"])
def test_a_step_that_is_jumped_to_opens_nothing(
    hall: Client, mill: Employer, step: str
) -> None:
    answer = hall.post(f"/employer/registration/{step}", {"code": "123456"})
    assert answer.status_code == 422
    assert "从头开始" in answer.content.decode()


def test_the_button_for_a_code_is_never_disabled_by_the_server(
    hall: Client, mill: Employer
) -> None:
    hall.post("/employer/registration", typed(mill.number, 999, MINE))
    shown = hall.get("/employer/registration/code").content.decode()
    assert "disabled" not in shown.split("<main", 1)[1]
    assert "data-countdown" in shown


def test_the_session_goes_on_under_another_key_once_the_code_was_right(
    hall: Client, mill: Employer
) -> None:
    who = Candidate("周经办", identity(950), MINE, Appointment.Role.AGENT)
    appoint_agent(employer=mill, candidate=who, today=mill.opened_on, by="test")
    hall.post("/employer/registration", typed(mill.number, 950, MINE))
    stolen = hall.cookies["anju_session"].value
    hall.post("/employer/registration/code", {"code": code_sent()})
    assert hall.cookies["anju_session"].value != stolen
    thief = Client(HTTP_HOST="xinyang.localhost")
    thief.cookies["anju_session"] = stolen
    new = {"password": "thief-7-loops", "again": "thief-7-loops"}
    assert thief.post("/employer/registration/password", new).status_code == 422
    mine = {"password": "silk-8-threads", "again": "silk-9-threads"}
    assert "不一样" in hall.post("/employer/registration/password", mine).content.decode()
    mine["again"] = mine["password"]
    assert hall.post("/employer/registration/password", mine).status_code == 302


def test_the_agreement_that_was_shown_is_the_one_that_is_recorded(
    hall: Client, mill: Employer
) -> None:
    who = Candidate("周经办", identity(950), MINE, Appointment.Role.AGENT)
    agent = appoint_agent(employer=mill, candidate=who, today=mill.opened_on, by="test").agent
    agreement = value("identity.agreement_employer", on=business_day())
    shown = hall.get("/employer/registration").content.decode()
    assert agreement.title in shown
    assert f"版本 {agreement.version}" in shown
    assert agreement.title not in hall.get("/employer/forgot").content.decode()
    hall.post("/employer/registration", typed(mill.number, 950, MINE))
    hall.post("/employer/registration/code", {"code": code_sent()})
    mine = {"password": "silk-8-threads", "again": "silk-8-threads"}
    assert hall.post("/employer/registration/password", mine).status_code == 302
    enrolled = Enrolment.objects.get(holder="agent", holder_id=agent.pk)
    assert enrolled.agreement == agreement.version


def test_who_has_registered_already_learns_it_after_his_code(
    hall: Client, mill: Employer
) -> None:
    said = cases(mill)["already"]
    hall.post("/employer/registration", said)
    hall.post("/employer/registration/code", {"code": code_sent(said["mobile"])})
    answer = hall.get("/employer/registration/password")
    assert answer.status_code == 422
    assert "不需要再次注册" in answer.content.decode()
    assert 'name="password"' not in answer.content.decode()


@pytest.mark.parametrize("errand", ["registration", "forgot"])
def test_from_the_third_knock_of_a_session_the_browser_has_to_work(
    hall: Client, mill: Employer, errand: str
) -> None:
    url = f"/employer/{errand}"
    for order in (950, 999):
        assert "data-robot=" not in hall.get(url).content.decode()
        assert hall.post(url, typed(mill.number, order, MINE)).status_code == 302
    assert "data-robot=" in hall.get(url).content.decode()
    knocks = Knock.objects.count()
    refused = hall.post(url, typed(mill.number, 951, MINE))
    assert refused.status_code == 422
    assert "安全验证" in refused.content.decode()
    assert Knock.objects.count() == knocks
