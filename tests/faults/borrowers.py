"""Members who repay a loan and withdraw for it, as many as a test wants."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from functools import partial

from anju.cases.actors import Actor, member_acts, staff_acts
from anju.cases.models import Case
from anju.cases.take_next_case import take_next_case
from anju.contributions.models import Remittance
from anju.contributions.prepay import submit_prepayment
from anju.contributions.remittances.due import dues
from anju.contributions.remittances.remit import submit_remittance
from anju.ground.calendar import Month
from anju.ground.invented import make_bank_card
from anju.payments.cards.bind_card import TypedCard, bind_card
from anju.payments.record_answer import record_answer
from anju.payments.send_orders import send_orders
from anju.people.accounts.open_accounts import Opening
from anju.people.models import Employer, FundAccount, Member, Staff
from anju.policy.shapes import Channel
from anju.withdrawals.applying.apply import apply
from anju.withdrawals.applying.start import Applicant
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.loan_records.record_loan import LoanFacts, record_loan, record_repayments
from anju.withdrawals.models import LoanRecord, Withdrawal
from anju.withdrawals.payout.end_payment import settle_payments
from anju.withdrawals.review.decide import accept_withdrawal, approve_withdrawal, look_again
from faults.month import settle
from faults.rivals import form, mill
from people_of_the_town import JULY, TODAY, FakeBank, identity, staff, terms

NOON = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)
EACH = 144_000
_numbers = itertools.count(1)


def borrowers(heads: int, *, repaid_fen: int = 100_000) -> list[FundAccount]:
    """People with July's 1,440.00 on their accounts, a card, and a loan repaid so far."""
    at = mill(heads)
    _pay_july(at)
    accounts = list(at.accounts.select_related("member").order_by("pk"))
    for account in accounts:
        _lend(account.member, repaid_fen)
        _bind(account.member)
    return accounts


def old_enough() -> FundAccount:
    """Somebody of retirement age beside a younger colleague, July on their accounts, a card."""
    at, number = mill(1), next(_numbers)
    old = identity(number % 900, born_on=date(1958, 5, 1) + timedelta(days=number // 900))
    staff(at, Opening("李建国", old, "", terms()))
    _pay_july(at)
    account = at.accounts.select_related("member", "employer").get(member__name="李建国")
    _bind(account.member)
    return account


def _bind(member: Member) -> None:
    bind_card(
        member=member,
        typed=TypedCard("102", make_bank_card(next(_numbers)), sure=True),
        channel=Channel.HALL,
        bank=FakeBank(),
        now=NOON - timedelta(days=2),
        by="test",
    )


def _pay_july(at: Employer) -> None:
    submit_prepayment(
        employer=at,
        amount_fen=EACH * at.accounts.count(),
        note="",
        intent=form(),
        today=TODAY,
        by="赵会计",
    )
    settle(FakeBank())
    at = Employer.objects.get(pk=at.pk)
    submit_remittance(
        employer=at,
        until=JULY,
        method=Remittance.Method.PREPAYMENT,
        expected_fen=dues(employer=at, until=Month(2026, 7), today=TODAY).total_fen,
        intent=form(),
        today=TODAY,
        by="赵会计",
    )


def _lend(member: Member, repaid_fen: int) -> None:
    loan = record_loan(
        borrower=member,
        facts=LoanFacts(
            LoanRecord.Kind.COMMERCIAL,
            f"XD{next(_numbers):08d}",
            "中国工商银行",
            "演示路 9 号",
            80_000_000,
            50_000_000,
            240,
            date(2026, 7, 1),
        ),
        today=TODAY,
        by="test",
    )
    record_repayments(
        loan=loan,
        repaid=[(date(2026, 8, 20), repaid_fen, 0)],
        state=LoanRecord.State.NORMAL,
        by="test",
    )


def repay(
    account: FundAccount, *, intent: str, channel: str = "hall", by: Actor | None = None
) -> Withdrawal:
    """Withdraw for what was repaid; `by` is the clerk who takes it in at the counter."""
    member = account.member
    return apply(
        request=Request("commercial_loan_repayment", account.number, {}),
        applicant=Applicant(member, member_acts(member), channel, by),
        intent=intent,
        today=TODAY,
        now=NOON,
    )


def officer(name: str = "审核") -> Actor:
    """A clerk nobody has seen before."""
    number = next(_numbers)
    born_on = date(1980, 1, 1) + timedelta(days=number)
    return staff_acts(
        Staff.objects.create(
            login=f"O{number}",
            name=f"{name}{number}",
            identity_number=identity(number % 900, born_on=born_on),
            role=Staff.Role.CLERK,
            branch="市直管理部",
        )
    )


def accepted(withdrawal: Withdrawal, by: Actor) -> str:
    """The first officer takes it on; answers the case's number."""
    case = _given(withdrawal, by, Case.State.WAITING)
    accept_withdrawal(
        number=case.number, opinion="同意", seen=case.digest, by=by, today=TODAY, now=NOON
    )
    return case.number


def approved(withdrawal: Withdrawal, first: Actor, second: Actor) -> None:
    """Two officers pass it, and the bank is ordered to pay."""
    accepted(withdrawal, first)
    case = _given(withdrawal, second, Case.State.REVIEWING)
    approve_withdrawal(
        number=case.number, opinion="同意", seen=case.digest, by=second, today=TODAY, now=NOON
    )


def approval(withdrawal: Withdrawal) -> partial[Case]:
    """The second officer's approval, ready to be given; the first one has taken it on."""
    second = officer()
    number = accepted(withdrawal, officer())
    Case.objects.filter(number=number).update(given_to=second.staff, given_on=TODAY)
    case = look_again(case=Case.objects.get(number=number), today=TODAY, now=NOON)
    return partial(
        approve_withdrawal,
        number=number,
        opinion="同意",
        seen=case.digest,
        by=second,
        today=TODAY,
        now=NOON,
    )


def bank_pays() -> None:
    """The bank takes every payment that waits and says it succeeded; withdrawals follow."""
    bank = FakeBank()
    send_orders(bank=bank, callback_url="", now=NOON)
    for serial in bank.taken:
        record_answer(answer=bank.says(serial, "succeeded"), source="callback", now=NOON)
    settle_payments(today=TODAY)


def _given(withdrawal: Withdrawal, by: Actor, state: Case.State) -> Case:
    """What is due first is given out first: this one is."""
    Case.objects.filter(withdrawal=withdrawal).update(due_on=date(2026, 1, 1))
    case = take_next_case(by=by, states=(state,), today=TODAY)
    if case.pk != Withdrawal.objects.get(pk=withdrawal.pk).case_id:
        raise AssertionError(f"{case.number} was given out instead")
    return look_again(case=case, today=TODAY, now=NOON)
