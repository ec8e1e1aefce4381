"""提取 at the reviewer's table: rules renewed, facts beside, two officers, and the money."""

import re

import pytest
from django.test import Client
from tests.staff_of_the_town import at_counter
from tests.withdrawals.conftest import ask

from anju.ledger.hold import held_by
from anju.payments.models import MemberCard
from anju.people.models import FundAccount, Member
from anju.withdrawals.models import Withdrawal


@pytest.fixture
def rent(wang: Member, card: MemberCard) -> Withdrawal:
    return ask(wang)


@pytest.fixture
def first(rent: Withdrawal) -> Client:
    return at_counter("0811", "clerk", name="吴柜员")


@pytest.fixture
def second(rent: Withdrawal) -> Client:
    return at_counter("0812", "manager", name="郑主管")


def take(window: Client) -> str:
    """领取下一件; the page of the case."""
    return window.post("/counter/review/next")["Location"]


def shown(window: Client, page: str) -> str:
    return window.get(page).content.decode()


def decide(window: Client, page: str, act: str = "approve", opinion: str = "核对无误"):
    seen = re.search(r'name="seen" value="(\w+)"', shown(window, page))
    assert seen is not None
    return window.post(f"{page}/decision", {"act": act, "opinion": opinion, "seen": seen[1]})


@pytest.mark.rows("X-13", "Z-21", "Z-26")
def test_two_officers_pass_it_and_the_bank_is_ordered_to_pay(
    first: Client, second: Client, rent: Withdrawal
) -> None:
    page = take(first)
    said = shown(first, page)
    assert "账户与收款" in said
    assert "其中冻结" in said
    assert rent.card.masked in said
    assert decide(first, page).status_code == 302
    assert decide(second, take(second)).status_code == 302
    rent.refresh_from_db()
    assert (rent.state, rent.case.state) == ("paying", "approved")
    assert rent.order is not None


def test_a_refusal_frees_the_money(first: Client, rent: Withdrawal) -> None:
    page = take(first)
    assert held_by(act=rent.hold_act) == rent.amount_fen
    assert decide(first, page, "refuse", "租约已到期").status_code == 302
    rent.refresh_from_db()
    assert (rent.state, held_by(act=rent.hold_act)) == ("refused", 0)


def test_a_return_keeps_the_money_held(first: Client, rent: Withdrawal) -> None:
    page = take(first)
    sent = {"mark": "address", "code:address": "02", "words:address": "门牌号不全"}
    assert first.post(f"{page}/return", sent).status_code == 302
    rent.refresh_from_db()
    assert rent.case.state == "returned"
    assert held_by(act=rent.hold_act) == rent.amount_fen


def test_a_frozen_account_is_seen_and_stops_it(first: Client, rent: Withdrawal) -> None:
    page = take(first)
    FundAccount.objects.filter(pk=rent.account_id).update(state=FundAccount.State.FROZEN)
    assert "账户已冻结" in shown(first, page)
    stopped = decide(first, page)
    assert stopped.status_code == 422
    assert "现在已不满足" in stopped.content.decode()
    rent.refresh_from_db()
    assert rent.case.state == "waiting"
