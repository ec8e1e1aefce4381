"""A name that is corrected, and a contract that is written another way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.people_of_the_town import opening, staff
from tests.withdrawals.conftest import NOON, TODAY, approve, ask, bank_answers

from anju.cases.actors import Actor
from anju.ledger.proofs import prove
from anju.payments.models import MemberCard, Order
from anju.people.accounts.close_account import close_account, reopen_account
from anju.people.models import Employer, FundAccount, Member
from anju.withdrawals.dossier.preview import preview
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.proofs import WITHDRAWALS
from anju.withdrawals.review.decide import NoLongerMet

State = FundAccount.State


def test_whose_name_was_corrected_since_is_not_paid_under_the_old_one(
    wang: Member, card: MemberCard, first: Actor, second: Actor
) -> None:
    made = ask(wang)
    Member.objects.filter(pk=wang.pk).update(name="王芬")
    with pytest.raises(NoLongerMet, match="姓名变更过"):
        approve(made, first, second)
    assert not Order.objects.filter(purpose="withdrawal").exists()


def test_a_name_corrected_after_the_payment_betrays_nobody(
    wang: Member, card: MemberCard, first: Actor, second: Actor
) -> None:
    approve(ask(wang), first, second)
    bank_answers()
    Member.objects.filter(pk=wang.pk).update(name="王芬")
    assert [found.first for law in WITHDRAWALS if not (found := prove(law)).holds] == []


@pytest.mark.parametrize("again", ["XF-2026-318", "ＸＦ２０２６３１８", "xf 2026—318"])
def test_a_contract_written_another_way_is_the_same_contract(
    wang: Member, card: MemberCard, again: str
) -> None:
    first = ask(wang)
    first.reason, first.home = "home_purchase", "XF2026318"
    first.state, first.applied_on = Withdrawal.State.REFUSED, TODAY - timedelta(days=400)
    first.save()
    told = {
        "contract_number": again,
        "contract_on": f"{TODAY - timedelta(days=30)}",
        "address": "演示路 9 号",
        "cost": "500000",
    }
    asked = Request("home_purchase", "", told)

    def used() -> bool:
        found = preview(member=wang, request=asked, today=TODAY, now=NOON).judgement
        return any("已凭这份合同" in line.verdict.yours for line in found.obstacles)

    assert not used()
    Withdrawal.objects.filter(pk=first.pk).update(state=Withdrawal.State.PAID)
    assert used()


def test_an_account_comes_back_sealed_beside_one_that_is_paid_for(
    wang: Member, account: FundAccount, mill: Employer
) -> None:
    before = close_account(account=account, today=TODAY, actor="x", source="y")
    staff(mill, opening(1, "王芳"))
    reopen_account(account=account, state=before, today=TODAY, actor="x", source="y")
    account.refresh_from_db()
    assert (account.state, account.sealed_on, account.closed_on) == (State.SEALED, TODAY, None)
    assert wang.accounts.filter(state=State.NORMAL).count() == 1
