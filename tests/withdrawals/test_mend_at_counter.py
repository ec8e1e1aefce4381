"""柜面补正, 柜面撤回: who stands at the desk mends or takes back; the clerk is on record."""

from dataclasses import replace

import pytest
from tests.cases.conftest import clerk
from tests.documents.materials.papers import paper
from tests.withdrawals.conftest import NOON, TODAY, approve, ask, bind_for
from tests.withdrawals.inheriting import (
    SON,
    SONS_CARD,
    SONS_MOBILE,
    death_papers,
    handed_in,
    inherits,
    register_son,
)

from anju.audit.models import Event
from anju.cases.actors import Actor
from anju.cases.mend_case import NotMarked
from anju.cases.models import Case
from anju.cases.reasons import Return
from anju.cases.steps import SamePerson
from anju.cases.take_next_case import NothingWaits, take_next_case
from anju.documents.materials.models import Material
from anju.identity.counter.card import CardNotChecked
from anju.identity.counter.open_person import OwnFile
from anju.identity.passwords.check_strength import PersonWords
from anju.identity.passwords.pin import WrongPin, set_pin
from anju.ledger.models import Balance
from anju.notices.models import Message, Notice
from anju.payments.models import MemberCard
from anju.people.models import Member, Staff
from anju.withdrawals.applying.cancel import TooLate
from anju.withdrawals.counter.cancel_at_counter import WhyTakenBack, cancel_at_counter
from anju.withdrawals.counter.confirm import Confirmation, NotConfirmed
from anju.withdrawals.counter.mend_at_counter import mend_at_counter, mending_form_number
from anju.withdrawals.dossier.hold_own import NotYours
from anju.withdrawals.mending.judge_mending import Mending
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.review.decide import return_withdrawal

PIN = "395171"


@pytest.fixture(autouse=True)
def store(tmp_path, settings) -> None:
    settings.ANJU_MATERIALS = tmp_path / "materials"


@pytest.fixture
def desk(xinyang) -> Staff:
    return clerk("吴柜员", 811).staff


@pytest.fixture
def asked(wang: Member, card: MemberCard) -> Withdrawal:
    """王芳's rent, asked for; she has a payment password."""
    set_pin(member_id=wang.pk, pin=PIN, about=PersonWords(), now=NOON)
    return ask(wang)


@pytest.fixture
def inherited(wang: Member, card: MemberCard, desk: Staff) -> Withdrawal:
    """What 王小明 asks for of his dead mother's money."""
    bind_for(register_son(), SONS_CARD)
    return handed_in(wang, inherits(death_papers(wang)), desk)


def sent_back(made: Withdrawal, by: Actor, *fields: str) -> Withdrawal:
    take_next_case(by=by, states=(Case.State.WAITING,), today=TODAY)
    return_withdrawal(
        number=made.case.number,
        reasons=tuple(Return("02", one, "请核对") for one in fields),
        opinion="请补正",
        by=by,
        today=TODAY,
        now=NOON,
    )
    made.refresh_from_db()
    return made


def mended(made: Withdrawal, by: Staff, mending: Mending, **more) -> Case:
    """Mended at the desk; `more` says what is different from a payment password."""
    form = mending_form_number(withdrawal=made, mending=mending)
    return mend_at_counter(
        member=made.member,
        number=made.number,
        mending=mending,
        confirmed=replace(Confirmation(True, form, pin=PIN), **more),
        clerk=by,
        today=TODAY,
        now=NOON,
    )


def signed(seed: int = 4) -> dict[str, object]:
    return {"pin": "", "signed_name": "申请表.jpg", "signed": paper(seed)}


def taken_back(made: Withdrawal, by: Staff, why: str = "本人不提了", **more) -> Withdrawal:
    told = {"member": made.member, "number": made.number, "card_checked": True} | more
    return cancel_at_counter(why=why, clerk=by, today=TODAY, now=NOON, **told)


MONTHS = Mending({"months": "1"}, [])


def test_who_mends_it_for_the_member_neither_accepts_nor_reviews_it(
    asked: Withdrawal, desk: Staff, first: Actor, second: Actor
) -> None:
    due = asked.case.due_on
    sent_back(asked, first, "months")
    case = mended(asked, desk, MONTHS)
    steps = [one.kind for one in case.steps.order_by("place")]
    assert steps == ["opened", "returned", "taken_in", "mended"]
    assert (case.state, case.due_on, case.values["months"]) == ("waiting", due, "1")
    asked.refresh_from_db()
    assert asked.told["months"] == "1"
    with pytest.raises(NothingWaits):
        take_next_case(by=clerk_of(desk), states=(Case.State.WAITING,), today=TODAY)
    told = Event.objects.get(deed="mend_withdrawal_at_counter")
    assert (told.actor, told.detail["way"]) == (f"staff/{desk.pk}", "pin")
    assert approve(asked, first, second).state == "paying"


