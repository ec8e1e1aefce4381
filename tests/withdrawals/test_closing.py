"""An account that is closed: its papers bound, its interest paid, its end undone if need be."""

from datetime import date, timedelta

import pytest
from tests.documents.materials.papers import paper
from tests.withdrawals.conftest import NOON, TODAY, approve, ask, bank_answers, bind_for

from anju.cases.actors import Actor, member_acts
from anju.cases.digest import ChangedMeanwhile
from anju.cases.mend_case import NotMarked
from anju.cases.models import Case
from anju.cases.reasons import Return
from anju.cases.take_next_case import take_next_case
from anju.documents.materials.add_file import add_file
from anju.documents.materials.changing import MaterialInUse
from anju.documents.materials.make_material import make_material
from anju.documents.materials.models import Material
from anju.interest.closing import closing_interest
from anju.ledger.kinds import Kind
from anju.ledger.lists import balances
from anju.ledger.models import Balance, Entry
from anju.ledger.proofs import prove
from anju.notices.models import Notice
from anju.payments.models import Arrival, MemberCard, Order
from anju.people.models import AccountEvent, FundAccount, Member
from anju.withdrawals.applying.apply import PapersMissing
from anju.withdrawals.dossier.keep_materials import MaterialNotYours
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.mending.judge_mending import Mending
from anju.withdrawals.mending.mend import mend
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.payout.after_bounce import give_back
from anju.withdrawals.payout.end_payment import settle_payments
from anju.withdrawals.proofs import WITHDRAWALS
from anju.withdrawals.review.decide import (
    NoLongerMet,
    accept_withdrawal,
    approve_withdrawal,
    look_again,
    return_withdrawal,
)

BALANCE = 4 * 144_000
# A month after the last contribution was booked.
MONTH_ON = date(2026, 12, 18)
STATE = Withdrawal.State


@pytest.fixture(autouse=True)
def store(tmp_path, settings):
    settings.ANJU_MATERIALS = tmp_path / "materials"


@pytest.fixture
def sealed(account: FundAccount) -> FundAccount:
    """Sealed seven months ago."""
    account.state, account.sealed_on = FundAccount.State.SEALED, date(2026, 4, 1)
    account.save()
    return account


def proof_of(member: Member, *, seed: int = 1) -> Material:
    """The paper that says that he has left, photographed."""
    made = make_material(
        member=member,
        kind="termination_proof",
        typed={"employer": "申城纺织有限公司", "ended_on": "2026-04-01"},
        channel="网厅-个人版",
    )
    add_file(material=made, name="证明.jpg", content=paper(seed), now=NOON)
    made.refresh_from_db()
    return made


def leaving(*materials: Material) -> Request:
    return Request("employment_ended", "", {}, tuple(one.number for one in materials))


@pytest.mark.rows("X-13", "J-16")
def test_all_of_it_leaves_with_interest_and_the_account_is_closed(
    wang: Member, sealed: FundAccount, card: MemberCard, first: Actor, second: Actor
) -> None:
    earned = closing_interest(balance=Balance.objects.get(pk=sealed.pk), on=MONTH_ON).fen
    # 5,760.00 for 30 days at 1.5 % over 360.
    assert earned == 720
    asked = ask(wang, leaving(proof_of(wang)), today=MONTH_ON)
    assert "5,760.00 元（另计销户利息）已提交" in Notice.objects.latest("id").text
    made = approve(asked, first, second, today=MONTH_ON)
    assert (made.amount_fen, made.interest_fen) == (BALANCE, earned)
    sealed.refresh_from_db()
    assert (sealed.state, sealed.closed_on) == (FundAccount.State.WITHDRAWN, MONTH_ON)
    assert balances(accounts=[sealed.pk]) == {sealed.pk: 0}
    assert Order.objects.get(purpose="withdrawal").amount_fen == BALANCE + earned
    assert AccountEvent.objects.filter(account=sealed, kind=AccountEvent.Kind.CLOSED).exists()
    bank_answers(today=MONTH_ON)
    assert Material.objects.get().uses.get().state == "used"
    assert_all_proven()


def test_what_comes_back_days_later_is_given_back_and_the_account_lives_again(
    wang: Member, sealed: FundAccount, card: MemberCard, first: Actor, second: Actor
) -> None:
    asked = ask(wang, leaving(proof_of(wang)), today=MONTH_ON)
    made = approve(asked, first, second, today=MONTH_ON)
    bank_answers(today=MONTH_ON)
    order = Order.objects.get(purpose="withdrawal")
    Arrival.objects.create(
        account=order.payer_account,
        day=MONTH_ON + timedelta(days=3),
        bank_serial="TH1",
        amount_fen=order.amount_fen,
        digest="退汇",
        remark=order.serial,
        source=Arrival.Source.NOTICE,
        returns=order,
    )
    later = MONTH_ON + timedelta(days=3)
    assert settle_payments(today=later) == 1
    assert settle_payments(today=later) == 0
    made.refresh_from_db()
    assert (made.state, made.paid_on) == (STATE.BOUNCED, None)
    give_back(number=made.number, today=later, now=NOON, by=f"member/{wang.pk}")
    sealed.refresh_from_db()
    assert (sealed.state, sealed.closed_on) == (FundAccount.State.SEALED, None)
    assert balances(accounts=[sealed.pk]) == {sealed.pk: BALANCE}
    # Not one interest day was lost on the way out and back.
    whole = BALANCE * (later - TODAY).days
    balance = Balance.objects.get(pk=sealed.pk)
    assert balance.carried_product + balance.current_product >= whole
    red = Entry.objects.filter(reverses__isnull=False, act__contains=made.number)
    assert {one.kind for one in red} == {Kind.CLOSING_WITHDRAWAL, Kind.CLOSING_INTEREST}
    # Nothing was taken for it in the end.
    assert Material.objects.get().uses.get().state == "freed"
    assert_all_proven()


