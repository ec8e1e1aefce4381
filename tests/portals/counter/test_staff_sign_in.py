"""Coming in at the counter: half the way by password, the other half by a second factor."""

from datetime import timedelta
from pathlib import Path

import pyotp
import pytest
from django.test import Client
from django.utils import timezone
from tests.staff_of_the_town import (
    SECRET,
    STAFF_PASSWORD,
    at_counter,
    clerk,
    code_now,
    sign_in,
)

from anju.audit.models import Event
from anju.identity.counter.keep_staff import first_slip, shut_out
from anju.identity.models import Activation, Credential, Holder, Totp, Visit
from anju.people.models import Staff

NEW = "Chun-feng-2027"


@pytest.fixture
def window(hall: Client) -> Client:
    """A counter nobody stands at; 0301 may come."""
    clerk("0301", Staff.Role.CLERK)
    return Client(HTTP_HOST="xinyang.localhost", REMOTE_ADDR="203.0.113.9")


def half(window: Client, login: str = "0301", password: str = STAFF_PASSWORD):
    return window.post("/counter/sign-in", {"login": login, "password": password})


def test_a_password_alone_opens_nothing(window: Client) -> None:
    assert half(window)["Location"] == "/counter/second-factor"
    assert not Visit.objects.exists()
    for page in ("", "deeds", "person", "own/keys"):
        assert window.get(f"/counter/{page}")["Location"].startswith("/counter/sign-in")


def test_password_and_code_open_the_counter(window: Client) -> None:
    sign_in(window, "0301")
    assert window.get("/counter/").status_code == 200
    assert Visit.objects.get().strength == Visit.Strength.TWO
    assert Event.objects.filter(deed="sign_in", subject__startswith="staff/").count() == 1


def test_the_second_factor_page_is_closed_to_who_has_not_given_a_password(
    window: Client,
) -> None:
    assert window.get("/counter/second-factor").status_code == 422
    answer = window.post("/counter/second-factor", {"code": code_now()})
    assert answer.status_code == 422
    assert not Visit.objects.exists()


def test_the_session_gets_another_key_at_each_half(window: Client) -> None:
    window.get("/counter/sign-in")
    half(window)
    first = window.cookies["anju_session"].value
    window.post("/counter/second-factor", {"code": code_now()})
    assert window.cookies["anju_session"].value != first


def test_a_code_is_not_taken_twice(window: Client) -> None:
    typed = code_now()
    half(window)
    assert window.post("/counter/second-factor", {"code": typed}).status_code == 302
    other = Client(HTTP_HOST="xinyang.localhost", REMOTE_ADDR="203.0.113.10")
    half(other)
    answer = other.post("/counter/second-factor", {"code": typed})
    assert answer.status_code == 422
    assert "没有通过" in answer.content.decode()


def test_after_five_wrong_codes_one_begins_again(window: Client) -> None:
    half(window)
    for _ in range(5):
        assert window.post("/counter/second-factor", {"code": "000000"}).status_code == 422
    key = Staff.objects.get(login="0301").pk
    wrong = Event.objects.filter(deed="refuse_factor", actor=f"staff/{key}")
    assert wrong.count() == 5
    answer = window.post("/counter/second-factor", {"code": code_now()})
    assert answer.status_code == 422
    assert "连续 5 次" in answer.content.decode()
    assert not Visit.objects.exists()
    # A new session is no new beginning: the tries are the clerk's, not the session's.
    half(window)
    assert window.post("/counter/second-factor", {"code": code_now()}).status_code == 422


def test_half_the_way_is_open_for_five_minutes(window: Client) -> None:
    half(window)
    session = window.session
    kept = dict(session["half_way"])
    kept["since"] = (timezone.now() - timedelta(minutes=6)).isoformat()
    session["half_way"] = kept
    session.save()
    answer = window.post("/counter/second-factor", {"code": code_now()})
    assert answer.status_code == 422
    assert "5 分钟" in answer.content.decode()


@pytest.mark.parametrize(
    ("login", "password"), [("0301", "wrong"), ("9999", "wrong"), ("0302", STAFF_PASSWORD)]
)
def test_every_no_sounds_the_same(window: Client, login: str, password: str) -> None:
    gone = clerk("0302", Staff.Role.CLERK)
    Staff.objects.filter(pk=gone.pk).update(active=False)
    answer = half(window, login, password)
    assert answer.status_code == 422
    assert "工号或密码不对" in answer.content.decode()


def test_who_has_a_password_but_no_factor_does_not_bring_his_own(window: Client) -> None:
    Totp.objects.all().delete()
    half(window)
    answer = window.get("/counter/second-factor")
    assert answer.status_code == 422
    assert "激活函" in answer.content.decode()
    assert not Totp.objects.exists()


def first_start(window: Client, login: str) -> Staff:
    """A newcomer with a slip in his hand has typed its code."""
    made = Staff.objects.create(login=login, name="新柜员", role="clerk", branch="市直管理部")
    slip = first_slip(staff=made, by="test", reason="首次发放", now=timezone.now())
    typed = f"{slip.code[:4]}-{slip.code[4:8].lower()} {slip.code[8:]}"
    answer = window.post("/counter/first-sign-in", {"login": login, "activation": typed})
    assert answer.status_code == 302, answer.content.decode()
    return made


