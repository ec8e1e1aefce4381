"""A court's freeze: nothing is withdrawn, whatever was applied for; money goes on coming in."""

import pytest
from tests.paying_back import remit
from tests.people.test_freeze_account import asked, frozen
from tests.withdrawals.conftest import NOON, RENT, TODAY, approve, ask

from anju.cases.actors import Actor
from anju.ground.calendar import Month
from anju.ledger.models import Balance
from anju.payments.models import MemberCard
from anju.people.models import Employer, FundAccount, Member
from anju.people.restraints.ask_freeze import NothingToFreeze
from anju.people.restraints.freeze_account import decide_freeze
from anju.withdrawals.applying.apply import NotYet
from anju.withdrawals.judging.facts import facts_of
from anju.withdrawals.review.decide import NoLongerMet


def test_nothing_is_applied_for_while_the_account_is_frozen(
    wang: Member, card: MemberCard, account: FundAccount, first: Actor, second: Actor
) -> None:
    frozen(account, first.staff, second.staff)
    with pytest.raises(NotYet, match="账户已冻结"):
        ask(wang)


def test_what_was_applied_for_before_is_not_approved(
    wang: Member, card: MemberCard, account: FundAccount, first: Actor, second: Actor
) -> None:
    made = ask(wang)
    frozen(account, first.staff, second.staff)
    with pytest.raises(NoLongerMet):
        approve(made, first, second)
    assert Balance.objects.get(pk=account.pk).free_fen == 0


def test_part_of_the_money_is_held_and_the_rest_may_leave(
    wang: Member, card: MemberCard, account: FundAccount, first: Actor, second: Actor
) -> None:
    free_fen = Balance.objects.get(pk=account.pk).free_fen
    frozen(account, first.staff, second.staff, fen=free_fen - 100_000)
    assert ask(wang, RENT).amount_fen < 100_000


def test_a_frozen_account_goes_on_receiving(
    mill: Employer, account: FundAccount, first: Actor, second: Actor
) -> None:
    frozen(account, first.staff, second.staff)
    before = Balance.objects.get(pk=account.pk).fen
    remit(mill, Month(2026, 11))
    assert Balance.objects.get(pk=account.pk).fen == before + account.monthly_fen


def test_a_sealed_account_is_frozen_for_what_comes_later_too(
    wang: Member, account: FundAccount, first: Actor, second: Actor
) -> None:
    FundAccount.objects.filter(pk=account.pk).update(state="02", sealed_on=TODAY)
    account.refresh_from_db()
    frozen(account, first.staff, second.staff)
    (seen,) = facts_of(member=wang, today=TODAY, now=NOON).accounts
    assert seen.state == FundAccount.State.FROZEN


def test_an_account_that_closed_meanwhile_has_nothing_to_freeze(
    account: FundAccount, first: Actor, second: Actor
) -> None:
    made = asked(account, first.staff)
    FundAccount.objects.filter(pk=account.pk).update(state="05")
    with pytest.raises(NothingToFreeze, match="已经销户"):
        decide_freeze(
            number=made.number,
            approve=True,
            opinion="",
            by=second.staff,
            today=TODAY,
            now=NOON,
        )
