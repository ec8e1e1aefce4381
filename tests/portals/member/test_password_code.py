"""个人登录密码变更 where the city asks for a code too (C-06): it is taken last of all."""

import pytest
from django.test import Client
from tests.portals.conftest import PASSWORD
from tests.portals.member.conftest import code_to
from tests.portals.member.test_security_pages import BETTER, ROOM, body

from anju.identity.models import Code, Credential
from anju.people.models import Member
from anju.policy.rules import profile

PAGE = ROOM + "/password"


@pytest.fixture(autouse=True)
def chuxiong(inside_hall: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("anju.policy.rules._current", lambda: profile("chuxiong"))
    inside_hall.post(PAGE, {"ask_code": "1"})


@pytest.mark.parametrize(
    "slip",
    [
        {"old": "wrong"},
        {"again": "not the same"},
        {"new": "12345678", "again": "12345678"},
        {"new": PASSWORD, "again": PASSWORD},
    ],
)
def test_a_code_is_not_spent_on_a_password_that_is_refused(
    inside_hall: Client, fang: Member, slip: dict[str, str]
) -> None:
    right = {"old": PASSWORD, "new": BETTER, "again": BETTER, "code": code_to(fang.mobile)}
    assert inside_hall.post(PAGE, right | slip).status_code == 422
    assert "修改成功" in body(inside_hall.post(PAGE, right, follow=True))


@pytest.mark.rows("C-06")
def test_without_the_code_the_password_stays(inside_hall: Client, fang: Member) -> None:
    form = {"old": PASSWORD, "new": BETTER, "again": BETTER, "code": "000000"}
    answer = inside_hall.post(PAGE, form)
    assert answer.status_code == 422
    assert "验证码不对或已失效" in body(answer)
    assert Credential.objects.get(holder_id=fang.pk, holder="member").check_password(PASSWORD)
    assert Code.objects.get().used_at is None