def test_from_slip_to_in(window: Client) -> None:
    made = first_start(window, "0777")
    assert "设置新密码" in window.get("/counter/second-factor").content.decode()
    plain = {"password": "short-1A", "again": "short-1A"}
    assert window.post("/counter/second-factor", plain).status_code == 422
    unlike = {"password": NEW, "again": NEW + "x"}
    assert window.post("/counter/second-factor", unlike).status_code == 422
    set_ = window.post("/counter/second-factor", {"password": NEW, "again": NEW})
    assert set_.status_code == 302
    shown = window.get("/counter/second-factor").content.decode()
    secret = Totp.objects.get(holder_id=made.pk, holder=Holder.STAFF).secret
    assert secret[:4] in shown
    assert "<svg" in shown
    assert window.get("/counter/").status_code == 302
    code = pyotp.TOTP(secret).at(timezone.now())
    assert window.post("/counter/second-factor", {"code": code})["Location"] == "/counter/"
    assert window.get("/counter/").status_code == 200


def test_a_slip_opens_once_and_only_the_way_to_a_password(window: Client) -> None:
    first_start(window, "0777")
    assert window.get("/counter/").status_code == 302
    other = Client(HTTP_HOST="xinyang.localhost", REMOTE_ADDR="203.0.113.10")
    used = Activation.objects.get()
    assert used.used_at is not None
    answer = other.post("/counter/first-sign-in", {"login": "0777", "activation": "A" * 12})
    assert answer.status_code == 422
    assert "工号或激活码不对" in answer.content.decode()


def test_the_code_of_a_slip_is_not_kept_and_shows_in_no_text(window: Client) -> None:
    made = clerk("0778", Staff.Role.CLERK)
    slip = first_slip(staff=made, by="test", reason="首次发放", now=timezone.now())
    assert slip.code not in repr(slip)
    assert slip.code.encode() not in bytes(Activation.objects.get().digest)


def test_a_password_of_ninety_days_is_changed_before_anything_else(hall: Client) -> None:
    clerk(
        "0302", Staff.Role.CLERK, password_set_at=timezone.now() - timedelta(days=90, hours=1)
    )
    window = Client(HTTP_HOST="xinyang.localhost", REMOTE_ADDR="203.0.113.9")
    half(window, "0302")
    answer = window.post("/counter/second-factor", {"code": code_now()})
    assert answer["Location"] == "/counter/second-factor"
    assert window.get("/counter/").status_code == 302
    same = {"password": STAFF_PASSWORD, "again": STAFF_PASSWORD}
    assert window.post("/counter/second-factor", same).status_code == 422
    done = window.post("/counter/second-factor", {"password": NEW, "again": NEW})
    assert done["Location"] == "/counter/"


def test_a_disabled_clerks_open_session_dies(hall: Client) -> None:
    window = at_counter("0301", Staff.Role.CLERK)
    boss = clerk("9001", Staff.Role.SYSTEM_ADMIN)
    staff = Staff.objects.get(login="0301")
    assert window.get("/counter/").status_code == 200
    shut_out(staff=staff, by=boss, reason="离职", now=timezone.now())
    assert window.get("/counter/").status_code == 302
    assert Visit.objects.get(holder_id=staff.pk).ended_at is not None


def test_a_session_left_open_elsewhere_is_ended_by_its_owner(hall: Client) -> None:
    window = at_counter("0301", Staff.Role.CLERK)
    other = Client(HTTP_HOST="xinyang.localhost", REMOTE_ADDR="203.0.113.10")
    half(other)
    other.post("/counter/second-factor", {"code": code_now(later=1)})
    here, there = Visit.objects.order_by("id")
    assert window.post("/counter/own/visits/end", {"visit": here.pk}).status_code == 404
    done = window.post("/counter/own/visits/end", {"visit": there.pk})
    assert "已退出" in done.content.decode()
    assert other.get("/counter/").status_code == 302
    assert window.get("/counter/").status_code == 200


def test_a_reset_forgets_password_and_factors_and_ends_sessions(hall: Client) -> None:
    window = at_counter("0301", Staff.Role.CLERK)
    staff = Staff.objects.get(login="0301")
    first_slip(staff=staff, by="test", reason="手机遗失", now=timezone.now())
    assert window.get("/counter/").status_code == 302
    assert not Totp.objects.filter(holder_id=staff.pk).exists()
    held = Credential.objects.get(holder=Holder.STAFF, holder_id=staff.pk)
    assert not held.has_usable_password()


def test_slips_go_to_the_printers_folder_and_are_closed_to_others(
    hall: Client, settings, tmp_path: Path
) -> None:
    settings.ANJU_SLIPS = tmp_path
    clerk("0303", Staff.Role.CLERK)
    window = at_counter("9002", Staff.Role.SECURITY_ADMIN)
    answer = window.post("/counter/grants/slip", {"login": "0303", "reason": "首次发放"})
    assert answer.status_code == 200
    (printed,) = (tmp_path / "xinyang").iterdir()
    assert printed.read_bytes().startswith(b"%PDF")
    assert printed.stat().st_mode & 0o077 == 0
    assert printed.stem in answer.content.decode()
    assert SECRET not in answer.content.decode()
