"""楚雄's 物业费提取: a code is good for the one amount it names, and the year has its cap."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.portals.member.withdrawing import (
    city,
    clock,
    code_for,
    errors_in,
    intent_of,
    room,
    saver,
    text,
)
from tests.withdrawals.conftest import bank_answers

from anju.people.models import Member
from anju.withdrawals.models import Withdrawal

__all__ = ["city", "clock", "room", "saver"]

URL = "/my/withdrawals/reasons/property_fee/form"


@pytest.fixture(autouse=True)
def chuxiong(city) -> None:
    city("chuxiong")


@pytest.mark.rows("C-13")
def test_a_code_for_300_yuan_pays_no_more(room: Client, saver: Member) -> None:
    intent = intent_of(text(room.get(URL)))
    code = code_for(room, URL, saver, intent=intent, cost="300.00")
    sent = {"intent": intent, "code": code, "press": "on"}
    refused = room.post(URL, {**sent, "cost": "3000.00"})
    assert (refused.status_code, Withdrawal.objects.count()) == (422, 0)
    assert room.post(URL, {**sent, "cost": "300.00"}).status_code == 302
    assert Withdrawal.objects.get().amount_fen == 30_000


@pytest.mark.rows("C-13")
@pytest.mark.parametrize(
    ("cost", "why"),
    [
        ("", "请填写提取金额"),
        ("0", "提取金额"),
        ("-5", "提取金额"),
        ("1e5", "提取金额"),
        ("5000.01", "最多可以提取 5,000.00 元"),
    ],
)
def test_an_amount_that_cannot_be_paid_gets_no_code(room: Client, cost: str, why: str) -> None:
    refused = room.post(URL, {"cost": cost, "ask_code": "1"})
    assert refused.status_code == 422
    assert why in errors_in(refused)
    assert not Withdrawal.objects.exists()


@pytest.mark.rows("C-13")
def test_what_was_taken_this_year_counts(room: Client, saver: Member) -> None:
    intent = intent_of(text(room.get(URL)))
    code = code_for(room, URL, saver, intent=intent, cost="4000")
    room.post(URL, {"intent": intent, "code": code, "cost": "4000", "press": "on"})
    bank_answers()
    refused = room.post(URL, {"cost": "1000.01", "ask_code": "1"})
    assert "最多可以提取 1,000.00 元（今年还可提 1,000.00 元）" in errors_in(refused)
