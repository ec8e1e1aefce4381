"""按对账单认定 for a withdrawal: either outcome can be followed, once the statement speaks."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.cases.conftest import clerk
from tests.contributions.test_review_frozen_orders import statement
from tests.people_of_the_town import TODAY, FakeBank
from tests.withdrawals.conftest import NOON, approve, ask, bank_answers

from anju.centers.clock.day import move_forward
from anju.ledger.proofs import prove
from anju.payments.match_statement import match_statement
from anju.payments.models import MemberCard, Order
from anju.payments.record_answer import record_answer
from anju.people.models import Member, Staff
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.proofs import WITHDRAWALS


def contradicted(member: Member, first: str, then: str) -> Withdrawal:
    """The bank says one thing, and later the other."""
    officers = clerk("吴柜员", 803), clerk("郑主管", 804, Staff.Role.MANAGER)
    made = approve(ask(member), *officers)
    bank_answers(first)
    order = Order.objects.get(purpose="withdrawal")
    answer = FakeBank().says(order.serial, then)
    record_answer(answer=answer, source="callback", now=NOON)
    made.refresh_from_db()
    return made


def settle(window: Client, made: Withdrawal) -> str:
    move_forward(to=TODAY + timedelta(days=1))
    listed = window.get("/counter/orders?state=frozen").content.decode()
    assert made.order.serial in listed
    answer = window.post(f"/counter/orders/{made.order.serial}/resolution", follow=True)
    made.refresh_from_db()
    broken = [found.first for law in WITHDRAWALS if not (found := prove(law)).holds]
    assert broken == []
    return answer.content.decode()


@pytest.mark.usefixtures("card")
def test_what_was_taken_for_failed_is_paid_when_the_statement_shows_it(
    wang: Member, manager_window: Client
) -> None:
    made = contradicted(wang, "rejected", "succeeded")
    assert made.state == "bounced"
    line = statement(TODAY, made.total_fen, serial=made.order.serial, way="out")
    match_statement(statement=line, now=NOON)
    settle(manager_window, made)
    assert made.state == "paid"


@pytest.mark.usefixtures("card")
def test_what_was_taken_for_paid_waits_for_another_card_when_no_statement_shows_it(
    wang: Member, manager_window: Client
) -> None:
    made = contradicted(wang, "succeeded", "rejected")
    assert made.state == "paid"
    match_statement(statement=statement(TODAY), now=NOON)
    settle(manager_window, made)
    assert made.state == "bounced"


def test_without_the_days_statement_it_stays_frozen_and_says_so(
    wang: Member, card: MemberCard, manager_window: Client
) -> None:
    made = contradicted(wang, "succeeded", "rejected")
    assert "还没有取得" in settle(manager_window, made)
    assert made.state == "paid"
    assert Order.objects.get(purpose="withdrawal").frozen_because
