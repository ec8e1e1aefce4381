"""The certificate page reads what the front has proven, and nothing a visitor says."""

import base64
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localtime
from tests.certificates_of_the_town import (
    Authority,
    _authority,
    authority,
    bound,
    certificate_visit,
    now,
)
from tests.portals.conftest import as_agent

from anju.audit.models import Event
from anju.identity.models import Certificate, RevocationList, Visit
from anju.people.models import Appointment

__all__ = ["_authority", "authority"]

PAGE, CHALLENGE = "/employer/certificate", "/employer/certificate/challenge"
BINDING = "/employer/certificate/binding"


@pytest.mark.rows("C-24", "X-16")
def test_the_page_shows_the_unit_and_the_click_signs_in_by_certificate(
    hall: Client, authority: Authority, agent: Appointment
) -> None:
    key, row = bound(authority, agent)
    page = hall.get(PAGE, secure=True, **key.environ).content.decode()
    for words in (agent.employer.name, agent.employer.credit_code, agent.agent.name, "确定"):
        assert words in page
    assert localtime(row.valid_until).date().isoformat() in page
    answer = hall.post(PAGE, secure=True, **key.environ)
    assert answer.status_code == 302
    visit = Visit.objects.get(ended_at=None)
    assert (visit.strength, visit.certificate_id) == ("certificate", row.pk)
    assert visit.appointment_id == agent.pk
    assert hall.get("/employer/", secure=True, **key.environ).status_code == 200


@pytest.mark.parametrize("with_another", [False, True])
def test_a_cookie_carried_off_opens_nothing_without_the_key(
    hall: Client, authority: Authority, agent: Appointment, with_another: bool
) -> None:
    certificate_visit(hall, authority, agent)
    thief = Client(HTTP_HOST="xinyang.localhost")
    thief.cookies = hall.cookies
    environ = authority.issue(agent).environ if with_another else {}
    answer = thief.get("/employer/", secure=True, **environ)
    assert answer.status_code == 302
    assert "why=certificate" in answer["Location"]
    assert Visit.objects.get().ended_because == Visit.Because.CERTIFICATE_ENDED


FORGED = {
    "HTTP_X_SSL_CLIENT_VERIFY": "SUCCESS",
    "HTTP_X_SSL_CLIENT_S_DN": "CN=赵会计",
    "HTTP_X_CLIENT_CERT": "MIIB",
    "HTTP_ANJU_CLIENT_CERTIFICATE": "MIIB",
    "HTTP_ANJU.CLIENT_CERTIFICATE": "MIIB",
    "HTTP_X_FORWARDED_PROTO": "https",
    "SSL_CLIENT_VERIFY": "SUCCESS",
}


def test_a_good_certificate_leaves_no_denial_in_the_trail(
    hall: Client, authority: Authority, agent: Appointment
) -> None:
    certificate_visit(hall, authority, agent)
    assert not Event.objects.filter(deed="denied").exists()


@pytest.mark.parametrize("secure", [False, True])
def test_headers_of_a_proxy_that_is_not_there_open_nothing(
    hall: Client, authority: Authority, agent: Appointment, secure: bool
) -> None:
    key, _ = bound(authority, agent)
    pem = key.pem.decode().replace("\n", "%0A")
    answer = hall.post(PAGE, secure=secure, **FORGED, HTTP_X_SSL_CLIENT_CERT=pem)
    assert answer.status_code == 200
    assert agent.employer.name not in answer.content.decode()
    assert Visit.objects.count() == 0
    assert hall.get("/employer/", secure=secure).status_code == 302


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("expired", "过期"),
        ("early", "才有效"),
        ("server", "不是用来登录"),
        ("weak", "强度不足"),
        ("foreign", "不是本中心认可的"),
        ("self_signed", "自己签发给自己"),
    ],
)
def test_each_bad_certificate_is_told_its_own_sentence_and_opens_nothing(
    hall: Client, authority: Authority, agent: Appointment, kind: str, words: str
) -> None:
    bound(authority, agent)
    key = authority.issue(agent, kind)
    for answer in (
        hall.get(PAGE, secure=True, **key.environ),
        hall.post(PAGE, secure=True, **key.environ),
    ):
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert Visit.objects.count() == 0


def test_revoked_while_signed_in_ends_with_the_next_request(
    hall: Client, authority: Authority, agent: Appointment
) -> None:
    certificate_visit(hall, authority, agent)
    assert hall.get("/employer/", secure=True).status_code == 200
    serial = Certificate.objects.get().serial
    authority.store.run(
        "UPDATE certificate SET revoked_at = '2026-11-01 00:00:00' WHERE serial = ?", serial
    )
    authority.publish()
    answer = hall.get("/employer/", secure=True)
    assert answer.status_code == 302
    assert "/employer/sign-in" in answer["Location"]


