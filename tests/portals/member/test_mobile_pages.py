"""手机号码变更: both telephones answer, money waits, and no step is left out."""

import pytest
from django.test import Client
from django.utils import timezone
from tests.portals.member.conftest import code_to, told
from tests.portals.member.test_security_pages import NEW, ROOM, body, held

from anju.identity.passwords.check_strength import PersonWords
from anju.identity.passwords.pin import set_pin
from anju.people.change_mobile import change_mobile
from anju.people.models import Member


def test_a_mobile_changes_by_both_telephones_and_money_waits(
    inside_hall: Client, fang: Member
) -> None:
    before = fang.mobile
    inside_hall.post(ROOM + "/mobile", {"ask_code": "1"})
    step = inside_hall.post(ROOM + "/mobile", {"code": code_to(before)})
    assert step["Location"] == ROOM + "/mobile/new"
    inside_hall.post(ROOM + "/mobile/new", {"mobile": NEW, "ask_code": "1"})
    form = {"mobile": NEW, "code": code_to(NEW)}
    done = inside_hall.post(ROOM + "/mobile/new", form, follow=True)
    assert "修改成功，业务办结" in body(done)
    fang.refresh_from_db()
    assert fang.mobile == NEW
    assert "变更手机号码" in held(fang)
    assert "/not-me/" in told(before)
    assert "暂停支付" in body(inside_hall.get("/my/"))


def test_without_the_old_telephone_nobody_reaches_the_second_step(
    inside_hall: Client, fang: Member
) -> None:
    shown = body(inside_hall.get(ROOM + "/mobile"))
    assert "带身份证到就近的管理部" in shown
    for form in ({}, {"mobile": NEW, "ask_code": "1"}, {"mobile": NEW, "code": "123456"}):
        answer = inside_hall.post(ROOM + "/mobile/new", form)
        assert answer["Location"] == ROOM + "/mobile"
    assert told(NEW) == ""


@pytest.mark.parametrize("step", ["/mobile", "/pin/recover"])
def test_what_the_old_telephone_proved_is_over_once_the_counter_has_changed_it(
    inside_hall: Client, fang: Member, step: str
) -> None:
    set_pin(member_id=fang.pk, pin="284719", about=PersonWords(), now=timezone.now())
    inside_hall.post(ROOM + step, {"ask_code": "1"})
    answer = inside_hall.post(ROOM + step, {"code": code_to(fang.mobile)})
    assert inside_hall.get(answer["Location"]).status_code == 200
    change_mobile(member=fang, mobile=NEW, proven=True, by="counter", now=timezone.now())
    assert inside_hall.get(answer["Location"])["Location"] == ROOM + step


def test_the_same_number_again_is_no_change(inside_hall: Client, fang: Member) -> None:
    inside_hall.post(ROOM + "/mobile", {"ask_code": "1"})
    inside_hall.post(ROOM + "/mobile", {"code": code_to(fang.mobile)})
    answer = inside_hall.post(ROOM + "/mobile/new", {"mobile": fang.mobile, "ask_code": "1"})
    assert answer.status_code == 422
    assert "没有变化" in body(answer)


def test_a_second_code_within_the_minute_is_not_sent(inside_hall: Client, fang: Member) -> None:
    for _ in range(2):
        shown = inside_hall.post(ROOM + "/sms", {"ask_code": "1"})
        assert "data-countdown" in body(shown)
    assert told(fang.mobile).count("验证码") == 1
