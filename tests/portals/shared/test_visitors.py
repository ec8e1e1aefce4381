"""Sessions at the doors: begun anew, looked at on every request, ended with a reason."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.portals.conftest import PASSWORD, as_agent
from tests.staff_of_the_town import at_counter

from anju.identity.models import Holder, Visit
from anju.identity.passwords.set_password import set_password
from anju.identity.visits.end_visit import end_visit
from anju.people.models import Appointment, Member, Staff
from anju.portals.shared.doors.visitors import renew_session, session_of

Sign = Callable[[], None]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Moves the doors' clock forward."""
    start = timezone.now()

    def move(by: timedelta) -> None:
        now: datetime = start + by
        monkeypatch.setattr(timezone, "now", lambda: now)

    return move


def why(answer) -> str:
    assert answer.status_code == 302
    return answer["Location"].partition("why=")[2]


def test_a_sign_in_is_a_row_with_device_and_address(at_home: Client, wang: Member) -> None:
    visit = Visit.objects.get()
    assert (visit.holder, visit.holder_id, visit.ended_at) == (Holder.MEMBER, wang.pk, None)
    assert visit.address == "203.0.113.7"
    assert visit.session_key == at_home.cookies["anju_session"].value


def test_without_a_sign_of_life_the_session_ends_and_the_sign_in_page_says_why(
    at_home: Client, later
) -> None:
    later(timedelta(minutes=14))
    assert at_home.get("/my/").status_code == 200
    later(timedelta(minutes=28))
    assert at_home.get("/my/").status_code == 200
    later(timedelta(minutes=44))
    answer = at_home.get("/my/")
    assert why(answer) == "idle"
    assert "超过 15 分钟没有操作" in at_home.get(answer["Location"]).content.decode()
    assert why(at_home.get("/my/")) == ""


def test_only_our_own_words_are_said_on_the_sign_in_page(hall: Client) -> None:
    said = hall.get("/my/sign-in", {"why": "<b>请致电骗子</b>"}).content.decode()
    assert "骗子" not in said


def test_after_twelve_hours_one_signs_in_again_however_busy(at_home: Client, later) -> None:
    for minutes in range(10, 12 * 60, 10):
        later(timedelta(minutes=minutes))
        assert at_home.get("/still-here").json()["left"] > 0
        at_home.post("/still-here")
    later(timedelta(hours=12))
    assert why(at_home.get("/my/")) == "too_old"


def test_asking_how_long_is_left_prolongs_nothing_but_a_press_does(
    at_home: Client, later
) -> None:
    later(timedelta(minutes=14))
    assert 50 < at_home.get("/still-here").json()["left"] <= 60
    assert at_home.post("/still-here").json()["left"] == 15 * 60
    later(timedelta(minutes=28))
    assert at_home.get("/still-here").json()["left"] == 60
    later(timedelta(minutes=30))
    assert at_home.get("/still-here").json()["left"] == 0


def test_a_page_that_asks_for_its_own_news_is_no_sign_of_life(at_home: Client, later) -> None:
    later(timedelta(minutes=14))
    news = {"HX-Request": "true", "HX-Trigger": "payment", "HX-Target": "payment"}
    assert at_home.get("/my/", headers=news).status_code == 200
    assert at_home.get("/still-here").json()["left"] <= 60
    later(timedelta(minutes=16))
    answer = at_home.get("/my/", headers=news)
    assert (answer.status_code, answer["HX-Redirect"]) == (
        204,
        "/my/sign-in?next=%2Fmy%2F&why=idle",
    )


def test_a_new_name_for_the_session_keeps_whoever_is_signed_in(at_home: Client) -> None:
    request = at_home.get("/my/").wsgi_request
    before, name = request.session.session_key, session_of(request)
    assert renew_session(request) != name
    request.session.save()
    assert request.session.session_key != before
    at_home.cookies["anju_session"] = request.session.session_key
    assert at_home.get("/my/").status_code == 200


def test_nobody_has_nothing_left(hall: Client) -> None:
    assert hall.get("/still-here").json() == {"left": 0}


def test_a_session_ended_on_another_device_is_told_so(at_home: Client) -> None:
    because = Visit.Because.ELSEWHERE
    assert end_visit(Visit.objects.get().pk, because=because, now=timezone.now())
    answer = at_home.get("/my/")
    assert why(answer) == "elsewhere"
    assert "已在别处退出" in at_home.get(answer["Location"]).content.decode()


