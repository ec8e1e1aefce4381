"""死亡（继承）提取: the heir is paid, to the fen and to the day, and the dead member is not."""

from datetime import timedelta

import pytest
from tests.cases.conftest import clerk
from tests.withdrawals.conftest import CARD, NOON, TODAY, approve, bank_answers, bind_for
from tests.withdrawals.inheriting import (
    SON,
    SONS_CARD,
    death_papers,
    handed_in,
    inherits,
    register_son,
    signed,
)

from anju.audit.models import Event
from anju.batch.management.commands.verify import EVERY_PROOF
from anju.cases.actors import Actor, member_acts
from anju.cases.lists import cases_of_member
from anju.documents.lists import stated
from anju.interest.closing import closing_interest
from anju.ledger.lists import balances
from anju.ledger.models import Balance
from anju.ledger.proofs import prove
from anju.notices.models import Message, Notice
from anju.payments.models import MemberCard, Order
from anju.people.models import FundAccount, Hold, Member, Staff
from anju.people.restraints.hold_payouts import hold_payouts
from anju.withdrawals.applying.cancel import cancel
from anju.withdrawals.counter.ask_after_bounce import ask_after_bounce, decide_after_bounce
from anju.withdrawals.dossier.hold_own import NotYours
from anju.withdrawals.dossier.risks import risks_of
from anju.withdrawals.four_eyes import NotYoursToDo
from anju.withdrawals.lists import withdrawal_by_number, withdrawals_of
from anju.withdrawals.models import BounceDeed, Withdrawal
from anju.withdrawals.payout.receipts import receipt_of
from anju.withdrawals.proofs import WITHDRAWALS

BALANCE = 4 * 144_000
MONTH_ON = TODAY + timedelta(days=30)
STATE = Withdrawal.State


@pytest.fixture(autouse=True)
def store(tmp_path, settings) -> None:
    settings.ANJU_MATERIALS = tmp_path / "materials"


@pytest.fixture
def desk(xinyang) -> Actor:
    return clerk("吴柜员", 811)


@pytest.fixture
def son(wang: Member) -> Member:
    """On record, with a card the bank has confirmed as his."""
    made = register_son()
    bind_for(made, SONS_CARD)
    return made


@pytest.fixture
def asked(wang: Member, card: MemberCard, son: Member, desk: Actor) -> Withdrawal:
    """He has handed it in a month after the last contribution; 王芳 had a card of her own."""
    request = inherits(death_papers(wang))
    return handed_in(wang, request, desk.staff, today=MONTH_ON)


@pytest.mark.rows("X-13", "J-16")
def test_the_heir_is_paid_all_of_it_with_interest_to_the_day(
    asked: Withdrawal, account: FundAccount, son: Member, first: Actor, second: Actor
) -> None:
    earned = closing_interest(balance=Balance.objects.get(pk=account.pk), on=MONTH_ON).fen
    # 5,760.00 for 30 days at 1.5 % over 360.
    assert earned == 720
    made = approve(asked, first, second, today=MONTH_ON)
    assert (made.amount_fen, made.interest_fen, made.payee) == (BALANCE, earned, son)
    order = Order.objects.get(purpose="withdrawal")
    assert (order.amount_fen, order.payee_name) == (BALANCE + earned, "王小明")
    assert (order.card.member, order.card.number) == (son, SONS_CARD)
    account.refresh_from_db()
    assert account.state == FundAccount.State.WITHDRAWN
    assert balances(accounts=[account.pk]) == {account.pk: 0}
    bank_answers(today=MONTH_ON)
    made.refresh_from_db()
    assert made.state == STATE.PAID
    assert_all_proven()


def test_a_payee_who_was_wiped_afterwards_is_named_by_the_law(
    asked: Withdrawal, first: Actor, second: Actor
) -> None:
    approve(asked, first, second, today=MONTH_ON)
    Withdrawal.objects.update(payee=None)
    found = [prove(law).first for law in WITHDRAWALS]
    assert any("没有写明领款的继承人" in words for words in found)


def test_the_receipt_names_both_and_only_the_heir_is_told(
    asked: Withdrawal, wang: Member, son: Member, first: Actor, second: Actor
) -> None:
    paid = approve(asked, first, second, today=MONTH_ON)
    bank_answers(today=MONTH_ON)
    paid.refresh_from_db()
    said = dict(stated(receipt=receipt_of(paid)))
    assert (said["缴存人"], said["领款人"]) == ("王芳", "王小明")
    assert SONS_CARD[-4:] in said["收款账户"]
    texts = [one.text for one in Message.objects.filter(to_index=son.mobile, kind="notice")]
    assert any("已提交" in text for text in texts)
    assert any("5,767.20 元已付到" in text for text in texts)
    assert not any("王芳" in text for text in texts)
    mine = Notice.objects.filter(source__startswith=paid.number)
    assert set(mine.values_list("recipient", flat=True)) == {son.pk}
    assert not Message.objects.filter(to_index=wang.mobile, kind="notice").exists()


