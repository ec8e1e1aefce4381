"""The bank's last word comes when the money has gone another way already (fault F6)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.contributions.test_review_frozen_orders import statement
from tests.people_of_the_town import TODAY, FakeBank
from tests.withdrawals.conftest import NOON, approve, ask, bank_answers, bind_for

from anju.cases.actors import Actor
from anju.ground.invented import make_bank_card
from anju.ledger.models import Balance
from anju.ledger.proofs import prove
from anju.payments.match_statement import match_statement
from anju.payments.models import Arrival, MemberCard, Order
from anju.payments.record_answer import record_answer
from anju.payments.resolve_order import NotProven
from anju.people.models import FundAccount, Member
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.payout.after_bounce import give_back, pay_again
from anju.withdrawals.payout.end_payment import settle_payments
from anju.withdrawals.payout.settle_by_statement import settle_by_statement
from anju.withdrawals.proofs import WITHDRAWALS

TOMORROW = TODAY + timedelta(days=1)
STATE = Withdrawal.State
WHOLE = 4 * 144_000


def broken() -> list[str]:
    return [found.first for law in WITHDRAWALS if not (found := prove(law)).holds]


@pytest.fixture
def made(wang: Member, card: MemberCard, first: Actor, second: Actor) -> Withdrawal:
    """Approved, and turned down by the bank."""
    made = approve(ask(wang), first, second)
    bank_answers("rejected")
    made.refresh_from_db()
    return made


def paid_after_all(order: Order) -> None:
    """The bank says so, and its statement as well."""
    answer = FakeBank().says(order.serial, "succeeded")
    record_answer(answer=answer, source="callback", now=NOON)
    line = statement(TODAY, order.amount_fen, serial=order.serial, way="out")
    match_statement(statement=line, now=NOON)


def test_what_was_given_back_is_not_booked_as_paid_too(
    made: Withdrawal, account: FundAccount
) -> None:
    give_back(number=made.number, today=TODAY, now=NOON, by="x")
    paid_after_all(made.order)
    with pytest.raises(NotProven, match="指令保持冻结"):
        settle_by_statement(serial=made.order.serial, today=TOMORROW, now=NOON, by="x")
    made.refresh_from_db()
    assert made.state == STATE.GIVEN_BACK
    assert Order.objects.get(purpose="withdrawal").frozen_because
    assert Balance.objects.get(pk=account.pk).fen == WHOLE
    assert broken() == []


def test_what_was_given_back_is_thawed_when_the_statement_agrees(made: Withdrawal) -> None:
    give_back(number=made.number, today=TODAY, now=NOON, by="x")
    answer = FakeBank().says(made.order.serial, "succeeded")
    record_answer(answer=answer, source="callback", now=NOON)
    match_statement(statement=statement(TODAY), now=NOON)
    settle_by_statement(serial=made.order.serial, today=TOMORROW, now=NOON, by="x")
    made.refresh_from_db()
    assert (made.state, made.order.frozen_because) == (STATE.GIVEN_BACK, "")


def test_a_first_order_that_succeeds_after_the_second_is_frozen_and_books_nothing(
    made: Withdrawal, wang: Member, account: FundAccount
) -> None:
    early = made.order
    bind_for(wang, make_bank_card(7))
    pay_again(number=made.number, today=TODAY, now=NOON + timedelta(days=3), by="x")
    paid_after_all(early)
    bank_answers()
    made.refresh_from_db()
    early.refresh_from_db()
    assert (made.state, early.state) == (STATE.PAID, "rejected")
    assert early.frozen_because
    assert Balance.objects.get(pk=account.pk).fen == WHOLE - made.total_fen
    assert broken() == []


def test_what_was_contradicted_and_then_came_back_waits_for_another_card(
    wang: Member, card: MemberCard, first: Actor, second: Actor
) -> None:
    made = approve(ask(wang), first, second)
    bank_answers()
    order = Order.objects.get(purpose="withdrawal")
    answer = FakeBank().says(order.serial, "rejected")
    record_answer(answer=answer, source="callback", now=NOON)
    Arrival.objects.create(
        account=order.payer_account,
        day=TODAY,
        bank_serial="TH1",
        amount_fen=order.amount_fen,
        digest="退汇",
        remark=order.serial,
        source=Arrival.Source.NOTICE,
        returns=order,
    )
    settle_payments(today=TODAY)
    line = statement(TODAY, order.amount_fen, serial=order.serial, way="out")
    match_statement(statement=line, now=NOON)
    settle_by_statement(serial=made.order.serial, today=TOMORROW, now=NOON, by="x")
    made.refresh_from_db()
    assert (made.state, made.order.frozen_because) == (STATE.BOUNCED, "")
    assert broken() == []
    give_back(number=made.number, today=TOMORROW, now=NOON, by="x")
    assert broken() == []


def test_what_the_bank_called_paid_and_its_statement_does_not_know_waits_for_another_card(
    wang: Member, card: MemberCard, first: Actor, second: Actor
) -> None:
    """Nobody needs to hear the bank's second word: its books are enough."""
    made = approve(ask(wang), first, second)
    bank_answers()
    made.refresh_from_db()
    assert made.state == STATE.PAID
    match_statement(statement=statement(TODAY), now=NOON)
    settle_by_statement(serial=made.order.serial, today=TOMORROW, now=NOON, by="x")
    made.refresh_from_db()
    assert (made.state, made.order.frozen_because) == (STATE.BOUNCED, "")
    assert broken() == []
