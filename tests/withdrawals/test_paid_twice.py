"""Paid twice by the bank: two officers claim it, who has it is told, and it comes back."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.people_of_the_town import TODAY
from tests.withdrawals.conftest import NOON, approve, ask, bank_answers, bind_for
from tests.withdrawals.paid_twice import (
    TOMORROW,
    contradict,
    give_back_and_pay,
    load,
    pay_the_other_way,
    sent_back,
)

from anju.batch.management.commands.verify import EVERY_PROOF
from anju.cases.actors import Actor
from anju.contributions.models import Suspense
from anju.contributions.suspense.allot_arrivals import allot_arrivals
from anju.ground.invented import make_bank_card
from anju.ledger.models import Balance, Posting
from anju.ledger.proofs import prove
from anju.notices.models import Message, Notice
from anju.payments.models import MemberCard, Order
from anju.people.models import FundAccount, Member, Staff
from anju.withdrawals.claims.ask_claim import (
    ClaimIsCleared,
    ClaimWaits,
    NotForThisClaim,
    ask_by_account,
    ask_by_arrival,
    ask_claim,
)
from anju.withdrawals.claims.decide_claim import ClaimDeedIsOver, decide_claim
from anju.withdrawals.claims.paid_twice import NotPaidTwice
from anju.withdrawals.claims.tell_claim import papers_of
from anju.withdrawals.four_eyes import NotYoursToDo, SayWhy
from anju.withdrawals.models import Claim, ClaimDeed, Withdrawal
from anju.withdrawals.payout.after_bounce import Contradicted, pay_again
from anju.withdrawals.payout.settle_by_statement import settle_by_statement

WHOLE = 4 * 144_000
WHY = "核对了两天的对账单"
STATE = Withdrawal.State


@pytest.fixture
def made(wang: Member, card: MemberCard, first: Actor, second: Actor) -> Withdrawal:
    """Approved, and turned down by the bank."""
    made = approve(ask(wang), first, second)
    bank_answers("rejected")
    made.refresh_from_db()
    return made


@pytest.fixture
def finance(first: Actor) -> Staff:
    return first.staff


@pytest.fixture
def head(second: Actor) -> Staff:
    return second.staff


def broken() -> list[str]:
    """What breaks any law of the house."""
    return [found.first for law in EVERY_PROOF if not (found := prove(law)).holds]


def owed_fen() -> int:
    """What stands in the receivables for payments made twice, in fen."""
    legs = Posting.objects.filter(account__number="重复付款", account__subject="11902")
    return -sum(legs.values_list("amount_fen", flat=True))


def decide(deed: ClaimDeed, by: Staff, *, approve: bool = True, opinion: str = "") -> ClaimDeed:
    return decide_claim(
        number=deed.number, approve=approve, opinion=opinion, by=by, today=TOMORROW, now=NOON
    )


def claimed(order: Order, finance: Staff, head: Staff) -> Claim:
    deed = ask_claim(serial=order.serial, reason=WHY, by=finance, today=TOMORROW)
    decide(deed, head)
    return Claim.objects.get(order=order)


def arrived(fen: int, claim: Claim, serial: str = "FH1") -> Suspense:
    sent_back(fen, f"退回 {claim.number}", serial)
    allot_arrivals(today=TOMORROW)
    return Suspense.objects.get(arrival__bank_serial=serial)


def test_two_officers_claim_what_was_paid_twice_and_the_member_is_told(
    made: Withdrawal, finance: Staff, head: Staff, account: FundAccount
) -> None:
    early = pay_the_other_way(made)
    assert (made.state, early.state, bool(early.frozen_because)) == ("paid", "rejected", True)
    claim = claimed(early, finance, head)
    early.refresh_from_db()
    assert (early.state, early.frozen_because) == ("succeeded", "")
    assert claim.line.order == early
    assert claim.other_line is not None
    assert claim.other_line.order == made.order
    assert owed_fen() == claim.open_fen == made.total_fen
    assert Balance.objects.get(pk=account.pk).fen == WHOLE - made.total_fen
    assert claim.number in Notice.objects.get(business="重复付款退还").text
    assert claim.number in Message.objects.latest("id").text
    (notice,) = papers_of(claim)
    assert (notice.kind_label, notice.total_fen) == ("重复付款退还单", made.total_fen)
    assert broken() == []


def test_what_comes_back_clears_the_claim_in_as_many_parts_as_it_comes(
    made: Withdrawal, finance: Staff, head: Staff
) -> None:
    claim = claimed(pay_the_other_way(made), finance, head)
    for fen, serial in ((50_000, "FH1"), (made.total_fen - 50_000, "FH2")):
        money = arrived(fen, claim, serial)
        deed = ask_by_arrival(
            number=claim.number, arrival=money.number, reason=WHY, by=finance, today=TOMORROW
        )
        decide(deed, head)
        money.refresh_from_db()
        assert (money.state, money.settled_by) == ("recovered", head.name)
        claim.refresh_from_db()
        assert owed_fen() == claim.open_fen
        assert broken() == []
    assert (claim.open_fen, claim.cleared_on) == (0, TOMORROW)
    assert [one.facts.status for one in papers_of(claim)] == ["待退还", "部分退还", "已结清"]
    assert "已经结清" in Notice.objects.latest("id").text
    with pytest.raises(ClaimIsCleared):
        ask_by_arrival(number=claim.number, arrival="x", reason=WHY, by=finance, today=TOMORROW)


def test_given_back_and_paid_is_claimed_and_may_leave_the_account_again(
    made: Withdrawal, finance: Staff, head: Staff, account: FundAccount
) -> None:
    order = give_back_and_pay(made)
    claim = claimed(order, finance, head)
    assert claim.other_line is None
    assert broken() == []
    assert Balance.objects.get(pk=account.pk).fen == WHOLE
    deed = ask_by_account(
        number=claim.number, reason="本人到场同意", by=finance, today=TOMORROW
    )
    decide(deed, head)
    made.refresh_from_db()
    claim.refresh_from_db()
    assert (made.state, made.paid_on, made.order) == (STATE.PAID, TOMORROW, order)
    assert (claim.open_fen, owed_fen()) == (0, 0)
    assert Balance.objects.get(pk=account.pk).fen == WHOLE - made.total_fen
    assert broken() == []


def test_given_back_and_paid_may_come_back_by_transfer_too(
    made: Withdrawal, finance: Staff, head: Staff, account: FundAccount
) -> None:
    claim = claimed(give_back_and_pay(made), finance, head)
    money = arrived(made.total_fen, claim)
    deed = ask_by_arrival(
        number=claim.number, arrival=money.number, reason=WHY, by=finance, today=TOMORROW
    )
    decide(deed, head)
    made.refresh_from_db()
    assert made.state == STATE.GIVEN_BACK
    assert (owed_fen(), Balance.objects.get(pk=account.pk).fen) == (0, WHOLE)
    assert broken() == []


def test_paid_to_another_card_it_is_not_taken_from_the_account(
    made: Withdrawal, finance: Staff, head: Staff
) -> None:
    claim = claimed(pay_the_other_way(made), finance, head)
    with pytest.raises(NotForThisClaim, match="已退回账户"):
        ask_by_account(number=claim.number, reason=WHY, by=finance, today=TOMORROW)


def test_it_takes_two_persons_neither_of_them_the_member(
    made: Withdrawal, finance: Staff, head: Staff
) -> None:
    early = pay_the_other_way(made)
    deed = ask_claim(serial=early.serial, reason=WHY, by=finance, today=TOMORROW)
    with pytest.raises(ClaimWaits):
        ask_claim(serial=early.serial, reason=WHY, by=head, today=TOMORROW)
    with pytest.raises(NotYoursToDo, match="不能复核自己"):
        decide(deed, finance)
    with (
        pytest.raises(IntegrityError, match="claim_four_eyes"),
        transaction.atomic(),
    ):
        ClaimDeed.objects.filter(pk=deed.pk).update(decided_by=finance)
    own = Staff.objects.create(
        login="S9",
        name="王芳",
        identity_number=made.member.identity_number,
        branch="市直管理部",
    )
    with pytest.raises(NotYoursToDo, match="本人"):
        decide(deed, own)
    with pytest.raises(SayWhy):
        decide(deed, head, approve=False)
    decide(deed, head, approve=False, opinion="先问银行")
    assert not Claim.objects.exists()
    with pytest.raises(ClaimDeedIsOver):
        decide(deed, head)
    claimed(early, finance, head)


def test_nothing_is_claimed_without_both_lines_of_the_statement(
    made: Withdrawal, finance: Staff
) -> None:
    early = made.order
    bind_for(made.member, make_bank_card(7))
    pay_again(number=made.number, today=TODAY, now=NOON, by="x")
    contradict(early)

    def asked() -> None:
        ask_claim(serial=early.serial, reason=WHY, by=finance, today=TOMORROW)

    with pytest.raises(NotPaidTwice, match="对账单上没有"):
        asked()
    load(TODAY, early)
    with pytest.raises(NotPaidTwice, match="还可以随这笔付款办结"):
        asked()
    bank_answers()
    with pytest.raises(NotPaidTwice, match="还不在银行对账单上"):
        asked()
    made.refresh_from_db()
    load(TOMORROW, made.order)
    asked()


def test_money_that_is_too_much_or_gone_clears_nothing(
    made: Withdrawal, finance: Staff, head: Staff
) -> None:
    claim = claimed(pay_the_other_way(made), finance, head)
    money = arrived(claim.open_fen + 1, claim)

    def asked(number: str) -> ClaimDeed:
        return ask_by_arrival(
            number=claim.number, arrival=number, reason=WHY, by=finance, today=TOMORROW
        )

    with pytest.raises(NotForThisClaim, match="多于"):
        asked(money.number)
    with pytest.raises(NotForThisClaim, match="没有这个流水号"):
        asked("ZS0")
    right = arrived(claim.open_fen, claim, "FH2")
    deed = asked(right.number)
    Suspense.objects.filter(pk=right.pk).update(state="returned", settled_on=TOMORROW)
    with pytest.raises(NotForThisClaim, match="已退回"):
        decide(deed, head)
    deed.refresh_from_db()
    assert deed.state == "asked"


def test_an_earlier_payment_is_followed_once_the_later_one_has_failed(made: Withdrawal) -> None:
    early, card = made.order, made.card
    bind_for(made.member, make_bank_card(7))
    pay_again(number=made.number, today=TODAY, now=NOON, by="x")
    contradict(early)
    bank_answers("rejected")
    with pytest.raises(Contradicted):
        pay_again(number=made.number, today=TODAY, now=NOON, by="x")
    load(TODAY, early)
    settle_by_statement(serial=early.serial, today=TOMORROW, now=NOON, by="x")
    made.refresh_from_db()
    assert (made.state, made.order, made.card) == (STATE.PAID, early, card)
    assert broken() == []
