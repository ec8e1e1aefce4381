"""What is not paid to an heir, and why: each refusal says what, why, and what to do."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.cases.conftest import clerk
from tests.withdrawals.conftest import NOON, RENT, TODAY, bind_for
from tests.withdrawals.inheriting import (
    SON,
    SONS_CARD,
    death_papers,
    handed_in,
    inherits,
    register_son,
    signed,
)

from anju.cases.actors import Actor, member_acts, staff_acts
from anju.cases.models import Case
from anju.cases.take_next_case import NothingWaits, take_next_case
from anju.documents.materials.models import Material
from anju.identity.counter.open_person import OwnFile
from anju.identity.passwords.check_strength import PersonWords
from anju.identity.passwords.pin import set_pin
from anju.payments.models import MemberCard
from anju.people.models import Hold, Member, Staff
from anju.people.restraints.hold_payouts import hold_payouts
from anju.people.restraints.holds import PayoutsHeld
from anju.withdrawals.applying.apply import NoHeir, PapersMissing, apply
from anju.withdrawals.applying.start import Applicant
from anju.withdrawals.counter.confirm import NotConfirmed
from anju.withdrawals.dossier.heirs import HeirHasNoCard, HeirIsTheMember, HeirUnknown
from anju.withdrawals.dossier.preview import rule_of
from anju.withdrawals.dossier.request import NotTold, read_told
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.review.decide import refuse_withdrawal


@pytest.fixture(autouse=True)
def store(tmp_path, settings) -> None:
    settings.ANJU_MATERIALS = tmp_path / "materials"


@pytest.fixture
def desk(xinyang) -> Actor:
    return clerk("吴柜员", 811)


@pytest.fixture
def papers(wang: Member, card: MemberCard) -> Material:
    return death_papers(wang)


@pytest.fixture
def son(wang: Member) -> Member:
    made = register_son()
    bind_for(made, SONS_CARD)
    return made


def test_who_cannot_be_paid_is_told_where_to_go(
    wang: Member, papers: Material, desk: Actor
) -> None:
    with pytest.raises(HeirUnknown, match="登记个人客户"):
        handed_in(wang, inherits(papers), desk.staff)
    with pytest.raises(HeirIsTheMember, match="已去世"):
        handed_in(wang, inherits(papers, heir=wang.identity_number), desk.staff)
    heir = register_son()
    with pytest.raises(HeirHasNoCard, match="还没有绑定本人的银行卡") as refused:
        handed_in(wang, inherits(papers), desk.staff)
    assert SON not in refused.value.sentence
    bind_for(heir, SONS_CARD)
    MemberCard.objects.filter(member=heir).update(usable_from=NOON + timedelta(hours=1))
    with pytest.raises(HeirHasNoCard, match="现在不能收款"):
        handed_in(wang, inherits(papers), desk.staff)
    assert not Withdrawal.objects.exists()


def test_the_dead_members_own_card_and_password_pay_nobody(
    wang: Member, papers: Material, son: Member, desk: Actor
) -> None:
    set_pin(member_id=wang.pk, pin="395171", about=PersonWords(), now=NOON)
    request = inherits(papers)
    for more in ({"pin": "395171"}, {"signed": b""}):
        with pytest.raises(NotConfirmed, match="继承人在申请表上签名"):
            handed_in(wang, request, desk.staff, confirmed=signed(request, **more))
    with pytest.raises(PapersMissing, match="继承"):
        handed_in(wang, inherits(), desk.staff)
    assert not Withdrawal.objects.exists()


def test_no_other_way_in_leads_past_the_heir(
    wang: Member, papers: Material, son: Member, desk: Actor
) -> None:
    for request, heir in ((inherits(papers), None), (RENT, son)):
        with pytest.raises(NoHeir):
            apply(
                request=request,
                applicant=Applicant(
                    wang, member_acts(wang), "counter", staff_acts(desk.staff), heir
                ),
                intent="past",
                today=TODAY,
                now=NOON,
            )


def test_the_heir_on_the_staff_neither_takes_it_in_nor_decides_it(
    wang: Member, papers: Material, son: Member, desk: Actor
) -> None:
    himself = Staff.objects.create(
        login="813", name="王小明", identity_number=SON, role="manager", branch="市直管理部"
    )
    with pytest.raises(OwnFile, match="自己领款"):
        handed_in(wang, inherits(papers), himself)
    made = handed_in(wang, inherits(papers), desk.staff)
    with pytest.raises(NothingWaits):
        take_next_case(by=staff_acts(himself), states=(Case.State.WAITING,), today=TODAY)
    assert made.state == "reviewing"


def test_a_hold_on_the_heir_stops_it_too(
    wang: Member, papers: Material, son: Member, desk: Actor
) -> None:
    until = NOON + timedelta(hours=72)
    hold_payouts(
        member=son, reason=Hold.Reason.MOBILE_CHANGED, until=until, now=NOON, by="test"
    )
    with pytest.raises(PayoutsHeld):
        handed_in(wang, inherits(papers), desk.staff)


def test_what_was_refused_is_free_again(
    wang: Member, papers: Material, son: Member, desk: Actor, first: Actor
) -> None:
    made = handed_in(wang, inherits(papers), desk.staff)
    case = take_next_case(by=first, states=(Case.State.WAITING,), today=TODAY)
    refuse_withdrawal(number=case.number, opinion="公证书缺页", by=first, today=TODAY, now=NOON)
    made.refresh_from_db()
    assert made.state == "refused"
    papers.refresh_from_db()
    assert papers.state == "ready"


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        ({"heir": ""}, "请填写继承人证件号码"),
        ({"heir": SON[:-1] + ("1" if SON[-1] != "1" else "2")}, "校验位不符"),
        ({"heir": "1234"}, "应为 18 位"),
        ({"relation": "朋友"}, "请从给出的选项中选择"),
    ],
)
def test_the_number_and_the_relation_are_read_strictly(
    xinyang, posted: dict[str, str], words: str
) -> None:
    rule = rule_of(reason="death", today=TODAY)
    good = {"heir": SON, "relation": "子女"}
    with pytest.raises(NotTold, match=words):
        read_told(rule, good | posted)
    full_width = "".join(chr(ord(one) + 0xFEE0) for one in SON)
    assert read_told(rule, good | {"heir": full_width}) == good


def test_the_database_lets_nobody_else_be_paid(
    wang: Member, papers: Material, son: Member, desk: Actor
) -> None:
    made = handed_in(wang, inherits(papers), desk.staff)
    for wrong in ({"payee": wang}, {"reason": "rent"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Withdrawal.objects.filter(pk=made.pk).update(**wrong)
