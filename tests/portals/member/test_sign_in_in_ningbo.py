"""宁波's sign-in: name, mobile, code and password, and a start that opens one page only."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from tests.portals.conftest import PASSWORD, account_of

from anju.ground.invented import make_mobile
from anju.identity.contacts.disavow_change import disavow_change
from anju.identity.contacts.offer_disavowal import offer_disavowal
from anju.identity.models import Activation, Credential, Holder, Visit
from anju.identity.passwords.activation import give_activation
from anju.identity.passwords.set_password import set_password
from anju.identity.view_only import is_view_only
from anju.notices.models import Message
from anju.people.change_mobile import change_mobile
from anju.people.models import Hold, Member
from anju.policy.rules import profile

PAGE = "/my/sign-in"


def text(answer: HttpResponse) -> str:
    return answer.content.decode()


def press(hall: Client, who: str, **more: str) -> HttpResponse:
    return hall.post(PAGE, {"name": who, "password": PASSWORD, **more})


def code_sent() -> str:
    found = re.search(r"验证码 (\d{6})", Message.objects.latest("id").text)
    assert found
    return found[1]


@pytest.fixture
def ningbo(hall: Client, wang: Member, monkeypatch: pytest.MonkeyPatch) -> Client:
    """The hall as 宁波 runs it."""
    monkeypatch.setattr("anju.policy.rules._current", lambda: profile("ningbo"))
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
    assert "两次填写的密码不一样" in text(choose("autumn-river-9", "autumn-river-8"))
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


def test_a_start_begun_before_the_old_contact_disavowed_sets_no_password(
    ningbo: Client, wang: Member, start: str
) -> None:
    ask(ningbo, wang)
    assert enter(ningbo, wang, password=start).status_code == 302
    now = timezone.now()
    changed = change_mobile(
        member=wang, mobile=make_mobile(8), proven=True, by="member/1", now=now
    )
    disavow_change(token=offer_disavowal(member=wang, changed=changed, now=now), now=now)
    form = {"password": "autumn-river-9", "again": "autumn-river-9"}
    refused = ningbo.post("/my/first-password", form)
    assert refused.status_code == 422
    assert "这次不能设置密码" in text(refused)
    assert Credential.objects.get(holder="member", holder_id=wang.pk).locked_because


@pytest.mark.rows("N-04")
def test_ningbo_asks_before_it_shows_the_sign_in_page(ningbo: Client) -> None:
    front = text(ningbo.get("/"))
    assert "个人网上业务" in front
    assert 'href="/my/enter"' in front
    asked = text(ningbo.get("/my/enter"))
    assert "面签协议" in asked
    assert 'href="/my/sign-in"' in asked
