"""The pages of maker and reviewer: who is let through, and what forged requests change."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from tests.contributions.review.conftest import NOW, add, draft, four_eyes, waits
from tests.people_of_the_town import employer
from tests.portals.conftest import agent_of, as_agent

from anju.audit.models import Event
from anju.contributions.models import FourEyes, Submission
from anju.identity.certificates.standing import Standing
from anju.identity.models import Certificate, Visit
from anju.people.models import Appointment, Employer
from anju.portals.employer import door

Role, State = Appointment.Role, Submission.State


@pytest.fixture
def waiting(mill: Employer, agent: Appointment) -> Submission:
    """赵会计's draft, which waits for a reviewer."""
    four_eyes(mill)
    agent_of(mill, "郑主任", 905, Role.REVIEWER)
    return waits(draft(mill, 11), agent)


def reviewer_of(mill: Employer) -> Appointment:
    return mill.appointments.get(role=Role.REVIEWER)


def test_the_makers_register_waits_and_its_page_says_so(desk: Client, mill: Employer) -> None:
    four_eyes(mill)
    agent_of(mill, "郑主任", 905, Role.REVIEWER)
    register = draft(mill, 11)
    form = {"register": register.number, "version": str(register.version)}
    answer = desk.post("/employer/register/submission", form, follow=True)
    assert "已提交，待另一人复核" in answer.content.decode()
    assert mill.accounts.count() == 2
    assert "正在等另一人复核" in desk.get("/employer/register").content.decode()


def test_the_reviewer_sees_the_count_at_once_and_his_word_does_it(
    hall: Client, mill: Employer, waiting: Submission
) -> None:
    desk = as_agent(hall, reviewer_of(mill))
    assert "同事提交的业务，等您复核" in desk.get("/employer/").content.decode()
    page = desk.get(f"/employer/review/{waiting.number}").content.decode()
    assert "新二" in page
    assert desk.post(f"/employer/review/{waiting.number}/approval").status_code == 302
    waiting.refresh_from_db()
    assert waiting.state == State.APPROVED
    assert mill.accounts.count() == 3


def test_a_reviewer_who_came_by_password_alone_agrees_to_nothing(
    hall: Client, mill: Employer, waiting: Submission
) -> None:
    desk = as_agent(hall, reviewer_of(mill), strength="password")
    assert desk.post(f"/employer/review/{waiting.number}/approval").status_code == 403
    waiting.refresh_from_db()
    assert waiting.state == State.WAITING


def test_the_maker_is_refused_in_both_parts(
    desk: Client, mill: Employer, waiting: Submission
) -> None:
    page = desk.get(f"/employer/review/{waiting.number}").content.decode()
    assert "同意</button>" not in page
    answer = desk.post(f"/employer/review/{waiting.number}/approval")
    assert answer.status_code == 422
    assert mill.accounts.count() == 2


@pytest.mark.parametrize("deed", ["approval", "return", "withdrawal"])
def test_another_employers_submission_answers_404_and_stays(
    hall: Client, waiting: Submission, deed: str
) -> None:
    inn = employer("浉河宾馆有限公司", seq=2)
    desk = as_agent(hall, agent_of(inn, "吴主任", 907, Role.REVIEWER))
    path = f"/employer/review/{waiting.number}/{deed}"
    assert desk.post(path, {"reason": "不对"}).status_code == 404
    assert desk.get(f"/employer/review/{waiting.number}").status_code == 404
    waiting.refresh_from_db()
    assert waiting.state == State.WAITING


def test_a_reader_looks_and_decides_nothing(
    reader_desk: Client, mill: Employer, waiting: Submission
) -> None:
    assert reader_desk.get("/employer/review").status_code == 200
    for deed in ("approval", "return", "withdrawal"):
        path = f"/employer/review/{waiting.number}/{deed}"
        assert reader_desk.post(path, {"reason": "不对"}).status_code == 403


def test_returned_with_a_reason_the_maker_reads_it(
    hall: Client, mill: Employer, agent: Appointment, waiting: Submission
) -> None:
    desk = as_agent(hall, reviewer_of(mill))
    path = f"/employer/review/{waiting.number}/return"
    assert desk.post(path, {"reason": ""}).status_code == 422
    assert desk.post(path, {"reason": "基数请再核对"}).status_code == 302
    page = as_agent(hall, agent).get(f"/employer/review/{waiting.number}").content.decode()
    assert "基数请再核对" in page


def test_loosening_by_the_form_waits_and_tightening_counts(
    desk: Client, mill: Employer
) -> None:
    agent_of(mill, "郑主任", 905, Role.REVIEWER)
    path = "/employer/review/settings"
    on = {"on": "1", "people_over": "0", "amount_over": "0"}
    assert desk.post(path, on).status_code == 302
    assert FourEyes.objects.get().on
    answer = desk.post(path, {**on, "on": "0"}, follow=True)
    assert "已提交，待另一人复核" in answer.content.decode()
    assert FourEyes.objects.get().on
    assert desk.post(path, {**on, "people_over": "一"}).status_code == 422


