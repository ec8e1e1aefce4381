"""As what a withdrawal leaves the account: 部分提取, 公积金提取还款 or 销户提取 (Z-30)."""

from __future__ import annotations

from datetime import date

import pytest
from tests.withdrawals.conftest import NOON, TODAY, approve, ask, bank_answers

from anju.cases.actors import Actor
from anju.ledger.lists import balances
from anju.ledger.models import Entry
from anju.ledger.proofs import prove
from anju.payments.models import MemberCard
from anju.people.models import FundAccount, Member
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.lists import reasons_behind
from anju.withdrawals.loan_records.record_loan import LoanFacts, record_loan, record_repayments
from anju.withdrawals.models import LoanRecord, Withdrawal
from anju.withdrawals.payout.after_bounce import give_back
from anju.withdrawals.proofs import WITHDRAWALS

BALANCE = 4 * 144_000


def repaying(member: Member, kind: str, first: Actor, second: Actor) -> Withdrawal:
    """1,000.00 were repaid of a loan, and are taken out for it."""
    facts = LoanFacts(
        LoanRecord.Kind(kind),
        f"演贷{kind}",
        "中国银行",
        "演示路 9 号",
        80_000_000,
        50_000_000,
        240,
        date(2026, 7, 1),
    )
    loan = record_loan(borrower=member, facts=facts, today=TODAY, by="test")
    repaid = [(date(2026, 8, 20), 100_000, 0)]
    record_repayments(loan=loan, repaid=repaid, state=LoanRecord.State.NORMAL, by="test")
    request = Request(f"{kind}_loan_repayment", "", {"loan": loan.number})
    return approve(ask(member, request, now=NOON), first, second)


@pytest.mark.rows("Z-30")
@pytest.mark.parametrize(("kind", "booked"), [("fund", "19"), ("commercial", "11")])
def test_repaying_a_fund_loan_has_a_kind_of_its_own_and_comes_back_whole(
    wang: Member,
    account: FundAccount,
    card: MemberCard,
    first: Actor,
    second: Actor,
    kind: str,
    booked: str,
) -> None:
    made = repaying(wang, kind, first, second)
    out = Entry.objects.get(act=f"{made.number}/out")
    assert out.kind == booked
    assert reasons_behind(acts=[out.act, "red:" + out.act, "HJ1", "x/out"]) == {
        out.act: (made.reason_title, "转账"),
        f"red:{out.act}": (made.reason_title, "转账"),
    }
    bank_answers("rejected", reason="账户状态异常")
    give_back(number=made.number, today=TODAY, now=NOON, by="test")
    assert balances(accounts=[account.pk]) == {account.pk: BALANCE}
    assert [law.law for law in WITHDRAWALS if not prove(law).holds] == []
