"""A withdrawal from its application to the money in the bank, and every way it can end."""

import pytest
from tests.withdrawals.conftest import NOON, RENT, TODAY, approve, ask, bank_answers, bind_for

from anju.cases.actors import Actor, member_acts
from anju.cases.models import Case
from anju.cases.take_next_case import take_next_case
from anju.documents.models import Receipt
from anju.ledger.book import Deed, Held, Leg, book
from anju.ledger.kinds import Kind
from anju.ledger.lists import balances
from anju.ledger.models import Balance
from anju.ledger.proofs import prove
from anju.notices.models import Notice
from anju.payments.models import MemberCard, Order
from anju.people.models import FundAccount, Member
from anju.people.restraints.holds import PayoutsHeld
from anju.people.restraints.withdrawal_lock import lock_withdrawals
from anju.withdrawals.applying.apply import AnotherOpen, FormReused, NotYet
from anju.withdrawals.applying.cancel import TooLate, cancel
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.payout.after_bounce import SameCard, give_back, pay_again
from anju.withdrawals.proofs import WITHDRAWALS
from anju.withdrawals.review.decide import NoLongerMet, refuse_withdrawal

# Four months of 720.00 + 720.00.
BALANCE = 4 * 144_000
STATE = Withdrawal.State


def fen(account: FundAccount) -> tuple[int, int]:
    balance = Balance.objects.get(pk=account.pk)
    return balance.fen, balance.held_fen


def assert_all_proven() -> None:
    broken = {
        proof.law: found.first for proof in WITHDRAWALS if not (found := prove(proof)).holds
    }
    assert broken == {}


def test_what_is_applied_for_is_held_until_two_officers_have_passed_it(
    wang: Member, account: FundAccount, card: MemberCard, first: Actor, second: Actor
) -> None:
    made = ask(wang)
    assert (made.state, made.amount_fen) == (STATE.REVIEWING, 300_000)
    assert fen(account) == (BALANCE, 300_000)
    assert made.case.amount_fen == 300_000
    approve(made, first, second)
    assert made.state == STATE.PAYING
    assert fen(account) == (BALANCE - 300_000, 0)
    assert_all_proven()
    bank_answers()
    made.refresh_from_db()
    assert (made.state, made.paid_on) == (STATE.PAID, TODAY)
    order = Order.objects.get(purpose="withdrawal")
    assert (order.card, order.payee_account, order.payee_name) == (card, card.masked, "王芳")
    receipt = Receipt.objects.get(kind="withdrawal")
    assert receipt.total_fen == 300_000
    assert "已付到" in Notice.objects.filter(recipient=wang.pk).latest("pk").text
    assert_all_proven()


def test_the_same_form_twice_is_one_withdrawal_and_another_form_under_its_key_is_none(
    wang: Member, account: FundAccount, card: MemberCard
) -> None:
    assert ask(wang).number == ask(wang).number
    with pytest.raises(FormReused):
        ask(wang, Request("rent", "", {**RENT.told, "months": "1"}))
    with pytest.raises((AnotherOpen, NotYet)):
        ask(wang, intent="form-2")
    assert fen(account) == (BALANCE, 300_000)


def test_nobody_else_spends_what_is_held(
    wang: Member, account: FundAccount, card: MemberCard
) -> None:
    ask(wang)
    with pytest.raises(Held):
        book(
            deed=Deed(Kind.LOAN_REPAYMENT, "LOAN1", TODAY, TODAY, "test", "扣划", "01", "40"),
            legs=[Leg(account.pk, -(BALANCE - 299_999)), Leg(1, BALANCE - 299_999)],
        )


def test_a_refusal_frees_the_money_and_tells_why(
    wang: Member, account: FundAccount, card: MemberCard, first: Actor
) -> None:
    made = ask(wang)
    case = take_next_case(by=first, states=(Case.State.WAITING,), today=TODAY)
    refuse_withdrawal(
        number=case.number, opinion="租赁地址不存在", by=first, today=TODAY, now=NOON
    )
    made.refresh_from_db()
    assert made.state == STATE.REFUSED
    assert fen(account) == (BALANCE, 0)
    assert "租赁地址不存在" in Notice.objects.filter(recipient=wang.pk).latest("pk").text
    assert_all_proven()


def test_one_takes_his_application_back_before_it_is_decided_and_not_after(
    wang: Member, account: FundAccount, card: MemberCard, first: Actor, second: Actor
) -> None:
    made = ask(wang)
    cancel(member=wang, number=made.number, by=member_acts(wang), today=TODAY, now=NOON)
    assert fen(account) == (BALANCE, 0)
    again = ask(wang, intent="form-2")
    approve(again, first, second)
    with pytest.raises(TooLate):
        cancel(member=wang, number=again.number, by=member_acts(wang), today=TODAY, now=NOON)
    assert_all_proven()


def test_what_the_bank_does_not_pay_goes_to_another_card_or_back_without_losing_a_day(
    wang: Member, account: FundAccount, card: MemberCard, first: Actor, second: Actor
) -> None:
    made = approve(ask(wang), first, second)
    bank_answers("rejected", reason="账户状态异常")
    made.refresh_from_db()
    assert (made.state, made.failure) == (STATE.BOUNCED, "账户状态异常")
    assert_all_proven()
    with pytest.raises(SameCard):
        pay_again(number=made.number, today=TODAY, now=NOON, by="member")
    bind_for(wang, "6217000010000000027")
    pay_again(number=made.number, today=TODAY, now=NOON, by="member")
    bank_answers("rejected", reason="户名不符")
    assert_all_proven()
    give_back(number=made.number, today=TODAY, now=NOON, by="member")
    made.refresh_from_db()
    assert made.state == STATE.GIVEN_BACK
    assert balances(accounts=[account.pk]) == {account.pk: BALANCE}
    assert_all_proven()


def test_a_lock_that_shuts_after_the_first_officer_stops_the_second(
    wang: Member, account: FundAccount, card: MemberCard, first: Actor, second: Actor
) -> None:
    made = ask(wang)
    lock_withdrawals(member=wang, now=NOON)
    with pytest.raises((PayoutsHeld, NoLongerMet)):
        approve(made, first, second)
    assert fen(account) == (BALANCE, 300_000)
