"""What a return opens is mended, no more and no less: amounts, papers, and what is kept."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.cases.conftest import clerk
from tests.people_of_the_town import TODAY
from tests.portals.member.withdrawing import (
    TEN,
    clock,
    errors_in,
    handed_in,
    paper,
    room,
    saver,
    text,
)
from tests.withdrawals.conftest import ask

from anju.cases.models import Case
from anju.cases.reasons import Return
from anju.cases.return_case import ReasonsMissing
from anju.cases.take_next_case import take_next_case
from anju.ground.masks import mask_account
from anju.ledger.models import Hold
from anju.people.models import Member
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.review.decide import return_withdrawal

__all__ = ["clock", "room", "saver"]
TOLD = {
    "contract_number": "购-1",
    "contract_on": "2026-11-02",
    "address": "演示路 9 号",
    "cost": "3500.00",
}
CONTRACT, INVOICE = "paper:购房合同或不动产权证", "paper:购房发票或契税票"


@pytest.fixture
def made(saver: Member) -> Withdrawal:
    """She asks for 3,000.00 of the 3,500.00 a home has cost."""
    papers = tuple(paper(saver, kind).number for kind in ("purchase_contract", "invoice"))
    return ask(saver, Request("home_purchase", "", TOLD, papers, 300_000))


def send_back(made: Withdrawal, *fields: str, by: int = 801) -> str:
    """An officer marks places; the address of the mending."""
    first = clerk("陈柜员", by)
    case = take_next_case(by=first, states=(Case.State.WAITING,), today=TODAY)
    return_withdrawal(
        number=case.number,
        reasons=tuple(Return("04", field) for field in fields),
        opinion="请核对",
        by=first,
        today=TODAY,
        now=TEN,
    )
    return f"/my/cases/{case.number}/mending"


def held(made: Withdrawal) -> int:
    return Hold.objects.get(act=made.hold_act, released_on=None).amount_fen


def test_what_was_asked_for_stays_asked_for_when_something_else_is_mended(
    room: Client, made: Withdrawal
) -> None:
    url = send_back(made, "contract_number")
    assert 'name="amount"' not in text(room.get(url))
    assert room.post(url, {"contract_number": "购-2", "amount": "3500"}).status_code == 302
    made.refresh_from_db()
    assert (made.told["contract_number"], made.amount_fen) == ("购-2", 300_000)


def test_a_marked_amount_is_changed_within_what_is_offered(
    room: Client, made: Withdrawal
) -> None:
    url, due = send_back(made, "amount"), made.case.due_on
    assert "本次提取金额" in text(room.get(url.removesuffix("/mending")))
    assert 'value="3000.00"' in text(room.get(url))
    for typed, said in (("3500.01", "最多可以提取 3,500.00 元"), ("多", "提取金额")):
        refused = room.post(url, {"amount": typed})
        assert (refused.status_code, said in errors_in(refused)) == (422, True)
    assert room.post(url, {"amount": "2500"}).status_code == 302
    made.refresh_from_db()
    assert (made.amount_fen, held(made), made.case.amount_fen) == (250_000,) * 3
    assert (made.case.state, made.case.due_on) == ("waiting", due)


def test_a_mended_amount_keeps_ones_own_limit_of_the_day(
    room: Client, saver: Member, made: Withdrawal
) -> None:
    url = send_back(made, "amount")
    Member.objects.filter(pk=saver.pk).update(day_limit_fen=320_000)
    refused = room.post(url, {"amount": "3300"})
    assert (refused.status_code, "每日限额" in errors_in(refused)) == (422, True)
    assert room.post(url, {"amount": "3200"}).status_code == 302


def test_a_marked_paper_is_exchanged_from_the_wallet_and_may_not_be_left_out(
    room: Client, saver: Member, made: Withdrawal
) -> None:
    before = {one.title: one.material for one in made.case.papers}
    url, other = send_back(made, INVOICE), paper(saver, "invoice")
    shown = text(room.get(url))
    assert other.number in shown
    assert before["购房合同或不动产权证"] not in shown
    refused = room.post(url, {"paper_1": ""})
    assert (refused.status_code, "还没有选择材料" in errors_in(refused)) == (422, True)
    assert room.post(url, {"paper_1": other.number}).status_code == 302
    after = {one.title: one.material for one in Case.objects.get().papers}
    assert after == {**before, "购房发票或契税票": other.number}


def test_one_more_of_a_marked_paper_may_be_added_and_none_is_lost(
    room: Client, saver: Member, made: Withdrawal
) -> None:
    first = next(one.material for one in made.case.papers if one.title in INVOICE)
    second, third = paper(saver, "invoice"), paper(saver, "invoice")
    url = send_back(made, INVOICE)
    sent = room.post(url, {"paper_1": first, "paper_1_1": second.number})
    assert sent.status_code == 302
    assert invoices() == [first, second.number]
    url = send_back(made, INVOICE, by=803)
    shown = text(room.get(url))
    assert ('name="paper_1_1"' in shown, 'name="paper_1_2"' in shown) == (True, True)
    room.post(url, {"paper_1": third.number, "paper_1_1": second.number, "paper_1_2": ""})
    assert invoices() == sorted([third.number, second.number])


def invoices() -> list[str]:
    return [one.material for one in Case.objects.get().papers if one.title in INVOICE]


def test_a_paper_that_was_not_handed_in_may_be_asked_for(room: Client, saver: Member) -> None:
    made = handed_in(room, saver)
    proof = paper(saver, "no_home_proof")
    url = send_back(made, "paper:无房证明")
    assert "新建一份：无房证明" in text(room.get(url))
    assert room.post(url, {"paper_1": proof.number}).status_code == 302
    assert [one.title for one in Case.objects.get().papers] == ["无房证明"]


@pytest.mark.parametrize("field", ["paper:结婚证", "months", "nothing"])
def test_what_the_application_knows_nothing_of_can_not_be_marked(
    made: Withdrawal, field: str
) -> None:
    with pytest.raises(ReasonsMissing):
        send_back(made, field)


def test_off_to_make_a_paper_and_back_what_was_typed_is_still_there(
    room: Client, made: Withdrawal
) -> None:
    url = send_back(made, "address", INVOICE)
    away = room.post(url, {"address": "演示路 18 号", "paper_1": "", "press": "invoice"})
    assert away["Location"] == "/my/materials/new?kind=invoice"
    assert "回到“补正：购买住房提取”" in text(room.get(away["Location"]))
    assert 'value="演示路 18 号"' in text(room.get(url))
    assert 'value="演示路 18 号"' not in text(room.get(url))
    own = next(one.material for one in made.case.papers if one.title in INVOICE)
    again = room.post(url, {"address": "演示路 18 号", "press": own})
    assert again["Location"] == f"/my/materials/{own}"


def test_the_page_of_an_application_shows_no_whole_account_number(
    room: Client, made: Withdrawal
) -> None:
    shown = text(room.get(f"/my/cases/{made.case.number}"))
    assert made.account.number not in shown
    assert mask_account(made.account.number) in shown
    assert room.post(send_back(made, "address"), {"address": "演示路 18 号"}).status_code == 302
