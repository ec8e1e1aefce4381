"""A withdrawal that was sent back: only what was marked is mended, and it keeps its place."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.cases.conftest import clerk
from tests.people_of_the_town import TODAY
from tests.portals.member.withdrawing import (
    OTHER,
    TEN,
    bind,
    clock,
    errors_in,
    handed_in,
    room,
    saver,
    text,
)

from anju.cases.models import Case
from anju.cases.reasons import Return
from anju.cases.take_next_case import take_next_case
from anju.people.models import Member
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.review.decide import return_withdrawal

__all__ = ["clock", "room", "saver"]


@pytest.fixture
def made(room: Client, saver: Member) -> Withdrawal:
    return handed_in(room, saver)


def send_back(made: Withdrawal, *fields: str) -> None:
    first = clerk("陈柜员", 801)
    case = take_next_case(by=first, states=(Case.State.WAITING,), today=TODAY)
    return_withdrawal(
        number=case.number,
        reasons=tuple(Return("02", field, "与租赁合同不一致") for field in fields),
        opinion="请核对",
        by=first,
        today=TODAY,
        now=TEN,
    )


def test_only_the_marked_question_is_asked_again_and_the_amount_worked_out_anew(
    room: Client, saver: Member, made: Withdrawal
) -> None:
    send_back(made, "months")
    assert "需要您补正" in text(room.get(f"/my/withdrawals/{made.number}"))
    url = f"/my/cases/{made.case.number}/mending"
    shown = text(room.get(url))
    assert 'name="months"' in shown
    assert 'name="address"' not in shown
    wrong = room.post(url, {"months": "一"})
    assert (wrong.status_code, "1 至 60 的整数" in errors_in(wrong)) == (422, True)
    sent = room.post(url, {"months": "1", "address": "别处", "amount_fen": "1"})
    assert sent.status_code == 302, errors_in(sent)
    made.refresh_from_db()
    assert made.told["address"] == "演示路 9 号"
    assert (made.told["months"], made.amount_fen) == ("1", 150_000)
    assert Case.objects.get().state == "waiting"


def test_a_marked_card_is_the_one_bound_by_now(
    room: Client, saver: Member, made: Withdrawal
) -> None:
    send_back(made, "card")
    other = bind(saver, OTHER)
    url = f"/my/cases/{made.case.number}/mending"
    assert other.masked in text(room.get(url))
    assert room.post(url, {"card": "now"}).status_code == 302
    made.refresh_from_db()
    assert made.card_id == other.pk


def test_taking_the_case_back_frees_the_money(
    room: Client, saver: Member, made: Withdrawal
) -> None:
    assert room.post(f"/my/cases/{made.case.number}/withdrawal").status_code == 302
    made.refresh_from_db()
    assert made.state == "withdrawn"
    assert "业务流水号" in text(room.get(f"/my/cases/{made.case.number}"))
