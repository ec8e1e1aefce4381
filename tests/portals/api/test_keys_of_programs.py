"""A key opens what it was made for, from where it may, until it ends; deeds are done once."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.people_of_the_town import employer
from tests.portals.api.conftest import JOINING, LOW, STAYING, Program, key_for
from tests.portals.conftest import agent_of, as_agent

from anju.contributions.models import RosterUpload
from anju.identity.models import ApiDeed, ApiToken
from anju.identity.tokens import do_once
from anju.people.models import Appointment, Employer


def told(answer) -> tuple[int, str]:
    assert answer["Content-Type"].startswith("application/problem+json")
    body = answer.json()
    assert body["title"].endswith("。")
    assert body["status"] == answer.status_code
    return answer.status_code, body["code"]


def test_without_a_key_or_with_a_wrong_one_nothing_is_told(hall: Client) -> None:
    for key in ("", "anju_wrong", "x" * 5_000):
        assert told(Program(key).get("/dues")) == (401, "identity.unknown_token")


def test_many_wrong_keys_from_one_network_must_wait(hall: Client) -> None:
    answers = [Program("anju_wrong").get("/dues").status_code for _ in range(21)]
    assert answers == [401] * 20 + [429]


@pytest.mark.parametrize("what", ["expired", "revoked", "relieved", "closed"])
def test_an_ended_key_opens_nothing(what: str, program: Program, agent: Appointment) -> None:
    assert program.get("/dues").status_code == 200
    if what == "expired":
        ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif what == "revoked":
        ApiToken.objects.update(ended_at=timezone.now())
    elif what == "relieved":
        Appointment.objects.filter(pk=agent.pk).update(active=False)
    else:
        Employer.objects.filter(pk=agent.employer_id).update(state=Employer.State.CLOSED)
    assert told(program.get("/dues")) == (401, "identity.unknown_token")


def test_a_key_bound_to_a_network_opens_from_there_alone(allowed) -> None:
    assert allowed("read", networks=("203.0.113.0/24",)).get("/dues").status_code == 200
    assert told(allowed("read", networks=("198.51.100.7",)).get("/dues"))[0] == 401


def test_each_scope_opens_its_own(allowed) -> None:
    reader, loader = allowed("read"), allowed("upload")
    assert told(reader.upload(*STAYING)) == (403, "identity.token_may_not")
    assert told(loader.get("/dues")) == (403, "identity.token_may_not")
    assert loader.upload(*STAYING).status_code == 202
    path = "/registers/BG1/submission"
    assert told(reader.post(path, {"version": 1, "accept": "good"}))[0] == 403


def test_a_key_of_a_reader_does_nothing(hall: Client, mill: Employer) -> None:
    reader = agent_of(mill, "钱出纳", 902, Appointment.Role.READER)
    program = Program(key_for(reader))
    assert program.get("/dues").status_code == 200
    assert told(program.upload(*STAYING))[0] == 403


def test_another_employers_things_are_not_there(program: Program) -> None:
    done = program.compared(*STAYING, JOINING)
    tea = employer("浉河茶业有限公司", seq=2)
    other = Program(key_for(agent_of(tea, "孙会计", 903)))
    number = done["register_number"]
    for path in (
        f"/uploads/{done['id']}", f"/uploads/{done['id']}/workbook", f"/registers/{number}",
        f"/registers/{number}/lines", "/remittances/HJ1", "/receipts/HJ1/pdf",
    ):  # fmt: skip
        assert told(other.get(path))[0] == 404, path
    path = f"/registers/{number}/submission"
    assert told(other.post(path, {"version": 1, "accept": "good"}))[0] == 404


def test_a_deed_without_a_key_of_its_own_is_not_done(program: Program) -> None:
    for key in (None, "", "short", "x" * 65, "空 格"):
        if key == "空 格":
            continue
        assert told(program.upload(*STAYING, key=key)) == (400, "identity.no_idempotency_key")
    assert not RosterUpload.objects.exists()


def test_the_same_deed_again_gives_the_same_answer_and_another_one_is_refused(
    program: Program,
) -> None:
    first = program.upload(*STAYING)
    again = program.upload(*STAYING)
    assert (again.status_code, again.json()) == (202, first.json())
    assert RosterUpload.objects.count() == ApiDeed.objects.count() == 1
    other = program.upload(*STAYING, JOINING)
    assert told(other) == (422, "identity.idempotency_key_for_another")


def test_keys_of_two_employers_do_not_meet(program: Program) -> None:
    tea = employer("浉河茶业有限公司", seq=2)
    other = Program(key_for(agent_of(tea, "孙会计", 903)))
    assert program.upload(*STAYING).status_code == other.upload(*STAYING).status_code == 202
    assert RosterUpload.objects.count() == 2


def test_while_the_first_is_under_way_the_second_is_told_so(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(do_once, "_alone", lambda what: False)
    assert told(program.upload(*STAYING)) == (409, "identity.idempotency_key_in_use")


def test_a_refused_deed_may_be_tried_again_under_its_key(program: Program) -> None:
    done = program.compared(*STAYING, LOW)
    path = f"/registers/{done['register_number']}/submission"
    version = program.get("/registers/draft").json()["version"]
    body = {"version": version, "accept": "all"}
    assert told(program.post(path, body)) == (422, "contributions.not_all_good")
    assert told(program.post(path, {**body, "version": version - 1}))[0] == 409
    assert not ApiDeed.objects.filter(key="deed-0001").exists()


def test_a_submitted_register_answers_the_same_ever_after(program: Program) -> None:
    done = program.compared(*STAYING, JOINING)
    path = f"/registers/{done['register_number']}/submission"
    version = program.get("/registers/draft").json()["version"]
    body = {"version": version, "accept": "all"}
    first, again = program.post(path, body), program.post(path, body)
    assert first.status_code == 200, first.content.decode()
    assert first.json() == again.json()
    assert told(program.post(path, body, key="deed-0002"))[0] == 409


BAD_BODIES = [
    {}, {"version": 1}, {"version": "1", "accept": "good"}, {"version": 1, "accept": "some"},
    {"version": 1.5, "accept": "good"}, {"version": -1, "accept": "good"},
    {"version": 10**30, "accept": "good"}, {"version": True, "accept": "good"},
    {"version": 1, "accept": "good", "amount": "9"}, [], None, "x", 7,
    {"version": None, "accept": None}, {"version": {"a": 1}, "accept": []},
]  # fmt: skip


@pytest.mark.parametrize("body", BAD_BODIES)
def test_a_body_that_is_not_exactly_right_is_refused(body, program: Program) -> None:
    answer = program.post("/registers/BG1/submission", body)
    assert answer.status_code in (400, 422)
    assert told(answer)[1] == "portals.api_bad_request"


ODD = ["-1", "0", "x", "1e9", "9" * 30, "", "１", "%00", "1;drop", "null"]
PLACES = [
    ("/registers/BG1/lines", "page"), ("/remittances", "size"), ("/receipts", "page"),
    ("/dues", "until"), ("/uploads/1", "page"), ("/dues", "employer"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "name"), PLACES)
def test_strange_parameters_are_refused_and_never_crash(
    path: str, name: str, program: Program
) -> None:
    for value in ODD:
        answer = program.get(path, **{name: value})
        assert answer.status_code in (400, 404, 422), (path, value)
        told(answer)


@pytest.mark.parametrize(
    "number", ["'", "%2e%2e", "BG" * 500, "空", "%00", "0", "-1", "9" * 40]
)
@pytest.mark.parametrize(
    "path", ["/registers/{}", "/registers/{}/lines", "/remittances/{}", "/receipts/{}/pdf"]
)
def test_strange_numbers_are_not_there(path: str, number: str, program: Program) -> None:
    assert program.get(path.format(number)).status_code in (400, 404)


def test_unknown_fields_of_a_form_and_a_file_too_large_are_refused(
    program: Program, settings
) -> None:
    assert told(program.upload(*STAYING, employer="9"))[0] == 400
    assert told(program.upload(*STAYING, scope="some"))[0] == 400
    settings.ROSTER_UPLOAD_MOST_BYTES = 100
    assert told(program.upload(*STAYING)) == (413, "contributions.file_too_large")
    assert not RosterUpload.objects.exists()


def test_the_description_is_served_in_the_demo_alone(program: Program) -> None:
    paths = program.client.get("/api/v1/openapi.json").json()["paths"]
    assert "/api/v1/registers/{number}/submission" in paths
    assert program.client.get("/api/v1/docs").status_code == 404


def test_a_key_is_shown_once_and_only_its_digest_is_kept(hall: Client, agent) -> None:
    desk = as_agent(hall, agent)
    asked = {"name": "薪酬系统", "scope": ["read", "upload"], "days": "90", "networks": ""}
    shown = desk.post("/employer/tokens/new", asked)
    assert shown.status_code == 200
    key = shown.content.decode().partition('value="anju_')[2].partition('"')[0]
    token = ApiToken.objects.get()
    assert len(key) >= 43
    assert key.encode() not in bytes(token.digest)
    listed = desk.get("/employer/tokens").content.decode()
    assert "薪酬系统" in listed
    assert key not in listed
    program = Program(f"anju_{key}")
    assert program.get("/dues").status_code == 200
    desk.post(f"/employer/tokens/{token.pk}/revocation")
    assert program.get("/dues").status_code == 401


@pytest.mark.parametrize(
    ("name", "value"),
    [("name", ""), ("scope", []), ("days", "0"), ("days", "4000"), ("networks", "300.1.1.1")],
)
def test_a_key_that_cannot_be_is_not_made(name: str, value, hall: Client, agent) -> None:
    desk = as_agent(hall, agent)
    asked = {"name": "薪酬系统", "scope": ["read"], "days": "90", "networks": "", name: value}
    assert desk.post("/employer/tokens/new", asked).status_code == 422
    assert not ApiToken.objects.exists()


def test_only_who_may_appoint_makes_keys(hall: Client, mill: Employer) -> None:
    desk = as_agent(hall, agent_of(mill, "钱主管", 904, Appointment.Role.REVIEWER))
    assert desk.get("/employer/tokens/new").status_code == 403
