"""枣庄's path through a withdrawal: from the account card, and what it refuses."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.cases.conftest import clerk
from tests.portals.member.withdrawing import (
    ALL,
    city,
    clock,
    errors_in,
    paper,
    room,
    saver,
    seal,
    text,
)
from tests.withdrawals.conftest import approve, ask, bank_answers

from anju.centers.clock.day import move_forward
from anju.ground.money import format_yuan
from anju.people.models import Member, Staff
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.payout.after_bounce import give_back

__all__ = ["city", "clock", "room", "saver"]
BUY = "/my/withdrawals/reasons/home_purchase"
TYPED = {
    "contract_number": "枣商预 2026-0101",
    "contract_on": "2026-11-02",
    "address": "演示路 9 号",
    "cost": "800000",
    "amount": "3000",
    "press": "on",
}


@pytest.fixture(autouse=True)
def zaozhuang_hall(city) -> None:
    city("zaozhuang")


@pytest.fixture
def taken(saver: Member) -> Withdrawal:
    """王芳 has taken 3,000.00 out for a home, and the bank is about to pay."""
    papers = tuple(paper(saver, kind).number for kind in ("purchase_contract", "invoice"))
    told = {name: TYPED[name] for name in ("contract_number", "contract_on", "address", "cost")}
    made = ask(saver, Request("home_purchase", "", told, papers, 300_000))
    return approve(made, clerk("陈柜员", 801), clerk("周主管", 802, Staff.Role.MANAGER))


@pytest.mark.rows("Z-10")
def test_the_account_card_leads_to_withdrawing_and_an_empty_account_does_not(
    room: Client, taken: Withdrawal
) -> None:
    card = text(room.get("/my/")).partition('id="account"')[2].partition("</section>")[0]
    assert f'href="{ALL}"' in card
    hub = text(room.get(ALL)).partition('id="types-h"')[2].partition("</section>")[0]
    for title in ("购买住房提取", "偿还购房贷款本息", "物业管理费"):
        assert title in hub


@pytest.mark.rows("Z-29", "Z-30")
def test_the_ledger_names_reason_and_method_on_screen_and_in_the_workbook(
    room: Client, taken: Withdrawal
) -> None:
    bank_answers()
    shown = text(room.get("/my/ledger"))
    assert 'data-label="提取原因">购买住房提取</td><td data-label="提取方式">转账</td>' in shown
    assert shown.count('data-label="提取原因">—</td>') == 4
    book = load_workbook(io.BytesIO(room.get("/my/ledger/export").content))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert rows[0][2:] == ["归集和提取业务类型", "发生额", "发生利息额", "提取原因", "提取方式"]
    assert rows[1][2:] == ["部分提取", "-3000.00", "0.00", "购买住房提取", "转账"]


def test_what_came_back_bears_the_same_reason(room: Client, taken: Withdrawal) -> None:
    bank_answers("rejected", reason="账户状态异常")
    give_back(number=taken.number, today=taken.applied_on, now=taken.applied_at, by="test")
    assert text(room.get("/my/ledger")).count(">购买住房提取</td>") == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"contract_on": "2024-01-02"}, "已于 2026-01-02 过期"),
        ({"contract_on": "2026-12-24"}, "日期不能晚于今天"),
        ({"cost": "一百"}, "购房总价（元）"),
        ({"contract_number": ""}, "请填写购房合同编号"),
    ],
)
def test_a_form_that_can_not_be_says_where_and_why(
    room: Client, wrong: dict[str, str], said: str
) -> None:
    sent = room.post(f"{BUY}/form", {**TYPED, **wrong})
    assert sent.status_code == 422
    assert said in errors_in(sent)


def test_the_same_home_pays_once(room: Client, taken: Withdrawal) -> None:
    bank_answers()
    sent = room.post(f"{BUY}/form", {**TYPED, "contract_number": "枣商预2026-0101"})
    assert (sent.status_code, "同一套住房不能重复提取" in errors_in(sent)) == (422, True)


@pytest.mark.rows("Z-29")
def test_what_a_closed_account_earned_stands_as_interest_beside_what_left_it(
    room: Client, saver: Member
) -> None:
    seal(saver, months=7)
    month_on = date(2026, 12, 18)
    move_forward(to=month_on)
    proof = paper(saver, "termination_proof")
    request = Request("employment_ended", "", {}, (proof.number,))
    officers = clerk("陈柜员", 801), clerk("周主管", 802, Staff.Role.MANAGER)
    made = approve(ask(saver, request, today=month_on), *officers, today=month_on)
    assert made.interest_fen > 0
    rows = text(room.get("/my/ledger")).split("<tr>")
    interest = next(row for row in rows if "销户结息" in row and "离职提取" in row)
    assert f'data-label="发生利息额">{format_yuan(made.interest_fen)}<' in interest
    left = next(row for row in rows if "销户提取" in row and "离职提取" in row)
    assert f"{format_yuan(made.total_fen)}<" in left