def test_without_its_paper_nothing_is_taken_in_and_the_missing_one_is_named(
    wang: Member, sealed: FundAccount, card: MemberCard
) -> None:
    with pytest.raises(PapersMissing, match="解除（终止）劳动关系证明"):
        ask(wang, leaving())


def test_a_paper_that_is_another_members_is_not_found(
    wang: Member, sealed: FundAccount, card: MemberCard
) -> None:
    li = Member.objects.get(name="李四")
    proof_of(wang)
    with pytest.raises(MaterialNotYours):
        ask(wang, leaving(proof_of(li, seed=2)))
    assert not Withdrawal.objects.exists()


def test_what_was_handed_in_cannot_be_swapped_and_serves_one_case(
    wang: Member, sealed: FundAccount, card: MemberCard
) -> None:
    proof = proof_of(wang)
    ask(wang, leaving(proof))
    with pytest.raises(MaterialInUse):
        add_file(material=proof, name="另一张.jpg", content=paper(9), now=NOON)


def test_an_approval_of_what_was_not_seen_is_refused_with_what_changed(
    wang: Member, sealed: FundAccount, card: MemberCard, first: Actor, second: Actor
) -> None:
    made = ask(wang, leaving(proof_of(wang)))
    case = take_next_case(by=first, states=(Case.State.WAITING,), today=TODAY)
    seen = look_again(case=case, today=TODAY, now=NOON).digest
    sealed.sealed_on = date(2026, 3, 1)
    sealed.save()
    look_again(case=case, today=TODAY, now=NOON)
    with pytest.raises(ChangedMeanwhile):
        accept_withdrawal(
            number=made.case.number,
            opinion="同意",
            seen=seen,
            by=first,
            today=TODAY,
            now=NOON,
        )


def test_a_rule_that_is_not_met_any_more_stops_the_second_officer(
    wang: Member, sealed: FundAccount, card: MemberCard, first: Actor, second: Actor
) -> None:
    made = ask(wang, leaving(proof_of(wang)))
    sealed.state, sealed.sealed_on = FundAccount.State.NORMAL, None
    sealed.save()
    with pytest.raises(NoLongerMet, match="账户封存满 6 个月"):
        approve(made, first, second)
    assert balances(accounts=[sealed.pk]) == {sealed.pk: BALANCE}


def test_steps_are_not_taken_out_of_order(
    wang: Member, sealed: FundAccount, card: MemberCard, second: Actor
) -> None:
    made = ask(wang, leaving(proof_of(wang)))
    case = take_next_case(by=second, states=(Case.State.WAITING,), today=TODAY)
    seen = look_again(case=case, today=TODAY, now=NOON).digest
    with pytest.raises(Exception, match="待受理"):
        approve_withdrawal(
            number=case.number, opinion="同意", seen=seen, by=second, today=TODAY, now=NOON
        )
    made.refresh_from_db()
    assert made.state == STATE.REVIEWING


@pytest.mark.rows("X-12")
def test_a_returned_case_is_mended_in_the_one_place_that_was_marked(
    wang: Member, sealed: FundAccount, card: MemberCard, first: Actor, second: Actor
) -> None:
    made = ask(wang, leaving(proof_of(wang)))
    case = take_next_case(by=first, states=(Case.State.WAITING,), today=TODAY)
    return_withdrawal(
        number=case.number,
        reasons=(Return("03", "papers", "证明上的印章看不清，请重新拍摄"),),
        opinion="请补正",
        by=first,
        today=TODAY,
        now=NOON,
    )
    assert Balance.objects.get(pk=sealed.pk).held_fen == BALANCE
    better = proof_of(wang, seed=5)
    mended = mend(
        member=wang,
        number=made.number,
        mending=Mending({}, [better.number]),
        by=member_acts(wang),
        today=TODAY,
        now=NOON,
    )
    assert mended.state == Case.State.WAITING
    assert [one.material for one in mended.papers] == [better.number]
    made.refresh_from_db()
    approve(made, first, second)
    assert made.state == STATE.PAYING
    assert_all_proven()


def test_what_was_not_marked_stays_as_it_was(
    wang: Member, sealed: FundAccount, card: MemberCard, first: Actor
) -> None:
    made = ask(wang, leaving(proof_of(wang)))
    case = take_next_case(by=first, states=(Case.State.WAITING,), today=TODAY)
    return_withdrawal(
        number=case.number,
        reasons=(Return("02", "card", "请换一张能收款的卡"),),
        opinion="请补正",
        by=first,
        today=TODAY,
        now=NOON,
    )
    with pytest.raises(NotMarked):
        mend(
            member=wang,
            number=made.number,
            mending=Mending({}, [proof_of(wang, seed=5).number]),
            by=member_acts(wang),
            today=TODAY,
            now=NOON,
        )
    made.refresh_from_db()
    bind_for(wang, "6217000010000000027")
    mend(
        member=wang,
        number=made.number,
        mending=Mending({}, made.materials),
        by=member_acts(wang),
        today=TODAY,
        now=NOON,
    )
    made.refresh_from_db()
    assert made.card.number == "6217000010000000027"


def assert_all_proven() -> None:
    broken = {law.law: found.first for law in WITHDRAWALS if not (found := prove(law)).holds}
    assert broken == {}
