"""Colleagues, switching and proposals: one's own only, and each deed leaves its words."""

import pytest
from django.test import Client
from tests.people_of_the_town import employer, identity
from tests.portals.conftest import account_of, agent_of, as_agent

from anju.audit.models import Event
from anju.identity.models import Visit
from anju.notices.models import Message
from anju.people.models import Appointment, Employer, Member, Proposal

MOBILE = {"field": "mobile", "value": "13811112222"}


@pytest.fixture
def tea(mill: Employer) -> Employer:
    """浉河茶厂, another employer."""
    return employer("浉河茶厂", seq=2)


@pytest.fixture
def settled(mill: Employer) -> Member:
    """王芳, who has proven her mobile."""
    Member.objects.update(mobile_proven_at="2026-07-02T00:00:00Z")
    return Member.objects.get(name="王芳")


def propose(desk: Client, name: str = "王芳", **more: str):
    """Ask for another mobile of an employee."""
    asked = {"account": str(account_of(name).pk), **MOBILE, **more}
    return desk.post("/employer/mobile-change", asked)


@pytest.mark.rows("X-29")
def test_a_proposal_changes_nothing_and_tells_the_old_number(
    desk: Client, agent: Appointment, settled: Member
) -> None:
    answer = propose(desk)
    assert answer.status_code == 302
    assert "已提交，等待本人确认" in desk.get(answer["Location"]).content.decode()
    settled.refresh_from_db()
    assert settled.mobile != MOBILE["value"]
    told = Message.objects.get(to_index=settled.mobile)
    assert "138****2222" in told.text
    assert not Message.objects.filter(to_index=MOBILE["value"]).exists()
    assert Event.objects.filter(deed="propose_change", actor=f"agent/{agent.agent_id}").exists()


