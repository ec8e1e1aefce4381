"""The member is told at every step of his withdrawal, once, in his inbox (Z-16, Z-17)."""

import pytest
from tests.withdrawals.conftest import NOON, TODAY, approve, ask, bank_answers

from anju.cases.actors import Actor
from anju.cases.models import Case
from anju.cases.reasons import Return
from anju.cases.take_next_case import take_next_case
from anju.notices.models import Notice
from anju.payments.models import MemberCard
from anju.people.models import Member
from anju.withdrawals.review.decide import return_withdrawal


def steps() -> list[str]:
    told = Notice.objects.filter(source__startswith="TQ").order_by("id")
    return [one.source.partition("/")[2] for one in told]


@pytest.mark.usefixtures("card")
def test_from_the_application_to_the_money_three_messages_come(
    wang: Member, first: Actor, second: Actor
) -> None:
    made = ask(wang)
    told = Notice.objects.latest("id")
    assert told.business == "租房提取审批"
    assert told.text == (
        f"尊敬的王芳，您的“租房提取”申请 3,000.00 元已提交（{made.number}），"
        f"预计 {made.case.due_on} 前办结。"
    )
    ask(wang)
    approve(made, first, second)
    bank_answers()
    assert steps() == ["applied", "approved1", "paid1"]
    approved = Notice.objects.get(source__endswith="approved1")
    assert "已审核通过，3,000.00 元正由银行付到" in approved.text


def test_what_the_bank_sends_back_is_told_with_what_to_do(
    wang: Member, card: MemberCard, first: Actor, second: Actor
) -> None:
    approve(ask(wang), first, second)
    bank_answers("rejected", reason="账户已销户")
    assert steps() == ["applied", "approved1", "bounced1"]
    assert "钱没有丢" in Notice.objects.latest("id").text


@pytest.mark.usefixtures("card")
def test_a_long_return_is_told_as_far_as_a_message_has_room(wang: Member, first: Actor) -> None:
    made = ask(wang)
    take_next_case(by=first, states=(Case.State.WAITING,), today=TODAY)
    long = "第一行\n" + "与租赁合同不一致" * 12
    return_withdrawal(
        number=made.case.number,
        reasons=tuple(Return("02", one, long) for one in ("address", "months", "no_own_home")),
        opinion="请补正",
        by=first,
        today=TODAY,
        now=NOON,
    )
    told = Notice.objects.latest("id").text
    assert "第一行 与租赁合同" in told
    assert "……请在网厅或带身份证到柜台补正" in told


@pytest.mark.usefixtures("card")
def test_a_long_name_and_a_banks_long_words_do_not_stop_the_booking(
    wang: Member, first: Actor, second: Actor
) -> None:
    approve(ask(wang), first, second)
    Member.objects.filter(pk=wang.pk).update(name="阿" * 50)
    bank_answers("rejected", reason="账户状态异常" * 40)
    assert steps()[-1] == "bounced1"
    assert "钱没有丢" in Notice.objects.latest("id").text
