"""绑定银行卡 at the desk: both cards are seen, and money can be paid to it at once."""

import pytest
from django.test import Client
from tests.people_of_the_town import FakeBank
from tests.portals.counter.test_face_to_face import (  # noqa: F401 - the same counter and file
    chen,
    slips,
    window,
)

from anju.ground.invented import make_bank_card
from anju.notices.models import Message
from anju.payments.models import MemberCard
from anju.people.models import Member, Staff

PAGE = "/counter/person/bank-card"
CARD = make_bank_card(11)
FORM = {"bank": "102", "number": CARD, "card": "yes", "seen": "yes"}


@pytest.fixture
def fake_bank(monkeypatch: pytest.MonkeyPatch) -> FakeBank:
    made = FakeBank()
    monkeypatch.setattr("anju.portals.counter.persons.bank_card.bank", lambda: made)
    return made


def test_a_card_bound_at_the_desk_can_be_paid_at_once(
    window: Client,  # noqa: F811
    chen: Member,  # noqa: F811
    fake_bank: FakeBank,
) -> None:
    assert "未绑定" in window.get("/counter/person/file").content.decode()
    done = window.post(PAGE, FORM).content.decode()
    assert "绑定成功" in done
    card = MemberCard.objects.get(member=chen)
    assert (card.bound_in, card.usable_from) == ("counter", card.verified_at)
    assert card.bound_by == f"staff/{Staff.objects.get(login='0301').pk}"
    assert CARD not in done
    assert Message.objects.filter(to_index=chen.mobile, kind="security").exists()
    assert f"****{CARD[-4:]}" in window.get("/counter/person/file").content.decode()


@pytest.mark.parametrize(
    ("left_out", "words"), [("card", "核对身份证原件"), ("seen", "对照银行卡原件")]
)
def test_both_cards_are_looked_at_before_the_bank_is_asked(
    window: Client,  # noqa: F811
    fake_bank: FakeBank,
    left_out: str,
    words: str,
) -> None:
    refused = window.post(PAGE, {**FORM, left_out: ""})
    assert (refused.status_code, fake_bank.card_checks) == (422, [])
    assert words in refused.content.decode()


def test_another_persons_card_is_refused_at_the_desk_too(
    window: Client,  # noqa: F811
    fake_bank: FakeBank,
) -> None:
    fake_bank.card_result = "other_name"
    refused = window.post(PAGE, FORM)
    assert "持卡人姓名与您的姓名不一致" in refused.content.decode()
    assert (refused.status_code, MemberCard.objects.count()) == (422, 0)


def test_nobody_binds_a_card_to_himself(
    window: Client,  # noqa: F811
    chen: Member,  # noqa: F811
    fake_bank: FakeBank,
) -> None:
    Staff.objects.filter(login="0301").update(identity_number=chen.identity_number)
    assert "不能为本人绑定" in window.post(PAGE, FORM).content.decode()
