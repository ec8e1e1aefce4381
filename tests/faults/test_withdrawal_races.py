"""Many at once want the same money: once it leaves, to the fen, and everybody is told."""

from collections import Counter
from functools import partial

import pytest

from anju.cases.actors import Actor, member_acts
from anju.cases.models import Case
from anju.contributions.collecting import collection_ledger
from anju.ground.errors import Refusal
from anju.ledger.book import Deed, Leg, Overdrawn, book
from anju.ledger.hold import NotEnoughFree, hold_money, release_money
from anju.ledger.kinds import Kind
from anju.ledger.models import Balance
from anju.payments.models import Order
from anju.payments.record_answer import record_answer
from anju.payments.send_orders import send_orders
from anju.people.models import FundAccount
from anju.withdrawals.applying.cancel import TooLate
from anju.withdrawals.mending.judge_mending import Mending
from anju.withdrawals.mending.mend import mend
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.payout.end_payment import settle_payments
from anju.withdrawals.review.decide import accept_withdrawal, approve_withdrawal, look_again
from faults.borrowers import (
    NOON,
    accepted,
    approval,
    approved,
    bank_pays,
    borrowers,
    officer,
    repay,
)
from faults.rivals import form, together
from people_of_the_town import TODAY, FakeBank

EACH = 144_000


def fen(account: FundAccount) -> tuple[int, int]:
    balance = Balance.objects.get(pk=account.pk)
    return balance.fen, balance.held_fen


def test_one_form_submitted_thirty_times_is_one_withdrawal(jian: str) -> None:
    (account,) = borrowers(1)
    answers = together(jian, [partial(repay, account, intent=form())] * 30)
    assert {type(answer) for answer in answers} == {Withdrawal}
    assert len({answer.number for answer in answers}) == 1
    assert fen(account) == (EACH, 100_000)


def test_fifty_who_want_the_last_of_it_over_all_channels_get_it_once(jian: str) -> None:
    (account,) = borrowers(1, repaid_fen=1_000_000)
    clerk = officer("收件")
    doors = [("hall", None), ("app", None), ("wechat", None), ("counter", clerk)]
    deeds = [
        partial(repay, account, intent=form(), channel=channel, by=by)
        for channel, by in (doors[place % 4] for place in range(50))
    ]
    told = Counter(type(answer) for answer in together(jian, deeds))
    assert told[Withdrawal] == 1
    assert sum(told.values()) == 50
    # All but one fen, which a partial withdrawal leaves.
    assert fen(account) == (EACH, EACH - 1)


def test_a_deduction_a_freeze_and_a_withdrawal_never_spend_the_same_fen(jian: str) -> None:
    (account,) = borrowers(1)

    def deduct(act: str) -> int:
        return book(
            deed=Deed(Kind.LOAN_REPAYMENT, act, TODAY, TODAY, "test", "扣划", "01", "40"),
            legs=[Leg(_bank(), 30_000), Leg(account.pk, -30_000)],
        )

    def freeze(act: str) -> str:
        hold_money(act=act, account=account.pk, amount_fen=30_000, on=TODAY, why="法院冻结")
        return act

    deeds = [partial(repay, account, intent=form())]
    deeds += [partial(deduct, form()) for _ in range(5)]
    deeds += [partial(freeze, form()) for _ in range(5)]
    answers = together(jian, deeds)
    deducted = sum(type(answer) is int for answer in answers[1:6])
    frozen = sum(type(answer) is str for answer in answers[6:])
    refused = [answer for answer in answers[1:] if isinstance(answer, Refusal)]
    assert all(isinstance(one, (Overdrawn, NotEnoughFree)) for one in refused)
    balance_fen, held_fen = fen(account)
    taken = answers[0].amount_fen if isinstance(answers[0], Withdrawal) else 0
    assert balance_fen == EACH - 30_000 * deducted
    assert held_fen == taken + 30_000 * frozen <= balance_fen
    # A hold that belongs to no business is against the law; these were for the race alone.
    assert sum(release_money(act=a, on=TODAY) for a in answers[6:] if type(a) is str) == (
        30_000 * frozen
    )


def test_ten_officers_approve_one_case_and_one_payment_leaves(jian: str) -> None:
    (account,) = borrowers(1)
    withdrawal = repay(account, intent=form())
    number = accepted(withdrawal, officer())
    second = officer()
    Case.objects.filter(number=number).update(given_to=second.staff, given_on=TODAY)
    case = look_again(case=Case.objects.get(number=number), today=TODAY, now=NOON)
    deed = partial(
        approve_withdrawal,
        number=number,
        opinion="同意",
        seen=case.digest,
        by=second,
        today=TODAY,
        now=NOON,
    )
    told = Counter(type(answer) for answer in together(jian, [deed] * 10))
    assert told[Case] == 1
    ordered = Order.objects.filter(purpose="withdrawal", subject__startswith=withdrawal.number)
    assert ordered.count() == 1
    assert fen(account) == (EACH - 100_000, 0)
    bank_pays()


def test_an_answer_that_comes_five_times_at_once_is_booked_once(jian: str) -> None:
    (account,) = borrowers(1)
    withdrawal = repay(account, intent=form())
    approved(withdrawal, officer(), officer())
    bank = FakeBank()
    send_orders(bank=bank, callback_url="", now=NOON)
    (serial,) = bank.taken
    answer = bank.says(serial, "succeeded")

    def hear() -> int:
        record_answer(answer=answer, source="callback", now=NOON)
        return settle_payments(today=TODAY)

    together(jian, [hear] * 5)
    withdrawal.refresh_from_db()
    assert withdrawal.state == Withdrawal.State.PAID


def test_nobody_reviews_what_he_has_taken_in_himself_nor_his_own(jian: str) -> None:
    (account,) = borrowers(1)
    clerk = officer("收件")
    withdrawal = repay(account, intent=form(), channel="counter", by=clerk)
    Case.objects.filter(withdrawal=withdrawal).update(given_to=clerk.staff, given_on=TODAY)
    case = look_again(case=withdrawal.case, today=TODAY, now=NOON)
    with pytest.raises(Refusal, match="另一身份"):
        approve_as_first(case, clerk)
    bank_pays()


def test_an_approval_and_a_late_mending_do_not_wait_for_each_other(jian: str) -> None:
    """A stale page posts a mending while the second officer approves."""
    accounts = borrowers(8)
    deeds = []
    for account in accounts:
        withdrawal = repay(account, intent=form())
        late = partial(
            mend,
            member=account.member,
            number=withdrawal.number,
            mending=Mending({}, []),
            by=member_acts(account.member),
            today=TODAY,
            now=NOON,
        )
        deeds += [approval(withdrawal), late]
    told = Counter(type(answer) for answer in together(jian, deeds))
    assert told == {Case: 8, TooLate: 8}
    bank_pays()


def approve_as_first(case: Case, by: Actor) -> None:
    accept_withdrawal(
        number=case.number,
        opinion="同意",
        seen=case.digest,
        by=by,
        today=TODAY,
        now=NOON,
    )


def _bank() -> int:
    return collection_ledger(TODAY)