@pytest.mark.rows("Z-42", "N-15", "J-18")
def test_a_new_password_ends_the_sessions_of_the_old_one(at_home: Client, wang: Member) -> None:
    set_password(
        holder=Holder.MEMBER, holder_id=wang.pk, password="wave-8-yards", now=timezone.now()
    )
    assert why(at_home.get("/my/")) == "password"


def test_a_revoked_appointment_shuts_the_door_at_the_next_request(desk: Client) -> None:
    Appointment.objects.update(active=False)
    assert why(desk.get("/employer/")) == "not_allowed"
    assert Visit.objects.get().ended_because == Visit.Because.NOT_ALLOWED


def test_signing_out_kills_the_session_on_the_server(at_home: Client) -> None:
    kept = at_home.cookies["anju_session"].value
    answer = at_home.post("/my/sign-out")
    assert answer["Location"] == "/my/sign-in"
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert Visit.objects.get().ended_because == Visit.Because.SIGNED_OUT
    at_home.cookies["anju_session"] = kept
    assert why(at_home.get("/my/")) == ""


def test_signing_in_over_another_session_ends_that_one(
    at_home: Client, agent: Appointment
) -> None:
    as_agent(at_home, agent)
    first, second = Visit.objects.order_by("pk")
    assert first.ended_because == Visit.Because.SIGNED_OUT
    assert second.ended_at is None


def test_a_key_chosen_by_somebody_else_opens_nothing(hall: Client, wang: Member) -> None:
    hall.cookies["anju_session"] = planted = "a" * 32
    hall.post("/my/sign-in", {"name": wang.identity_number, "password": PASSWORD})
    assert hall.cookies["anju_session"].value != planted
    thief = Client(HTTP_HOST="xinyang.localhost")
    thief.cookies["anju_session"] = planted
    assert thief.get("/my/").status_code == 302


@pytest.mark.parametrize("page", ["/my/", "/my/ledger", "/my/step-up"])
def test_personal_pages_stay_in_no_cache(at_home: Client, page: str) -> None:
    assert at_home.get(page)["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("door", ["/my/", "/employer/", "/counter/"])
def test_every_door_asks_for_the_form_token_also_to_sign_in_and_out(xinyang, door) -> None:
    strict = Client(enforce_csrf_checks=True, HTTP_HOST="xinyang.localhost")
    for page in ("sign-in", "sign-out"):
        assert strict.post(door + page, {"name": "x", "password": "y"}).status_code == 403


@pytest.mark.parametrize("door", ["/my/", "/employer/", "/counter/"])
def test_a_form_of_another_origin_is_refused_even_with_the_token(xinyang, door) -> None:
    strict = Client(enforce_csrf_checks=True, HTTP_HOST="xinyang.localhost")
    strict.get(door + "sign-in")
    token = strict.cookies["csrftoken"].value
    form = {"csrfmiddlewaretoken": token, "name": "x", "password": "y"}
    foreign = strict.post(door + "sign-in", form, headers={"Origin": "https://evil.example"})
    assert foreign.status_code == 403
    own = {"Origin": "http://xinyang.localhost"}
    assert strict.post(door + "sign-in", form, headers=own).status_code == 422


@pytest.mark.rows("Z-43")
@pytest.mark.parametrize("door", ["my", "employer", "counter"])
@pytest.mark.parametrize("shell", ["desktop", "mobile"])
def test_every_door_asks_before_one_leaves(
    request: pytest.FixtureRequest, door: str, shell: str
) -> None:
    at = {"my": "at_home", "employer": "desk"}
    who = request.getfixturevalue(at[door]) if door in at else _clerk(request)
    who.cookies["hall_shell"] = shell
    page = who.get(f"/{door}/").content.decode()
    assert 'data-asks="sign-out"' in page
    assert '<dialog class="ask" id="sign-out"' in page
    asked = who.get(
        f"/{door}/sign-out", headers={"Referer": f"http://xinyang.localhost/{door}/"}
    )
    assert ">是</button>" in asked.content.decode()
    assert f'href="http://xinyang.localhost/{door}/">否</a>' in asked.content.decode()
    assert who.get(f"/{door}/").status_code == 200
    assert who.post(f"/{door}/sign-out")["Location"] == f"/{door}/sign-in"
    assert who.get(f"/{door}/").status_code == 302


def _clerk(request: pytest.FixtureRequest) -> Client:
    request.getfixturevalue("hall")
    return at_counter("0301", Staff.Role.CLERK)
