"""The members' door: what each city asks, and one "no" for everybody who may not come in."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from tests.portals.conftest import PASSWORD, account_of, enrolled

from anju.identity.models import Credential, Enrolment, Holder, Tally
from anju.identity.passwords.set_password import set_password
from anju.people.models import Member
from anju.policy.rules import profile

PAGE = "/my/sign-in"
NO = "您填写的内容与登记的不一致"


@pytest.fixture
def city(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Gives the hall another city's profile."""

    def becomes(code: str) -> None:
        monkeypatch.setattr("anju.policy.rules._current", lambda: profile(code))

    return becomes


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def press(hall: Client, who: str, **more: str) -> HttpResponse:
    return hall.post(PAGE, {"name": who, "password": PASSWORD, **more})


@pytest.mark.rows("J-03", "C-04", "X-08", "Z-03")
@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("jian", ["证件号码", "登录密码"]),
        ("chuxiong", ["身份证号码", "密码", "随机验证码"]),
        ("xinyang", ["身份证号码或个人账号", "密码"]),
        ("zaozhuang", ["身份证号/手机号", "用户密码", "验证码"]),
    ],
)
def test_each_city_asks_in_its_own_words(
    hall: Client, wang: Member, city, code: str, words: list[str]
) -> None:
    city(code)
    shown = text(hall.get(PAGE))
    for label in words:
        assert re.search(rf'form-label"[^>]*>{label}<', shown), label
    answer = press(hall, wang.identity_number)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/my/")


@pytest.mark.rows("X-08")
def test_an_account_number_signs_in_where_the_city_takes_it(hall: Client, wang, city) -> None:
    number = account_of("王芳").number
    assert press(hall, number).status_code == 302
    city("jian")
    assert press(hall, number).status_code == 422


@pytest.mark.rows("Z-03")
def test_a_mobile_signs_in_when_it_is_proven_and_nobody_elses(hall, wang, city) -> None:
    city("zaozhuang")
    now = timezone.now()

    def proves(at: datetime | None) -> int:
        wang.mobile_proven_at = at
        wang.save()
        Tally.objects.all().delete()
        return press(hall, wang.mobile).status_code

    assert proves(now - timedelta(days=364)) == 302
    assert proves(None) == 422
    assert proves(now - timedelta(days=366)) == 422
    assert proves(now) == 302
    li = Member.objects.get(name="李伟")
    li.mobile = wang.mobile
    li.save()
    assert proves(now) == 422


@pytest.mark.rows("J-01", "J-04", "N-02")
def test_everybody_who_may_not_come_in_hears_the_same(hall: Client, wang: Member) -> None:
    li = Member.objects.get(name="李伟")
    set_password(holder=Holder.MEMBER, holder_id=li.pk, password=PASSWORD, now=timezone.now())
    locked = enrolled(another("锁一"))
    Credential.objects.filter(holder_id=locked.pk, holder="member").update(
        locked_because="test"
    )
    ended = enrolled(another("停二"))
    Enrolment.objects.filter(holder_id=ended.pk).update(ended_at=timezone.now())
    short = enrolled(another("短三"), password="730519", short=True)
    tries = [
        {"name": wang.identity_number, "password": "wrong-word-7"},
        {"name": li.identity_number},
        {"name": locked.identity_number},
        {"name": ended.identity_number},
        {"name": short.identity_number, "password": "730519"},
        {"name": "41150219900307999X"},
        {"name": "x" * 100_000},
        {"name": "' OR 1=1 --", "password": "y" * 100_000},
    ]
    bodies = set()
    for number, typed in enumerate(tries):
        client = Client(HTTP_HOST="xinyang.localhost", REMOTE_ADDR=f"198.51.{number}.7")
        answer = client.post(PAGE, {"password": PASSWORD, **typed})
        assert answer.status_code == 422
        assert NO in text(answer)
        assert "sessionid" not in answer.cookies
        neutral = re.sub(r'value="[^"]*"|\d+-[0-9A-F]+', "", text(answer))
        bodies.add(neutral)
    assert len(bodies) == 1


def another(name: str) -> Member:
    """A member of the mill with an account of his own."""
    from tests.people_of_the_town import opening, staff

    from anju.people.models import Employer

    staff(Employer.objects.get(), opening(50 + Member.objects.count(), name))
    return Member.objects.get(name=name)


def test_an_empty_form_is_told_what_is_missing_and_counts_as_no_try(hall: Client) -> None:
    for _ in range(8):
        answer = hall.post(PAGE, {"name": "", "password": ""})
        assert "请填写身份证号码或个人账号、密码。" in text(answer)
    assert "data-robot" not in text(answer)


def test_the_second_failure_brings_the_speed_bump_and_no_picture(hall: Client, wang) -> None:
    wrong = {"name": wang.identity_number, "password": "wrong-word-7"}
    assert "data-robot" not in text(hall.post(PAGE, wrong))
    assert "data-robot" in text(hall.post(PAGE, wrong))
    answer = press(hall, wang.identity_number)
    assert answer.status_code == 422
    assert "安全验证没有通过" in text(answer)


def test_a_forged_address_is_not_believed(hall: Client, wang: Member) -> None:
    for _ in range(5):
        press(hall, wang.identity_number, password="wrong-word-7")
    heard = text(
        hall.post(
            PAGE,
            {"name": wang.identity_number, "password": PASSWORD},
            headers={"X-Forwarded-For": "192.0.2.1", "X-Real-IP": "192.0.2.1"},
        )
    )
    assert "后再试" in heard or "安全验证" in heard


def test_a_session_from_before_signing_in_is_dead(hall: Client, wang: Member) -> None:
    hall.post(PAGE, {"name": wang.identity_number, "password": "wrong-word-7"})
    planted = hall.cookies["anju_session"].value
    assert press(hall, wang.identity_number).status_code == 302
    assert hall.cookies["anju_session"].value != planted
    thief = Client(HTTP_HOST="xinyang.localhost")
    thief.cookies["anju_session"] = planted
    assert thief.get("/my/").status_code == 302


def test_a_city_that_asks_nothing_leads_straight_to_the_sign_in_page(hall: Client) -> None:
    assert 'href="/my/sign-in"' in text(hall.get("/"))
    assert hall.get("/my/enter").headers["Location"] == PAGE


@pytest.mark.parametrize("password", ["111111", "000000", "123456"])
def test_what_resets_once_set_never_opens(hall: Client, wang: Member, password: str) -> None:
    credential = Credential.objects.get(holder="member", holder_id=wang.pk)
    credential.set_password(password)
    credential.save()
    assert press(hall, wang.identity_number, password=password).status_code == 422


def test_password_managers_find_their_fields_and_nothing_forbids_pasting(
    hall: Client, wang: Member, city
) -> None:
    city("ningbo")
    shown = text(hall.get(PAGE))
    for name, purpose in {
        "name": "username",
        "mobile": "tel",
        "code": "one-time-code",
        "password": "current-password",
    }.items():
        assert re.search(rf'<input[^>]*name="{name}"[^>]*autocomplete="{purpose}"', shown)
    assert "maxlength" not in shown
    assert "onpaste" not in shown
