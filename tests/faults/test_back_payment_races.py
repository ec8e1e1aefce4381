"""Back payments pressed many times, and against remittances over one prepayment balance."""

from collections import Counter
from functools import partial

import pytest

from anju.contributions.backpay.draft import (
    BackPaymentMoved,
    Edit,
    Wanted,
    draft_of,
    open_back_payment,
    put_people,
)
from anju.contributions.backpay.submit_back_payment import submit_back_payment
from anju.contributions.models import BackPayment, Remittance, Share
from anju.contributions.prepay import book_cheque, submit_prepayment
from anju.contributions.remittances.post_remittance import PrepaymentShort
from anju.contributions.remittances.remit import submit_remittance
from anju.ground.calendar import Month
from anju.ledger.lists import balances
from anju.people.accounts.open_accounts import open_fund_accounts
from anju.people.models import Employer
from faults.month import NOW, settle
from faults.rivals import form, mill, somebody, together
from people_of_the_town import JULY, TODAY, FakeBank, change

EACH = 144_000
REALTIME, PREPAID = BackPayment.Method


def with_somebody_left_out() -> Employer:
    """July is remitted for one; another, due since July too, came after that."""
    at = mill(heads=1)
    remit(at, JULY, Remittance.Method.REALTIME, EACH)
    settle(FakeBank())
    open_fund_accounts(employer=at, openings=[somebody()], change=change())
    return at


def remit(at: Employer, until: Month, method: Remittance.Method, fen: int) -> Remittance:
    return submit_remittance(
        employer=Employer.objects.get(pk=at.pk),
        until=until,
        method=method,
        expected_fen=fen,
        intent=form(),
        today=TODAY,
        by="赵会计",
    )


def list_the_left_out(at: Employer) -> Edit:
    """A draft for July of whoever has no share in it."""
    left = at.accounts.exclude(shares__month=JULY).get().pk
    open_back_payment(employer=at, kind=BackPayment.Kind.FULL, by="赵会计")
    put_people(edit=seen(at), wanted=[Wanted(left, JULY, JULY)])
    return seen(at)


def seen(at: Employer) -> Edit:
    employer = Employer.objects.get(pk=at.pk)
    return Edit(employer=employer, version=draft_of(employer).version, today=TODAY, by="赵会计")


def pay_back(edit: Edit, method: BackPayment.Method, intent: str) -> BackPayment:
    return submit_back_payment(
        edit=edit, method=method, expected_fen=EACH, intent=intent, now=NOW
    )


def prepaid(at: Employer) -> int:
    return balances(accounts=[at.prepayment_id])[at.prepayment_id]


@pytest.mark.rows("C-55")
@pytest.mark.parametrize("method", [REALTIME, PREPAID])
def test_one_form_submitted_thirty_times_is_one_back_payment(
    jian: str, method: BackPayment.Method
) -> None:
    at = with_somebody_left_out()
    book_cheque(
        employer=at, amount_fen=2 * EACH, cheque_number="30114622", today=TODAY, by="财务科"
    )
    edit, intent = list_the_left_out(at), form()
    answers = together(jian, [partial(pay_back, edit, method, intent)] * 30)
    assert {type(answer) for answer in answers} == {BackPayment}
    assert len({answer.number for answer in answers}) == 1
    settle(FakeBank())
    assert set(balances(accounts=at.accounts.values_list("pk", flat=True)).values()) == {EACH}
    assert prepaid(at) == (EACH if method == PREPAID else 2 * EACH)


def test_thirty_forms_over_one_draft_are_one_back_payment(jian: str) -> None:
    at = with_somebody_left_out()
    edit = list_the_left_out(at)
    answers = together(jian, [partial(pay_back, edit, REALTIME, form()) for _ in range(30)])
    assert Counter(type(answer) for answer in answers) == {
        BackPayment: 1,
        BackPaymentMoved: 29,
    }
    settle(FakeBank())
    assert Share.objects.filter(account__employer=at, live=True).count() == 2


@pytest.mark.rows("C-51", "C-52", "C-54")
@pytest.mark.parametrize("turn", range(4))
def test_a_remittance_and_a_back_payment_want_the_same_prepaid_money_and_one_gets_it(
    jian: str, turn: int
) -> None:
    """C5: the own part by the bank, the rest by cheque; enough for one of the two."""
    at = with_somebody_left_out()
    submit_prepayment(
        employer=at, amount_fen=EACH, note="个人部分", intent=form(), today=TODAY, by="赵会计"
    )
    settle(FakeBank())
    book_cheque(
        employer=at, amount_fen=EACH, cheque_number="30504410", today=TODAY, by="财务科"
    )
    edit = list_the_left_out(at)
    remits = partial(remit, at, JULY.next, Remittance.Method.PREPAYMENT, 2 * EACH)
    pays = partial(pay_back, edit, PREPAID, form())
    answers = together(jian, [remits, pays] if turn % 2 else [pays, remits])
    told = Counter(type(answer) for answer in answers)
    assert told[PrepaymentShort] == 1
    assert told[Remittance] + told[BackPayment] == 1
    left = 0 if told[Remittance] else EACH
    assert prepaid(at) == left
