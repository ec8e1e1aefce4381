"""A member's own card is bound once the bank has confirmed it, and waits before it is paid."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from tests.payments.cards.conftest import CARD, CCB, NOW, OTHER

from anju.audit.models import Event
from anju.ground.identity import BadBankCard
from anju.notices.models import Message, Notice
from anju.payments.bank import BankRefused, BankSilent, CardResult
from anju.payments.cards.ask_bank import CardNotOwn, CardUnanswered
from anju.payments.cards.bind_card import (
    BankNotOffered,
    CardAsItWas,
    CardLooksWrong,
    CardTaken,
    TypedCard,
    bind_card,
)
from anju.payments.cards.usable_card import CardWaits, HolderChanged, NoCard, usable_card
from anju.payments.models import MemberCard
from anju.people.models import Member
from anju.policy.shapes import Channel
from people_of_the_town import FakeBank

Bind = Callable[..., MemberCard]


@pytest.fixture
def bind(wang_fang: Member, fake_bank: FakeBank) -> Bind:
    def bound(number: str = CARD, **more: Any) -> MemberCard:
        who = more.pop("member", wang_fang)
        typed = TypedCard(more.pop("code", CCB), number, sure=more.pop("sure", False))
        usual = {"channel": Channel.HALL, "now": NOW, "by": f"member/{who.pk}"}
        return bind_card(member=who, typed=typed, bank=fake_bank, **{**usual, **more})

    return bound


def test_the_bank_is_asked_by_name_identity_and_card(
    bind: Bind, wang_fang: Member, fake_bank: FakeBank
) -> None:
    card = bind(f"{CARD[:4]} {CARD[4:8]} {CARD[8:]}")
    asked = fake_bank.card_checks[0]
    assert (asked.card.account, asked.card.name) == (CARD, "王芳")
    assert asked.identity_number == wang_fang.identity_number
    assert (card.number, card.bank, card.holder) == (CARD, "中国建设银行", "王芳")
    assert card.reference == "HY1"


@pytest.mark.parametrize(
    ("result", "words"),
    [
        ("other_name", "持卡人姓名与您的姓名不一致"),
        ("other_identity", "证件号码与您的不一致"),
        ("other_bank", "不是您选择的银行"),
        ("unknown", "没有查到这个卡号"),
        ("unusable", "目前不能收款"),
    ],
)
def test_a_card_the_bank_does_not_confirm_is_refused_and_noted(
    bind: Bind, fake_bank: FakeBank, result: CardResult, words: str
) -> None:
    fake_bank.card_result = result
    with pytest.raises(CardNotOwn, match=words) as refused:
        bind()
    assert "没有绑定" in refused.value.sentence
    assert not MemberCard.objects.exists()
    event = Event.objects.get(deed="refuse_card")
    assert (event.detail["card"], event.detail["result"]) == (f"****{CARD[-4:]}", result)


@pytest.mark.parametrize("fault", [BankSilent("."), BankRefused(400, ".")])
def test_a_silent_bank_binds_nothing_and_leaves_the_old_card(
    bind: Bind, wang_fang: Member, fake_bank: FakeBank, monkeypatch, fault: Exception
) -> None:
    bind()

    def silent(check: object) -> None:
        raise fault

    monkeypatch.setattr(fake_bank, "verify_card", silent)
    with pytest.raises(CardUnanswered, match="原来的银行卡不受影响"):
        bind(OTHER)
    assert usable_card(member=wang_fang, now=NOW + timedelta(hours=24)).number == CARD


def test_a_card_bound_online_waits_a_day_the_first_one_too(
    bind: Bind, wang_fang: Member
) -> None:
    with pytest.raises(NoCard, match="还没有绑定"):
        usable_card(member=wang_fang, now=NOW)
    bind()
    with pytest.raises(CardWaits, match="2026-11-19 10:00 起才能收款"):
        usable_card(member=wang_fang, now=NOW + timedelta(hours=24, seconds=-1))
    assert usable_card(member=wang_fang, now=NOW + timedelta(hours=24)).number == CARD


def test_a_changed_card_waits_again_and_the_old_one_is_over(
    bind: Bind, wang_fang: Member
) -> None:
    old = bind()
    later = NOW + timedelta(days=9)
    bind(OTHER, now=later)
    old.refresh_from_db()
    assert old.ended_at == later
    with pytest.raises(CardWaits):
        usable_card(member=wang_fang, now=later + timedelta(hours=23))
    assert MemberCard.objects.filter(member=wang_fang, ended_at=None).count() == 1


def test_at_the_counter_a_card_can_be_paid_at_once(bind: Bind, wang_fang: Member) -> None:
    bind(channel=Channel.COUNTER, by="staff/1")
    assert usable_card(member=wang_fang, now=NOW).number == CARD


def test_whose_name_is_corrected_must_have_the_card_compared_again(
    bind: Bind, wang_fang: Member
) -> None:
    bind(channel=Channel.COUNTER)
    wang_fang.name = "王方"
    wang_fang.save(update_fields=["name"])
    with pytest.raises(HolderChanged):
        usable_card(member=wang_fang, now=NOW)
    bind(channel=Channel.COUNTER)
    assert usable_card(member=wang_fang, now=NOW).holder == "王方"


def test_what_cannot_be_a_card_is_refused_before_the_bank_is_asked(
    bind: Bind, fake_bank: FakeBank
) -> None:
    wrong = CARD[:-1] + str((int(CARD[-1]) + 1) % 10)
    for number, error in (("62170000", BadBankCard), ("６２１７x", BadBankCard)):
        with pytest.raises(error):
            bind(number)
    with pytest.raises(CardLooksWrong, match="逐位对照卡面"):
        bind(wrong)
    with pytest.raises(BankNotOffered):
        bind(code="999")
    assert fake_bank.card_checks == []
    # Some older cards have no check place: its holder is sure, and the bank knows it.
    assert bind(wrong, sure=True).number == wrong


def test_the_same_card_again_changes_nothing(bind: Bind, wang_fang: Member) -> None:
    card = bind()
    with pytest.raises(CardAsItWas):
        bind(now=NOW + timedelta(hours=3))
    card.refresh_from_db()
    assert (card.ended_at, card.usable_from) == (None, NOW + timedelta(hours=24))


def test_a_card_is_bound_to_one_member(bind: Bind, li_qiang: Member) -> None:
    bind()
    with pytest.raises(CardTaken):
        bind(member=li_qiang)
    assert not MemberCard.objects.filter(member=li_qiang).exists()


def test_the_member_is_told_in_his_inbox_and_on_the_number_on_file(
    bind: Bind, wang_fang: Member
) -> None:
    wang_fang.sms_notices = False
    wang_fang.save(update_fields=["sms_notices"])
    bind()
    bind(OTHER, now=NOW + timedelta(days=3))
    notice = Notice.objects.filter(recipient=wang_fang.pk).latest("id")
    assert f"尾号 {OTHER[-4:]}" in notice.text
    assert f"原来尾号 {CARD[-4:]} 的卡已解除" in notice.text
    assert "11-22 10:00 起可以用于提取" in notice.text
    told = Message.objects.filter(to_index=wang_fang.mobile, kind="security")
    assert [f"尾号 {CARD[-4:]}" in one.text for one in told.order_by("id")] == [True, True]


def test_the_trail_and_the_table_hold_no_card_number(bind: Bind) -> None:
    bind()
    event = Event.objects.get(deed="bind_card")
    assert event.detail["card"] == f"****{CARD[-4:]}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(c)::text FROM payments_membercard AS c")
        assert CARD not in cursor.fetchone()[0]
