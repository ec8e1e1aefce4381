"""What guards a withdrawal: its code, its owner, its key."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from tests.people_of_the_town import opening, staff
from tests.portals.conftest import enrolled
from tests.portals.member.conftest import enter
from tests.portals.member.withdrawing import (
    ALL,
    CHECK,
    FORM,
    OTHER,
    TEN,
    TYPED,
    Clock,
    bind,
    city,
    clock,
    code_for,
    errors_in,
    filled,
    handed_in,
    intent_of,
    paper,
    room,
    saver,
    seal,
    text,
)

from anju.centers.clock.day import move_forward
from anju.payments.models import MemberCard
from anju.people.models import Employer, FundAccount, Member
from anju.withdrawals.models import Withdrawal

__all__ = ["city", "clock", "room", "saver"]


def test_a_code_is_good_for_one_amount_and_one_card_only(room: Client, saver: Member) -> None:
    intent = filled(room)
    code = code_for(room, CHECK, saver, intent=intent)
    room.post(FORM, {**TYPED, "months": "1"})
    other = room.post(CHECK, {"intent": intent, "code": code})
    assert (other.status_code, Withdrawal.objects.count()) == (422, 0)
    assert "验证码不对或已失效" in errors_in(other)
    room.post(FORM, TYPED)
    bind(saver, OTHER)
    card = room.post(CHECK, {"intent": intent, "code": code})
    assert (card.status_code, Withdrawal.objects.count()) == (422, 0)


def test_no_amount_in_the_form_makes_the_payment_larger(room: Client, saver: Member) -> None:
    filled(room, amount="5000.00")
    intent = intent_of(text(room.get(CHECK)))
    asked = room.post(CHECK, {"intent": intent, "ask_code": "1"})
    assert asked.status_code == 422
    assert "最多可以提取 3,000.00 元" in errors_in(asked)
    code = "123456"
    sent = room.post(CHECK, {"intent": intent, "code": code, "amount_fen": "999999999"})
    assert (sent.status_code, Withdrawal.objects.count()) == (422, 0)


def test_a_second_press_finds_what_the_first_has_made(room: Client, saver: Member) -> None:
    intent = filled(room)
    code = code_for(room, CHECK, saver, intent=intent)
    first = room.post(CHECK, {"intent": intent, "code": code})
    again = room.post(CHECK, {"intent": intent, "code": code})
    assert first["Location"] == again["Location"]
    assert Withdrawal.objects.count() == 1


def test_without_a_code_nothing_goes_in(room: Client) -> None:
    intent = filled(room)
    sent = room.post(CHECK, {"intent": intent})
    assert (sent.status_code, Withdrawal.objects.count()) == (422, 0)
    assert "请先获取验证码" in errors_in(sent)


def test_the_last_step_asks_for_a_fresh_proof(room: Client, clock: Clock) -> None:
    filled(room)
    clock(TEN + timedelta(minutes=10))
    answer = room.get(CHECK)
    assert (answer.status_code, "/my/step-up" in answer["Location"]) == (302, True)


def test_anothers_withdrawal_is_no_page(room: Client, saver: Member, mill: Employer) -> None:
    made = handed_in(room, saver)
    staff(mill, opening(3, "孙七"))
    sun = enrolled(Member.objects.get(name="孙七"))
    other = enter(room, sun)
    url = f"/my/withdrawals/{made.number}"
    for path in (url, f"{url}/receipt", f"{url}/receipt/code"):
        assert other.get(path).status_code == 404
    for path in ("cancellation", "payment", "return", "receipt/print"):
        assert other.post(f"{url}/{path}").status_code == 404
    assert made.number not in text(other.get("/my/withdrawals/history?state=all"))
    made.refresh_from_db()
    assert made.state == "reviewing"


def test_anothers_account_and_material_in_the_form_are_not_taken(
    room: Client, saver: Member, mill: Employer
) -> None:
    staff(mill, opening(3, "孙七"))
    sun = Member.objects.get(name="孙七")
    theirs = FundAccount.objects.get(member=sun)
    material = paper(sun, "no_home_proof")
    intent = filled(room, account=str(theirs.pk), material=material.number)
    code = code_for(room, CHECK, saver, intent=intent)
    sent = room.post(CHECK, {"intent": intent, "code": code})
    assert (sent.status_code, Withdrawal.objects.count()) == (422, 0)
    assert "不是您的" in errors_in(sent)


def test_whoever_has_no_card_is_told_and_led_to_bind_one(room: Client) -> None:
    MemberCard.objects.all().delete()
    filled(room)
    shown = text(room.get(CHECK))
    assert "您还没有绑定本人的银行卡" in shown
    assert "绑定银行卡</button>" in shown


@pytest.mark.parametrize("word", ["nonsense", "rent2"])
def test_a_reason_that_is_none_is_no_page(room: Client, word: str) -> None:
    for part in ("", "/form", "/check"):
        assert room.get(f"/my/withdrawals/reasons/{word}{part}").status_code == 404


def test_what_is_only_done_at_the_counter_has_no_form(room: Client, saver: Member) -> None:
    url = "/my/withdrawals/reasons/death"
    assert "只在柜台办理" in text(room.get(url))
    assert room.get(f"{url}/form")["Location"] == url


def test_a_sealed_account_closes_with_its_interest(room: Client, saver: Member, city) -> None:
    city("jian")
    seal(saver, months=7)
    move_forward(to=TEN.date() + timedelta(days=30))
    shown = text(room.get(ALL))
    row = shown.partition('id="r-employment_ended"')[2].partition("</summary>")[0]
    assert "可提" in row
    assert "本金 5,760.00，销户利息 " in shown
