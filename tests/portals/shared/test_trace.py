"""Whoever is not let through leaves a row in the trail, whatever became of the transaction."""

import pytest
from django.test import Client
from tests.staff_of_the_town import STAFF_PASSWORD, clerk, code_now

from anju.audit.models import Event
from anju.ground.errors import Refusal, listening
from anju.ground.masks import mask_identity
from anju.people.models import Appointment, Member

pytestmark = pytest.mark.django_db


def denials() -> list[Event]:
    return list(Event.objects.filter(deed="denied").order_by("id"))


def test_a_closed_page_leaves_who_and_what(reader_desk: Client) -> None:
    answer = reader_desk.get("/employer/register/lines")
    assert answer.status_code == 403
    (left,) = denials()
    assert left.actor.startswith("agent/")
    assert left.subject == "employer:register_lines"
    assert (left.detail["why"], left.detail["status"]) == ("identity.not_your_role", 403)


def test_a_forged_form_leaves_the_number_that_its_page_shows(hall: Client) -> None:
    forger = Client(HTTP_HOST="xinyang.localhost", enforce_csrf_checks=True)
    answer = forger.post("/my/sign-in", {"name": "x", "password": "y"})
    assert answer.status_code == 403
    (left,) = denials()
    assert (left.actor, left.detail["why"]) == ("nobody", "forbidden")
    assert f"403-{left.detail['request']}" in answer.content.decode()


def test_a_refused_sign_in_leaves_the_name_masked(hall: Client, wang: Member) -> None:
    number = wang.identity_number
    hall.post("/my/sign-in", {"name": number, "password": "no-such-word"})
    (left,) = denials()
    assert left.detail["why"] == "identity.not_signed_in"
    assert left.detail["said"] == {"name": mask_identity(number)}
    assert left.actor == "nobody"
    assert "no-such-word" not in str(left.detail)


def test_a_password_in_the_wrong_field_is_not_kept(hall: Client, agent: Appointment) -> None:
    hall.post("/employer/sign-in", {"number": "Tea4Two-secret", "password": "x"})
    (left,) = denials()
    assert "Tea4Two" not in str(left.detail)


def test_a_wrong_code_leaves_whose_password_was_right_and_not_the_code(hall: Client) -> None:
    auditor = clerk("1009", "auditor")
    hall.post("/counter/sign-in", {"login": "1009", "password": STAFF_PASSWORD})
    wrong = "000000" if code_now() != "000000" else "000001"
    hall.post("/counter/second-factor", {"code": wrong})
    (left,) = denials()
    assert (left.actor, left.detail["why"]) == (f"staff/{auditor.pk}", "identity.wrong_factor")
    assert wrong not in str(left.detail)


def test_what_is_let_through_leaves_no_denial(desk: Client) -> None:
    assert desk.get("/employer/").status_code == 200
    assert denials() == []


def test_a_refusal_is_heard_also_when_it_is_caught() -> None:
    with listening() as told:
        try:
            raise Refusal("不行。")
        except Refusal:
            pass
    assert [each.sentence for each in told] == ["不行。"]
    Refusal("没有人在听。")
    assert len(told) == 1
