"""Who may do what: by role, and by the way he came in."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.portals.conftest import agent_of, as_agent

from anju.audit.models import Event
from anju.identity.models import Visit
from anju.people.models import Appointment, Employer

# Every page and form that does something, with what it takes; what only looks is not here.
ACTING = {
    "employer:month": ("GET", "POST"),
    "employer:submission": ("POST",),
    "employer:dropping": ("POST",),
    "employer:template": ("GET",),
    "employer:echo": ("POST",),
    "employer:register_lines": ("GET", "POST"),
    "employer:uploads": ("GET", "POST"),
    "employer:remittances": ("GET", "POST"),
    "employer:remittance_check": ("GET",),
    "employer:prepayments": ("GET", "POST"),
    "employer:prepayment_check": ("GET", "POST"),
    "employer:mobile_change": ("GET", "POST"),
    "employer:mismatch_settled": ("POST",),
    "employer:new_colleague": ("GET", "POST"),
}
LOOKING = (
    "employer:home",
    "employer:profile",
    "employer:register",
    "employer:members",
    "employer:receipts",
    "employer:transfers",
    "employer:seals",
    "employer:bases",
    "employer:ratios",
    "employer:payments",
    "employer:filings",
    "employer:interest",
    "employer:proofs",
    "employer:calendar",
    "employer:find",
    "employer:colleagues",
    "employer:proposals",
    "employer:mismatches",
    "employer:password",
    "employer:switch",
)


@pytest.mark.rows("X-16")
@pytest.mark.parametrize("route", ACTING)
def test_a_password_session_in_xinyang_only_looks(
    hall: Client, agent: Appointment, route: str
) -> None:
    as_agent(hall, agent, strength=Visit.Strength.PASSWORD)
    for method in ACTING[route]:
        answer = hall.generic(method, reverse(route))
        assert answer.status_code == 403, method
        assert "数字证书" in answer.content.decode()
    assert Event.objects.filter(deed="denied", actor=f"agent/{agent.agent_id}").exists()


@pytest.mark.rows("X-16")
@pytest.mark.parametrize("route", LOOKING)
def test_what_is_looked_at_stays_open_and_says_beforehand_what_is_not(
    hall: Client, agent: Appointment, route: str
) -> None:
    as_agent(hall, agent, strength=Visit.Strength.PASSWORD)
    answer = hall.get(reverse(route))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "密码登录只能查询；办理业务请用数字证书登录。" in text
    assert reverse("employer:certificate") in text
    assert "menu-lock" in text


def test_a_password_session_opens_no_register_by_looking(
    hall: Client, agent: Appointment
) -> None:
    as_agent(hall, agent, strength=Visit.Strength.PASSWORD)
    assert "现在没有正在填写的清册" in hall.get("/employer/register").content.decode()


@pytest.mark.parametrize("route", ACTING)
def test_a_reader_only_looks_even_with_a_certificate(reader_desk: Client, route: str) -> None:
    for method in ACTING[route]:
        answer = reader_desk.generic(method, reverse(route))
        assert answer.status_code == 403
        assert "查询人" in answer.content.decode()


def test_a_reviewer_acts_but_neither_proposes_nor_appoints(
    hall: Client, mill: Employer
) -> None:
    reviewer = agent_of(mill, "钱主管", 902, Appointment.Role.REVIEWER)
    as_agent(hall, reviewer)
    assert hall.get("/employer/month").status_code == 200
    assert hall.get("/employer/mobile-change").status_code == 403
    assert hall.get("/employer/colleagues/new").status_code == 403


def test_where_a_password_may_act_it_still_appoints_nobody(
    hall: Client, agent: Appointment, monkeypatch: pytest.MonkeyPatch
) -> None:
    from anju.policy.rules import profile

    monkeypatch.setattr("anju.policy.rules._current", lambda: profile("jian"))
    as_agent(hall, agent, strength=Visit.Strength.PASSWORD)
    assert hall.get("/employer/month").status_code == 200
    assert "密码登录只能查询" not in hall.get("/employer/").content.decode()
    assert hall.get("/employer/colleagues/new").status_code == 403


@pytest.mark.parametrize("what", ["appointment", "agent", "employer"])
def test_what_ends_during_an_open_session_ends_it_with_the_next_request(
    desk: Client, agent: Appointment, what: str
) -> None:
    assert desk.get("/employer/").status_code == 200
    if what == "appointment":
        Appointment.objects.filter(pk=agent.pk).update(active=False)
    if what == "agent":
        type(agent.agent).objects.filter(pk=agent.agent_id).update(active=False)
    if what == "employer":
        Employer.objects.update(state=Employer.State.CLOSED)
    assert desk.get("/employer/").status_code == 302
    assert desk.post("/employer/uploads").status_code == 302