def test_a_signed_form_comes_beside_what_was_marked_and_nothing_else_does(
    asked: Withdrawal, desk: Staff, first: Actor
) -> None:
    sent_back(asked, first, "months")
    with pytest.raises(NotMarked):
        mended(asked, desk, Mending({"address": "演示路 10 号"}, []), **signed())
    assert not Material.objects.exists()
    case = mended(asked, desk, MONTHS, **signed())
    form = Material.objects.get()
    assert [one.material for one in case.papers] == [form.number]
    assert "提取补正申请表（本人签名）" in case.papers[0].title
    assert (form.created_in, form.uses.get().state) == ("counter", "held")


def test_nothing_is_mended_without_the_member(
    asked: Withdrawal, desk: Staff, first: Actor
) -> None:
    with pytest.raises(TooLate, match="不需要补正"):
        mended(asked, desk, MONTHS)
    sent_back(asked, first, "months")
    for more, refusal in (
        ({"card_checked": False}, CardNotChecked),
        ({"pin": ""}, NotConfirmed),
        ({"form": "0" * 12}, NotConfirmed),
        ({"pin": "000000"}, WrongPin),
    ):
        with pytest.raises(refusal):
            mended(asked, desk, MONTHS, **more)
    asked.refresh_from_db()
    assert (asked.case.state, asked.told["months"]) == ("returned", "2")
    mended(asked, desk, MONTHS)
    asked.refresh_from_db()
    with pytest.raises(TooLate):
        mended(asked, desk, MONTHS)


def test_nobody_mends_or_takes_back_what_he_has_decided_on_or_what_is_his(
    asked: Withdrawal, desk: Staff, first: Actor
) -> None:
    sent_back(asked, first, "months")
    with pytest.raises(SamePerson, match="其他柜员"):
        mended(asked, first.staff, MONTHS)
    with pytest.raises(SamePerson, match="其他柜员"):
        taken_back(asked, first.staff)
    Staff.objects.filter(pk=desk.pk).update(identity_number=asked.member.identity_number)
    himself = Staff.objects.get(pk=desk.pk)
    with pytest.raises(OwnFile):
        mended(asked, himself, MONTHS)
    with pytest.raises(OwnFile):
        taken_back(asked, himself)


def test_another_persons_is_not_found(asked: Withdrawal, desk: Staff) -> None:
    other = Member.objects.get(name="李四")
    with pytest.raises(NotYours, match="没有这笔提取"):
        taken_back(asked, desk, member=other)


def test_an_heir_mends_at_the_desk_what_was_sent_back(
    inherited: Withdrawal, wang: Member, desk: Staff, first: Actor, second: Actor
) -> None:
    had = list(inherited.materials)
    sent_back(inherited, first, "relation", "papers")
    assert "到柜台补正" in Message.objects.filter(to_index=SONS_MOBILE).latest("id").text
    better = death_papers(wang, seed=9).number
    mending = Mending({"relation": "配偶"}, [better, had[-1]])
    with pytest.raises(NotConfirmed, match="继承人在申请表上签名"):
        mended(inherited, desk, mending)
    case = mended(inherited, desk, mending, **signed(7))
    assert case.values["relation"] == "配偶"
    assert case.papers[-1].title.startswith("提取补正申请表（继承人签名）")
    inherited.refresh_from_db()
    assert inherited.payee.name == "王小明"
    assert approve(inherited, first, second).state == "paying"


def test_another_heir_is_no_mending(inherited: Withdrawal, desk: Staff, first: Actor) -> None:
    sent_back(inherited, first, "")
    mending = Mending({"heir": inherited.member.identity_number}, inherited.materials)
    mended(inherited, desk, mending, **signed(7))
    inherited.refresh_from_db()
    assert (inherited.told["heir"], inherited.payee.name) == (SON, "王小明")


def test_it_is_taken_back_at_the_desk_and_the_member_is_told(
    asked: Withdrawal, desk: Staff
) -> None:
    with pytest.raises(WhyTakenBack, match="为什么"):
        taken_back(asked, desk, why="  ")
    with pytest.raises(CardNotChecked):
        taken_back(asked, desk, card_checked=False)
    assert taken_back(asked, desk).state == "withdrawn"
    assert Balance.objects.get(pk=asked.account_id).held_fen == 0
    last, step = asked.case.steps.order_by("-place")[:2]
    assert (last.kind, step.kind, step.opinion) == ("withdrawn", "taken_in", "本人不提了")
    told = Event.objects.get(deed="cancel_withdrawal_at_counter")
    assert (told.actor, told.detail["why"]) == (f"staff/{desk.pk}", "本人不提了")
    notice = Notice.objects.filter(recipient=asked.member_id).latest("id")
    assert "已在柜台撤回" in notice.text
    with pytest.raises(TooLate, match="已撤回"):
        taken_back(asked, desk)


def test_an_heirs_is_taken_back_and_he_is_told(inherited: Withdrawal, desk: Staff) -> None:
    assert taken_back(inherited, desk, why="换一位继承人领取").state == "withdrawn"
    papers = Material.objects.filter(number__in=inherited.materials)
    assert {one.state for one in papers} == {"ready"}
    said = Message.objects.filter(to_index=SONS_MOBILE).latest("id").text
    assert "已在柜台撤回" in said
    assert not Notice.objects.filter(
        recipient=inherited.member_id, text__contains="柜台撤回"
    ).exists()


def clerk_of(staff: Staff) -> Actor:
    return Actor(bytes(staff.identity_index), staff.name, staff)
