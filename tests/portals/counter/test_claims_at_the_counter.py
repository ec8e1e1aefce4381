"""重复付款: seen on both lines of the statement, asked by finance, booked by another."""

import pytest
from django.test import Client
from tests.cases.conftest import clerk
from tests.portals.counter.withdrawals.conftest import account, card, mill, wang
from tests.staff_of_the_town import at_counter
from tests.withdrawals.conftest import approve, ask, bank_answers
from tests.withdrawals.paid_twice import give_back_and_pay, pay_the_other_way, sent_back

from anju.contributions.models import Suspense
from anju.contributions.suspense.allot_arrivals import allot_arrivals
from anju.payments.models import MemberCard, Order
from anju.people.models import Employer, Member, Staff
from anju.withdrawals.models import Claim, ClaimDeed, Withdrawal

__all__ = ["account", "card", "mill", "wang"]

LIST = "/counter/claims"
WHY = {"reason": "对账单两行都核对了", "why": "本人到场书面同意"}


@pytest.fixture
def made(wang: Member, card: MemberCard) -> Withdrawal:
    officers = clerk("吴柜员", 803), clerk("郑主管", 804, Staff.Role.MANAGER)
    made = approve(ask(wang), *officers)
    bank_answers("rejected", reason="账户已销户")
    made.refresh_from_db()
    return made


@pytest.fixture
def finance(mill: Employer) -> Client:
    return at_counter("0803", "finance", name="孙会计")


@pytest.fixture
def manager(mill: Employer) -> Client:
    return at_counter("0802", "manager", name="周主管")


def decide(window: Client, step: str = "approve") -> str:
    form = {"number": ClaimDeed.objects.latest("id").number, "step": step, "opinion": ""}
    return window.post(f"{LIST}/decision", form).content.decode()


def claimed(order: Order, finance: Client, manager: Client) -> Claim:
    assert order.serial in finance.get(LIST).content.decode()
    page = f"{LIST}/new/{order.serial}"
    assert f"指令 {order.serial}" in finance.get(page).content.decode()
    assert finance.post(page, WHY).status_code == 302
    assert "等另一位人员" in finance.get(page).content.decode()
    assert "您自己提出的" in finance.get(f"{LIST}/review").content.decode()
    assert "不能复核自己" in decide(finance)
    assert "认定重复付款已办理" in decide(manager)
    return Claim.objects.get(order=order)


def test_two_officers_claim_it_and_the_arrival_that_names_it_clears_it(
    made: Withdrawal, finance: Client, manager: Client
) -> None:
    claim = claimed(pay_the_other_way(made), finance, manager)
    page = f"{LIST}/{claim.number}"
    shown = finance.get(page).content.decode()
    assert "暂收里还没有" in shown
    (paper,) = claim_papers(shown)
    assert finance.post(paper)["Content-Type"] == "application/pdf"
    sent_back(claim.amount_fen, claim.number)
    allot_arrivals(today=claim.opened_on)
    money = Suspense.objects.get(arrival__bank_serial="FH1")
    assert money.number in finance.get(page).content.decode()
    assert finance.post(page, {"step": "arrival", **WHY}).status_code == 422
    asked = finance.post(page, {"step": "arrival", "arrival": money.number, **WHY})
    assert asked.status_code == 302
    assert claim.number in manager.get(f"{LIST}/review").content.decode()
    assert "来款抵追偿已办理" in decide(manager)
    assert "已结清" in finance.get(page).content.decode()
    assert claim.number in finance.get(f"{LIST}?state=cleared").content.decode()
    assert "已抵追偿" in finance.get("/counter/suspense?state=recovered").content.decode()


def claim_papers(shown: str) -> list[str]:
    """Where the page prints its papers."""
    return [part.split('"')[0] for part in shown.split('action="')[1:] if "/papers/" in part]


def test_what_was_given_back_leaves_the_account_again(
    made: Withdrawal, finance: Client, manager: Client
) -> None:
    claim = claimed(give_back_and_pay(made), finance, manager)
    page = f"{LIST}/{claim.number}"
    assert "已退回公积金账户" in finance.get(page).content.decode()
    assert finance.post(page, {"step": "account", **WHY}).status_code == 302
    assert "从账户抵追偿已办理" in decide(manager)
    made.refresh_from_db()
    assert made.state == "paid"


def test_what_is_not_proven_is_told_and_sent_to_nobody(
    made: Withdrawal, finance: Client
) -> None:
    answer = finance.post(f"{LIST}/new/{made.order.serial}", WHY)
    assert answer.status_code == 422
    assert "没有重复付款可以认定" in answer.content.decode()
    assert not ClaimDeed.objects.exists()


def test_a_thaw_that_cannot_be_followed_names_the_way(
    made: Withdrawal, finance: Client
) -> None:
    order = give_back_and_pay(made)
    answer = finance.post(f"/counter/orders/{order.serial}/resolution")
    assert "请在“重复付款”里认定" in answer.content.decode()


def test_a_clerk_of_the_window_has_no_business_here(made: Withdrawal, hall: Client) -> None:
    assert at_counter("0801", "clerk").get(LIST).status_code == 403