def test_a_stale_list_says_that_one_may_only_look(
    hall: Client, authority: Authority, agent: Appointment
) -> None:
    key, _ = bound(authority, agent)
    RevocationList.objects.update(next_at=now() - timedelta(seconds=1))
    page = hall.get(PAGE, secure=True, **key.environ)
    assert page.status_code == 200
    assert "只能查询" in page.content.decode()


def test_on_the_plain_port_the_page_leads_to_the_secure_one(hall: Client, settings) -> None:
    page = hall.get(PAGE).content.decode()
    assert settings.ANJU_SECURE_URL.format(center="xinyang") + PAGE in page
    assert "插件" in page


def signed(hall: Client, key, where: str = CHALLENGE) -> dict[str, str]:
    page = hall.get(where)
    assert page.status_code == 200, page
    text = hall.get("/employer/certificate/challenge.txt").content.decode()
    assert text in page.content.decode()
    return {
        "signature": base64.b64encode(key.sign(text)).decode(),
        "certificate": key.pem.decode(),
    }


@pytest.mark.rows("C-24")
def test_a_signed_text_signs_in_once(
    hall: Client, authority: Authority, agent: Appointment
) -> None:
    key, row = bound(authority, agent)
    form = signed(hall, key)
    assert hall.post(CHALLENGE, form).status_code == 302
    assert Visit.objects.get(ended_at=None).certificate_id == row.pk
    hall.cookies.clear()
    answer = hall.post(CHALLENGE, form)
    assert answer.status_code == 422
    assert "签名没有通过核验" in answer.content.decode()


def test_a_signature_caught_on_the_way_is_of_no_use_in_another_session(
    hall: Client, authority: Authority, agent: Appointment
) -> None:
    key, _ = bound(authority, agent)
    form = signed(hall, key)
    thief = Client(HTTP_HOST="xinyang.localhost")
    thief.get(CHALLENGE)
    assert thief.post(CHALLENGE, form).status_code == 422
    assert Visit.objects.count() == 0


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"signature": "x", "certificate": "x"},
        {"signature": "A" * 100_000, "certificate": "A" * 100_000},
        {"signature": "====", "certificate": "-----BEGIN CERTIFICATE-----\nMIIB\n"},
    ],
)
def test_what_cannot_be_read_is_said_so(
    hall: Client, authority: Authority, form: dict[str, str]
) -> None:
    hall.get(CHALLENGE)
    assert hall.post(CHALLENGE, form).status_code == 422


def test_an_agent_binds_his_own_certificate_by_handshake_and_unbinds_it(
    hall: Client, authority: Authority, agent: Appointment
) -> None:
    authority.publish()
    key = authority.issue(agent)
    as_agent(hall, agent)
    page = hall.get(BINDING, **{**key.environ, "wsgi.url_scheme": "http"})
    assert "还没有绑定" in page.content.decode()
    assert hall.post(BINDING, **{**key.environ, "wsgi.url_scheme": "http"}).status_code == 302
    row = Certificate.objects.get(ended_at=None)
    assert (row.agent_id, row.employer_id) == (agent.agent_id, agent.employer_id)
    assert row.serial[-8:] in hall.get(BINDING).content.decode()
    assert hall.post(f"{BINDING}/{row.pk}/end").status_code == 302
    row.refresh_from_db()
    assert row.ended_because == "本人解除"


def test_an_agent_binds_by_signature_and_nobody_binds_anothers(
    hall: Client, authority: Authority, agent: Appointment
) -> None:
    authority.publish()
    as_agent(hall, agent)
    other = authority.issue(agent, credit_code="91411500MA1AJ00099")
    answer = hall.post(f"{BINDING}/signed", signed(hall, other, f"{BINDING}/signed"))
    assert answer.status_code == 422
    assert "另一个单位" in answer.content.decode()
    key = authority.issue(agent)
    form = signed(hall, key, f"{BINDING}/signed")
    assert hall.post(f"{BINDING}/signed", form).status_code == 302
    assert Certificate.objects.filter(ended_at=None).count() == 1


def test_a_text_for_binding_signs_nobody_in(
    hall: Client, authority: Authority, agent: Appointment
) -> None:
    key, _ = bound(authority, agent)
    as_agent(hall, agent)
    form = signed(hall, key, f"{BINDING}/signed")
    assert hall.post(CHALLENGE, form).status_code == 422


def test_nothing_of_a_person_stands_in_an_address(
    hall: Client, authority: Authority, agent: Appointment
) -> None:
    key, _ = bound(authority, agent)
    page = hall.get(PAGE, secure=True, **key.environ).content.decode()
    links = " ".join(re.findall(r'(?:href|action)="([^"]*)"', page))
    assert agent.employer.credit_code not in links
    assert agent.agent.name not in links