@pytest.mark.rows("C-56")
def test_where_a_code_is_asked_it_is_the_agents_own_and_of_this_proposal(
    desk: Client, settled: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    from anju.policy.rules import profile

    monkeypatch.setattr("anju.policy.rules._current", lambda: profile("chuxiong"))
    assert propose(desk, code="123456").status_code == 422
    assert propose(desk, ask_code="1").status_code == 200
    sent = Message.objects.get(kind="code")
    assert sent.to == "13900000001"
    code = sent.text.split("验证码 ")[1][:6]
    assert propose(desk, "李伟", code=code).status_code == 422
    assert propose(desk, code=code).status_code == 302


def test_another_employers_people_and_proposals_are_not_there(
    hall: Client, mill: Employer, tea: Employer, settled: Member
) -> None:
    mine = agent_of(mill, "赵会计", 901)
    number = propose(as_agent(hall, mine))["Location"].rpartition("/")[2]
    stranger = as_agent(Client(HTTP_HOST="xinyang.localhost"), agent_of(tea, "孙会计", 903))
    assert propose(stranger).status_code == 200
    assert Proposal.objects.count() == 1
    assert stranger.get(f"/employer/proposals/{number}").status_code == 404
    assert stranger.post(f"/employer/proposals/{number}/withdrawal").status_code == 422
    assert "王芳" not in stranger.get("/employer/proposals").content.decode()
    assert Proposal.objects.get().state == Proposal.State.WAITING
    assert stranger.get(f"/employer/colleagues/{mine.pk}/handover").status_code == 404
    assert stranger.get(f"/employer/colleagues/{mine.pk}/record").status_code == 404


def test_a_proposal_is_withdrawn_once(desk: Client, settled: Member) -> None:
    number = propose(desk)["Location"].rpartition("/")[2]
    url = f"/employer/proposals/{number}/withdrawal"
    assert desk.post(url).status_code == 302
    assert desk.post(url).status_code == 422
    assert "已撤回" in desk.get("/employer/proposals?state=withdrawn").content.decode()
    book = desk.get("/employer/proposals/export")
    assert book["Content-Type"].endswith("spreadsheetml.sheet")


@pytest.mark.parametrize(
    "wrong",
    [
        {"value": "139"},
        {"value": "1" * 100_000},
        {"field": "name", "value": "<script>"},
        {"field": "identity", "value": "41150219900307000X"},
    ],
)
def test_an_impossible_value_is_told_and_nothing_is_proposed(
    desk: Client, settled: Member, wrong: dict[str, str]
) -> None:
    answer = propose(desk, **wrong)
    assert answer.status_code == 422
    assert len(answer.content) < 60_000
    assert not Proposal.objects.exists()


def test_a_colleague_is_appointed_and_everybody_is_told(
    desk: Client, agent: Appointment, mill: Employer
) -> None:
    new = {
        "name": "周经办",
        "identity_number": identity(950),
        "mobile": "13900000950",
        "role": "reader",
    }
    assert desk.post("/employer/colleagues/new", new).status_code == 302
    made = mill.appointments.get(agent__identity_index=identity(950))
    assert (made.active, made.role) == (True, "reader")
    told = {one.to: one.text for one in Message.objects.all()}
    assert "已被委任为申城纺织有限公司的查询人" in told["13900000950"]
    assert "新增查询人周经办" in told["13900000001"]
    assert desk.post("/employer/colleagues/new", new).status_code == 422
    made_by = Event.objects.get(deed="appoint_agent").actor
    assert made_by == f"agent/{agent.agent_id}"
    assert desk.get("/employer/colleagues/export").status_code == 200


def test_who_hands_himself_over_is_out_at_once(
    desk: Client, agent: Appointment, mill: Employer
) -> None:
    qian = agent_of(mill, "钱主管", 902, Appointment.Role.REVIEWER)
    url = f"/employer/colleagues/{agent.pk}/handover"
    assert desk.post(url, {"successor": ""}).status_code == 422
    assert desk.post(url, {"successor": str(qian.pk)}).status_code == 302
    assert desk.get("/employer/")["Location"].startswith("/employer/sign-in")
    assert not Visit.objects.filter(holder="agent", ended_at=None).exists()
    assert "由您接手" in Message.objects.filter(kind="notice").last().text


def test_one_switches_only_to_ones_own_employers(
    hall: Client, mill: Employer, tea: Employer
) -> None:
    zhao = agent_of(mill, "赵会计", 901)
    stranger = agent_of(tea, "孙会计", 903)
    desk = as_agent(hall, zhao)
    for wrong in (str(stranger.pk), "0", "x" * 1000, ""):
        assert desk.post("/employer/switch", {"appointment": wrong}).status_code == 422
    own = Appointment.objects.create(
        employer=tea, agent=zhao.agent, role="reader", since=zhao.since
    )
    assert desk.post("/employer/switch", {"appointment": str(own.pk)}).status_code == 302
    assert "浉河茶厂" in desk.get("/employer/").content.decode()


def test_a_certificate_opens_only_the_employer_it_is_bound_to(
    hall: Client, mill: Employer, tea: Employer
) -> None:
    zhao = agent_of(mill, "赵会计", 901)
    own = Appointment.objects.create(
        employer=tea, agent=zhao.agent, role="agent", since=zhao.since
    )
    as_agent(hall, zhao)
    visit = Visit.objects.get(holder="agent", ended_at=None)
    from anju.identity.employers.switch_employer import BoundToOneEmployer, switch_employer

    visit.certificate_id = 1
    with pytest.raises(BoundToOneEmployer):
        switch_employer(visit=visit, appointment_id=own.pk, now=visit.began_at)


def test_changing_the_password_ends_the_other_devices(hall: Client, agent: Appointment) -> None:
    from tests.portals.conftest import PASSWORD

    other = as_agent(Client(HTTP_HOST="xinyang.localhost"), agent)
    here = as_agent(hall, agent)
    form = {"old": PASSWORD, "password": "silk-8-threads", "again": "silk-8-threads"}
    assert here.post("/employer/password", {**form, "old": "no"}).status_code == 422
    assert here.post("/employer/password", {**form, "again": "x"}).status_code == 422
    assert here.post("/employer/password", form).status_code == 302
    assert here.get("/employer/").status_code == 200
    assert other.get("/employer/").status_code == 302
