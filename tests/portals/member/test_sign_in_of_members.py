"""The members' door: what each city asks, and one "no" for everybody who may not come in."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from tests.portals.conftest import PASSWORD, account_of, enrolled

from anju.ground.invented import make_mobile
from anju.identity.models import Activation, Credential, Enrolment, Holder, Tally, Visit
from anju.identity.passwords.activation import give_activation
from anju.identity.passwords.set_password import set_password
from anju.identity.view_only import is_view_only
from anju.notices.models import Message
from anju.people.models import Hold, Member
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


def code_sent() -> str:
    found = re.search(r"验证码 (\d{6})", Message.objects.latest("id").text)
    assert found
    return found[1]


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
        {"name": "\x00'--", "password": "y" * 100_000},
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


@pytest.fixture
def ningbo(hall: Client, wang: Member, city) -> Client:
    """The hall as 宁波 runs it."""
    city("ningbo")
    return hall


def ask(hall: Client, wang: Member, **more: str) -> str:
    typed = {"by": "identity", "name": wang.identity_number, "mobile": wang.mobile}
    return text(hall.post(PAGE, {**typed, "press": "code", **more}))


def enter(hall: Client, wang: Member, **more: str) -> HttpResponse:
    typed = {"by": "identity", "mobile": wang.mobile, "code": code_sent()}
    return press(hall, wang.identity_number, **{**typed, **more})


@pytest.mark.rows("N-05")
def test_ningbo_wants_a_code_besides_the_password(ningbo: Client, wang: Member) -> None:
    assert "若所填信息与中心登记一致" in ask(ningbo, wang)
    said = Message.objects.latest("id")
    assert said.to == wang.mobile
    assert "用于登录网上服务大厅" in said.text
    assert enter(ningbo, wang, code="000000").status_code == 422
    assert enter(ningbo, wang).status_code == 302
    assert Visit.objects.get(ended_at=None).strength == Visit.Strength.TWO


@pytest.mark.rows("N-05")
def test_by_account_number_if_that_was_chosen(ningbo: Client, wang: Member) -> None:
    number = account_of("王芳").number
    ask(ningbo, wang, by="account", name=number)
    assert enter(ningbo, wang, by="identity", name=number).status_code == 422
    assert enter(ningbo, wang, by="account", name=number).status_code == 302


@pytest.mark.rows("N-02", "N-05")
def test_who_has_not_signed_at_the_counter_sees_the_same_and_gets_nothing(
    ningbo: Client, wang: Member
) -> None:
    li = Member.objects.get(name="李伟")
    pages = [
        ask(Client(HTTP_HOST="xinyang.localhost", REMOTE_ADDR=f"198.51.{n}.7"), wang, **typed)
        for n, typed in enumerate(
            (
                {},
                {"mobile": make_mobile(77)},
                {"name": li.identity_number, "mobile": li.mobile},
                {"name": "41150219900307999X"},
            )
        )
    ]
    assert len({re.sub(r'value="[^"]*"', "", shown) for shown in pages}) == 1
    assert "disabled" not in pages[0]
    states = Message.objects.order_by("id").values_list("state", flat=True)
    assert list(states) == ["waiting", "nobody", "nobody", "nobody"]


def test_a_right_code_survives_a_wrong_password(ningbo: Client, wang: Member) -> None:
    ask(ningbo, wang)
    assert enter(ningbo, wang, password="wrong-word-7").status_code == 422
    assert enter(ningbo, wang).status_code == 302


def test_a_code_of_another_session_does_not_open(ningbo: Client, wang: Member) -> None:
    ask(ningbo, wang)
    other = Client(HTTP_HOST="xinyang.localhost", REMOTE_ADDR="198.51.1.7")
    assert enter(other, wang).status_code == 422


@pytest.mark.rows("N-15")
def test_six_digits_open_only_with_a_code_and_only_to_look(
    ningbo: Client, wang: Member
) -> None:
    now = timezone.now()
    set_password(
        holder=Holder.MEMBER, holder_id=wang.pk, password="730519", now=now, short=True
    )
    ask(ningbo, wang)
    assert enter(ningbo, wang, password="730519").status_code == 302
    assert is_view_only(holder=Holder.MEMBER, holder_id=wang.pk)


@pytest.fixture
def start(ningbo: Client, wang: Member) -> str:
    """What the counter has given 王芳 on a sealed slip."""
    return give_activation(
        holder=Holder.MEMBER,
        holder_id=wang.pk,
        way=Activation.Way.SLIP,
        by="staff/1",
        now=timezone.now(),
    )


@pytest.mark.rows("N-06")
def test_an_activation_code_opens_only_the_page_that_sets_a_password(
    ningbo: Client, wang: Member, start: str
) -> None:
    ask(ningbo, wang)
    answer = enter(ningbo, wang, password=start.lower())
    assert answer.headers["Location"] == "/my/first-password"
    assert ningbo.get("/my/").status_code == 302
    assert not Visit.objects.exists()

    def choose(password: str, again: str = "") -> HttpResponse:
        form = {"password": password, "again": again or password}
        return ningbo.post("/my/first-password", form)

    assert "不能与激活码（初始密码）相同" in text(choose(start))
    assert "两次输入的密码不一样" in text(choose("autumn-river-9", "autumn-river-8"))
    assert choose("111111").status_code == 422
    done = choose("autumn-river-9")
    assert done.headers["Location"] == "/my/sign-in?why=password"
    assert ningbo.get("/my/").status_code == 302
    assert ningbo.get("/my/first-password").headers["Location"] == "/my/sign-in"
    assert Hold.objects.get(member=wang).reason == Hold.Reason.RESET
    assert Message.objects.latest("id").kind == Message.Kind.SECURITY


@pytest.mark.rows("N-06")
def test_an_activation_code_counts_once(ningbo: Client, wang: Member, start: str) -> None:
    ask(ningbo, wang)
    code = code_sent()
    assert enter(ningbo, wang, code=code, password=start).status_code == 302
    other = Client(HTTP_HOST="xinyang.localhost", REMOTE_ADDR="198.51.1.7")
    assert press(other, wang.identity_number, password=start).status_code == 422


@pytest.mark.rows("N-04")
def test_ningbo_asks_before_it_shows_the_sign_in_page(ningbo: Client) -> None:
    front = text(ningbo.get("/"))
    assert "个人网上业务" in front
    assert 'href="/my/enter"' in front
    asked = text(ningbo.get("/my/enter"))
    assert "面签协议" in asked
    assert 'href="/my/sign-in"' in asked


def test_a_city_that_asks_nothing_leads_straight_to_the_sign_in_page(hall: Client) -> None:
    assert 'href="/my/sign-in"' in text(hall.get("/"))
    assert hall.get("/my/enter").headers["Location"] == PAGE


@pytest.mark.parametrize("password", ["111111", "000000", "123456"])
def test_what_resets_once_set_never_opens(hall: Client, wang: Member, password: str) -> None:
    credential = Credential.objects.get(holder="member", holder_id=wang.pk)
    credential.set_password(password)
    credential.save()
    assert press(hall, wang.identity_number, password=password).status_code == 422
