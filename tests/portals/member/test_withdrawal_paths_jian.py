"""吉安's one-page paths: who may not yet gets no code, and the sum is the account's own."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.portals.member.withdrawing import (
    TEN,
    city,
    clock,
    code_for,
    errors_in,
    intent_of,
    room,
    saver,
    seal,
    text,
)

from anju.identity.models import Code
from anju.identity.passwords.check_strength import PersonWords
from anju.identity.passwords.pin import set_pin
from anju.people.models import Member
from anju.withdrawals.models import Withdrawal

__all__ = ["city", "clock", "room", "saver"]

PIN = "284719"
URL = "/my/withdrawals/reasons/employment_ended/form"
LEFT = {"left_on": "2026-04-15", "why_left": "本人辞职", "press": "on"}


@pytest.fixture(autouse=True)
def jian(city, saver: Member) -> None:
    """The hall of 吉安, where 王芳 has a payment password."""
    set_pin(member_id=saver.pk, pin=PIN, about=PersonWords(), now=TEN)
    city("jian")


@pytest.mark.rows("J-16")
@pytest.mark.parametrize("press", [{"ask_code": "1"}, {"code": "123456", "pin": PIN}])
def test_who_left_too_short_ago_is_refused_at_every_button(
    room: Client, saver: Member, press: dict[str, str]
) -> None:
    seal(saver, months=2)
    intent = intent_of(text(room.get(URL)))
    refused = room.post(URL, {**LEFT, **press, "intent": intent})
    assert refused.status_code == 422
    assert "账户封存满 6 个月（2026-09-18 封存），预计 2027-03-18 起可办" in errors_in(refused)
    assert (Withdrawal.objects.count(), Code.objects.count()) == (0, 0)


@pytest.mark.rows("J-16")
def test_every_field_is_asked_for_and_only_its_choices_are_taken(
    room: Client, saver: Member
) -> None:
    seal(saver, months=7)
    refused = room.post(URL, {"why_left": "不告诉您", "ask_code": "1"})
    assert "请填写离职日期" in errors_in(refused)
    assert "离职原因请从给出的选项中选择" in errors_in(refused)
    # With script only the field of the code is shown anew: it says the same.
    field = text(refused).partition('id="code-err"')[2].partition("</span>")[0]
    assert "请填写离职日期" in field


@pytest.mark.rows("J-16")
def test_the_payment_password_is_wanted_beside_the_code(room: Client, saver: Member) -> None:
    seal(saver, months=7)
    intent = intent_of(text(room.get(URL)))
    form = {**LEFT, "intent": intent, "amount": "99999"}
    code = code_for(room, URL, saver, **form)
    refused = room.post(URL, {**form, "code": code, "pin": "000000"})
    assert (refused.status_code, Withdrawal.objects.count()) == (422, 0)
    code = code_for(room, URL, saver, **form)
    assert room.post(URL, {**form, "code": code, "pin": PIN}).status_code == 302
    assert Withdrawal.objects.get().amount_fen == 4 * 144_000


@pytest.mark.rows("J-17")
def test_retirement_says_the_month_in_which_it_opens(room: Client) -> None:
    url = "/my/withdrawals/reasons/retirement/form"
    shown = text(room.get(url))
    assert "目前还不能办理“离退休提取”，因为没有满足：达到法定退休年龄" in shown
    told = {"retired_on": "2026-10-31", "retired_as": "到龄退休"}
    refused = room.post(url, {**told, "ask_code": "1"})
    assert "起可办" in errors_in(refused)
    assert "1990-03-07 出生" in errors_in(refused)