def test_in_the_dead_members_hall_nothing_of_it_is_seen_or_stopped(
    asked: Withdrawal, wang: Member
) -> None:
    assert not withdrawals_of(member=wang, today=MONTH_ON).exists()
    assert not cases_of_member(member=wang).exists()
    with pytest.raises(NotYours):
        withdrawal_by_number(member=wang, number=asked.number)
    with pytest.raises(NotYours):
        cancel(member=wang, number=asked.number, by=member_acts(wang), today=MONTH_ON, now=NOON)


def test_the_trail_and_the_case_say_who_he_is_and_keep_his_number_masked(
    asked: Withdrawal, son: Member
) -> None:
    told = Event.objects.get(deed="take_in_withdrawal")
    assert (told.detail["heir"], told.detail["way"]) == (f"member/{son.pk}", "signed_form")
    shown = {one.label: one.shown for one in asked.case.answers}
    assert (shown["领款人"], shown["与缴存人关系"]) == ("王小明", "子女")
    assert SON not in shown.values()
    assert [one.actor for one in asked.case.steps.order_by("place")] == ["王小明", "吴柜员"]


def test_what_bounced_is_paid_to_the_heirs_new_card_or_given_back(
    asked: Withdrawal, wang: Member, son: Member, first: Actor, second: Actor
) -> None:
    approve(asked, first, second, today=MONTH_ON)
    bank_answers("rejected", reason="账户已销户", today=MONTH_ON)
    asked.refresh_from_db()
    assert asked.state == STATE.BOUNCED
    assert "到柜台换绑" in Message.objects.filter(to_index=son.mobile).latest("id").text
    newer = bind_for(son, "6217000010000000035")
    _settle(asked, BounceDeed.Kind.PAY_AGAIN, first.staff, second.staff)
    asked.refresh_from_db()
    assert (asked.card, asked.state) == (newer, STATE.PAYING)
    bank_answers("rejected", reason="账户已销户", today=MONTH_ON)
    _settle(asked, BounceDeed.Kind.GIVE_BACK, first.staff, second.staff)
    assert balances(accounts=[asked.account_id]) == {asked.account_id: BALANCE}
    last = Message.objects.filter(to_index=son.mobile).latest("id")
    assert "已退回公积金账户" in last.text
    assert CARD not in last.text
    assert_all_proven()


def test_the_heir_on_the_staff_settles_nothing_of_his_own(
    asked: Withdrawal, son: Member, first: Actor, second: Actor
) -> None:
    approve(asked, first, second, today=MONTH_ON)
    bank_answers("rejected", reason="账户已销户", today=MONTH_ON)
    himself = Staff.objects.create(
        login="813", name="王小明", identity_number=SON, role="clerk", branch="市直管理部"
    )
    with pytest.raises(NotYoursToDo):
        ask_after_bounce(
            number=asked.number,
            kind=BounceDeed.Kind.PAY_AGAIN,
            reason="本人换了银行卡",
            by=himself,
            today=MONTH_ON,
        )


def test_an_heir_of_several_and_his_telephone_are_signs_for_the_reviewers(
    asked: Withdrawal, son: Member, desk: Actor
) -> None:
    li = Member.objects.get(name="李四")
    request = inherits(death_papers(li, seed=8), relation="受遗赠人")
    other = handed_in(
        li, request, desk.staff, confirmed=signed(request, seed=9), intent="heir-2"
    )
    told = {one.number: one.yours for one in risks_of(asked)}
    assert told["F06"] == other.number
    assert "F06" in {one.number for one in other.case.findings}
    hold_payouts(member=son, reason=Hold.Reason.MOBILE_CHANGED, until=NOON, now=NOON, by="test")
    assert "F04" in {one.number for one in risks_of(asked)}


def _settle(asked: Withdrawal, kind: BounceDeed.Kind, one: Staff, other: Staff) -> None:
    deed = ask_after_bounce(
        number=asked.number, kind=kind, reason="继承人要求", by=one, today=MONTH_ON
    )
    decide_after_bounce(
        number=deed.number, approve=True, opinion="", by=other, today=MONTH_ON, now=NOON
    )


def assert_all_proven() -> None:
    assert [found.first for law in EVERY_PROOF if not (found := prove(law)).holds] == []
