"""Whoever came in by more than a password proves himself again by that."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.certificates_of_the_town import Authority, _authority, authority, bound
from tests.portals.employer.test_certificate_pages import CHALLENGE, signed
from tests.staff_of_the_town import STAFF_PASSWORD, at_counter, code_now

from anju.identity.models import Totp, Visit
from anju.people.models import Appointment, Staff

__all__ = ["_authority", "authority"]

HOUR = timedelta(hours=1)
AGAIN = "/employer/step-up"


def age() -> None:
    Visit.objects.update(proven_at=timezone.now() - HOUR)


def is_proven() -> bool:
    return timezone.now() - Visit.objects.get(ended_at=None).proven_at < HOUR / 2


def test_a_clerk_proves_himself_again_by_his_code_and_not_by_the_password(hall: Client) -> None:
    window = at_counter("0301", Staff.Role.CLERK)
    age()
    assert window.get("/counter/own/keys")["Location"].startswith("/counter/step-up")
    page = window.get("/counter/step-up").content.decode()
    assert "动态口令" in page
    assert "登录密码" not in page
    answer = window.post("/counter/step-up", {"password": STAFF_PASSWORD, "code": "000000"})
    assert (answer.status_code, is_proven()) == (422, False)
    Totp.objects.update(last_step=0)
    answer = window.post("/counter/step-up?next=/counter/own/keys", {"code": code_now()})
    assert (answer["Location"], is_proven()) == ("/counter/own/keys", True)


def test_guessing_the_code_again_is_counted(hall: Client) -> None:
    window = at_counter("0301", Staff.Role.CLERK)
    for _ in range(5):
        window.post("/counter/step-up", {"code": "000000"})
    refused = window.post("/counter/step-up", {"code": "000000"}).content.decode()
    assert "后再试" in refused


@pytest.fixture
def key(hall: Client, authority: Authority, agent: Appointment):
    """赵会计's key, with which he has come in an hour ago."""
    made, _ = bound(authority, agent)
    hall.post("/employer/certificate", secure=True, **made.environ)
    age()
    return made


def test_a_certificate_on_the_line_proves_its_owner_again(hall: Client, key) -> None:
    page = hall.get("/employer/step-up", secure=True, **key.environ).content.decode()
    assert "浏览器已出示" in page
    answer = hall.post("/employer/step-up", secure=True, **key.environ)
    assert (answer.status_code, is_proven()) == (302, True)


@pytest.fixture
def signer(hall: Client, authority: Authority, agent: Appointment):
    """赵会计's key, with which he has signed himself in an hour ago, over plain http."""
    made, _ = bound(authority, agent)
    assert hall.post(CHALLENGE, signed(hall, made)).status_code == 302
    age()
    return made


def test_a_text_signed_with_the_same_key_proves_its_owner_again(hall: Client, signer) -> None:
    assert "用途：再次确认身份" in hall.get(AGAIN).content.decode()
    answer = hall.post(AGAIN, signed(hall, signer, AGAIN))
    assert (answer.status_code, is_proven()) == (302, True)


def test_another_certificate_proves_nothing(
    hall: Client, signer, authority: Authority, agent: Appointment
) -> None:
    other, _ = bound(authority, agent)
    answer = hall.post(AGAIN, signed(hall, other, AGAIN))
    assert (answer.status_code, is_proven()) == (422, False)
    assert "不是您登录时用的数字证书" in answer.content.decode()


def test_neither_a_password_nor_a_text_for_another_purpose_proves_anything(
    hall: Client, signer
) -> None:
    hall.get(AGAIN)
    wrong = [{"password": "weave-9-yards"}, {"signature": "AAAA", "certificate": "x"}]
    for form in (*wrong, signed(hall, signer, CHALLENGE)):
        answer = hall.post(AGAIN, form)
        assert (answer.status_code, is_proven()) == (422, False)
