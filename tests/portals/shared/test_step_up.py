"""Before anything that loosens, one proves oneself again, and comes back to where one was."""

from datetime import timedelta

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import timezone
from tests.portals.conftest import PASSWORD
from tests.portals.shared.test_visitors import later  # noqa: F401 - the doors' clock

from anju.identity.models import Credential, Visit
from anju.portals.member import home
from anju.portals.member.door import members_only
from anju.portals.shared.doors.visitors import fresh


@pytest.fixture
def guarded_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """/my/ledger asks for a fresh proof, as a page does that changes a mobile."""
    from anju.portals.member import urls

    @members_only
    @fresh
    def asking(request: HttpRequest) -> HttpResponse:
        return HttpResponse(f"done by {request.method}")

    pattern = next(one for one in urls.urlpatterns if one.name == "ledger")
    monkeypatch.setattr(pattern, "callback", asking)
    assert home


@pytest.mark.usefixtures("guarded_home")
def test_a_proof_of_two_minutes_ago_is_asked_again_and_leads_back(
    at_home: Client,
    later,  # noqa: F811
) -> None:
    assert at_home.get("/my/ledger?page=2").content == b"done by GET"
    later(timedelta(minutes=2, seconds=5))
    asked = at_home.get("/my/ledger?page=2")
    assert asked["Location"] == "/my/step-up?next=%2Fmy%2Fledger"
    wrong = at_home.post(asked["Location"], {"password": "wrong"})
    assert wrong.status_code == 422
    assert "登录密码不对" in wrong.content.decode()
    before = at_home.cookies["anju_session"].value
    done = at_home.post(asked["Location"], {"password": PASSWORD})
    assert done["Location"] == "/my/ledger"
    assert at_home.cookies["anju_session"].value != before
    assert at_home.get(done["Location"]).content == b"done by GET"


@pytest.mark.usefixtures("guarded_home")
def test_a_form_opened_in_time_may_be_sent_and_one_sent_too_late_says_so(
    at_home: Client,
    later,  # noqa: F811
) -> None:
    later(timedelta(minutes=4))
    assert at_home.post("/my/ledger").content == b"done by POST"
    later(timedelta(minutes=6))
    asked = at_home.post("/my/ledger")
    assert asked["Location"] == "/my/step-up?next=%2Fmy%2Fledger&lost=1"
    assert "没有提交" in at_home.get(asked["Location"]).content.decode()


def test_the_old_key_is_dead_after_a_step_up(at_home: Client) -> None:
    old = at_home.cookies["anju_session"].value
    at_home.post("/my/step-up", {"password": PASSWORD})
    thief = Client(HTTP_HOST="xinyang.localhost")
    thief.cookies["anju_session"] = old
    assert thief.get("/my/").status_code == 302
    assert at_home.get("/my/").status_code == 200
    assert Visit.objects.get().session_key == at_home.cookies["anju_session"].value


def test_guessing_at_the_step_up_is_counted_like_guessing_at_the_door(at_home: Client) -> None:
    for _ in range(5):
        at_home.post("/my/step-up", {"password": "wrong"})
    refused = at_home.post("/my/step-up", {"password": PASSWORD})
    assert refused.status_code == 422
    assert "后再试" in refused.content.decode()
    assert Visit.objects.get().proven_at < timezone.now()


def test_the_way_back_never_leads_out_of_the_hall(at_home: Client) -> None:
    done = at_home.post("/my/step-up?next=https://evil.example/", {"password": PASSWORD})
    assert done["Location"] == "/my/"


@pytest.mark.rows("N-15")
@pytest.mark.usefixtures("guarded_home")
def test_six_digits_only_look_and_the_page_leads_to_a_real_password(at_home: Client) -> None:
    Credential.objects.update(short=True)
    for asked in (at_home.get, at_home.post):
        answer = asked("/my/ledger")
        assert answer.status_code == 403
        assert "只能用来查询" in answer.content.decode()
        assert "/my/security/password" in answer.content.decode()


def test_a_password_of_100_000_characters_is_only_wrong(at_home: Client) -> None:
    answer = at_home.post("/my/step-up", {"password": "长" * 100_000})
    assert answer.status_code == 422