def test_other_ratios_and_a_changed_registration_lead_to_the_page_on_which_they_wait(
    hall: Client, desk: Client, mill: Employer
) -> None:
    four_eyes(mill)
    agent_of(mill, "郑主任", 905, Role.REVIEWER)
    sums = {"employer_rate": "8", "own_rate": "8", "reason": "职代会决议"}
    checked = desk.get("/employer/own/ratio/check", sums).context["carried"]
    now = desk.get("/employer/own/registration").context
    fields = {one.name: one.value for one in now["fields"]}
    fields |= {"address": "新华路 8 号", "seen": str(now["seen"])}
    for path, form, words in (
        ("ratio", dict(checked), "变更后比例"),
        ("registration", fields, "演示路 1 号 → 新华路 8 号"),
    ):
        answer = desk.post(f"/employer/own/{path}", form, follow=True).content.decode()
        assert "已提交，待另一人复核" in answer
        assert words in answer
    desk = as_agent(hall, reviewer_of(mill))
    for one in Submission.objects.all():
        assert desk.post(f"/employer/review/{one.number}/approval").status_code == 302
    mill.refresh_from_db()
    assert (mill.address, mill.own_rate) == ("新华路 8 号", Decimal("0.08"))


def test_a_limit_is_set_for_colleagues_of_this_employer_only(
    desk: Client, mill: Employer, agent: Appointment
) -> None:
    colleague = agent_of(mill, "周会计", 904)
    stranger = agent_of(employer("浉河宾馆有限公司", seq=2), "孙会计", 903)
    for one, status in ((colleague, 302), (stranger, 422), (agent, 422)):
        answer = desk.post(
            "/employer/review/limit", {"appointment": str(one.pk), "limit": "5000"}
        )
        assert answer.status_code == status
    limits = dict(Appointment.objects.values_list("agent__name", "limit_fen"))
    assert limits == {"周会计": 500_000, "孙会计": None, "赵会计": None}


def test_the_list_is_offered_as_a_workbook(desk: Client, waiting: Submission) -> None:
    assert desk.get("/employer/review/export").content[:2] == b"PK"


@pytest.fixture
def in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    """No certificate is revoked; what the lists say is tested with the certificates."""
    monkeypatch.setattr(door, "standing_of", lambda **_: Standing.OPEN)


def by_certificate(agent: Appointment, serial: str) -> None:
    """The agent's session counts as one that began with this certificate (W15)."""
    made = Certificate.objects.create(
        agent_id=agent.agent_id,
        employer_id=agent.employer_id,
        issuer="演示 CA",
        serial=serial,
        subject=agent.agent.name,
        fingerprint=serial.encode(),
        valid_from=NOW,
        valid_until=NOW + timedelta(days=730),
        bound_at=NOW,
        bound_by="test",
    )
    Visit.objects.filter(holder="agent", ended_at=None).update(certificate_id=made.pk)


def seals() -> list[tuple[str, str]]:
    found = Event.objects.filter(deed="seal_by_certificate").order_by("pk")
    return [(one.detail["certificate"], one.detail["digest"]) for one in found]


@pytest.mark.usefixtures("in_force")
def test_with_each_deed_stands_whose_certificate_was_behind_which_list(
    desk: Client, mill: Employer, agent: Appointment
) -> None:
    by_certificate(agent, "0A01")
    register = draft(mill, 11)
    form = {"register": register.number, "version": str(register.version)}
    assert desk.post("/employer/register/submission", form).status_code == 302
    sealed = Event.objects.get(deed="seal_by_certificate")
    assert (sealed.subject, sealed.detail["certificate"]) == (register.number, "0A01")
    assert len(sealed.detail["digest"]) == 64


@pytest.mark.usefixtures("in_force")
def test_maker_and_reviewer_stand_behind_the_same_list_and_a_changed_one_is_refused(
    hall: Client, desk: Client, mill: Employer, agent: Appointment
) -> None:
    by_certificate(agent, "0A01")
    four_eyes(mill)
    reviewer = agent_of(mill, "郑主任", 905, Role.REVIEWER)
    register = draft(mill, 11)
    form = {"register": register.number, "version": str(register.version)}
    desk.post("/employer/register/submission", form)
    one = Submission.objects.get()
    assert seals() == [("0A01", one.digest)]
    desk = as_agent(hall, reviewer)
    by_certificate(reviewer, "0A02")
    assert desk.post(f"/employer/review/{one.number}/approval").status_code == 302
    assert seals() == [("0A01", one.digest), ("0A02", one.digest)]


@pytest.mark.usefixtures("in_force")
def test_a_list_that_another_changed_since_it_was_looked_at_is_not_sealed(
    desk: Client, mill: Employer, agent: Appointment
) -> None:
    by_certificate(agent, "0A01")
    register = draft(mill, 11)
    form = {"register": register.number, "version": str(register.version)}
    add(register, 12)
    assert desk.post("/employer/register/submission", form).status_code == 422
    assert seals() == []
    assert mill.accounts.count() == 2
