"""绑定银行卡: a code is good for one card, and only a fresh proof opens the page."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import resolve
from tests.people_of_the_town import FakeBank
from tests.portals.member.conftest import code_to, told

from anju.audit.models import Event
from anju.ground.invented import make_bank_card
from anju.identity.models import Code
from anju.payments.models import MemberCard
from anju.people.models import Member

PAGE, CCB = "/my/cards", "105"
CARD, OTHER = make_bank_card(1), make_bank_card(2)


@pytest.fixture
def fake_bank(monkeypatch: pytest.MonkeyPatch) -> FakeBank:
    made = FakeBank()
    monkeypatch.setattr("anju.portals.member.cards.bank", lambda: made)
    return made


def ask(hall: Client, card: str = CARD) -> None:
    asked = hall.post(PAGE, {"bank": CCB, "number": card, "ask_code": "1"})
    assert asked.status_code == 200, asked.content.decode()


def test_a_code_is_good_for_the_card_it_was_asked_for(
    inside_hall: Client, fang: Member, fake_bank: FakeBank
) -> None:
    ask(inside_hall)
    assert f"用于绑定尾号 {CARD[-4:]} 的银行卡" in told(fang.mobile)
    form = {"bank": CCB, "number": OTHER, "code": code_to(fang.mobile)}
    refused = inside_hall.post(PAGE, form)
    assert (refused.status_code, fake_bank.card_checks) == (422, [])
    assert "验证码不对或已失效" in refused.content.decode()
    done = inside_hall.post(PAGE, {**form, "number": CARD}, follow=True)
    assert "绑定成功" in done.content.decode()
    assert MemberCard.objects.get().bound_in == "hall"
    assert Code.objects.get().used_at is not None
    # The same code and card once more: spent.
    again = inside_hall.post(PAGE, {**form, "number": CARD})
    assert (again.status_code, MemberCard.objects.count()) == (422, 1)


def test_a_wrong_code_costs_a_try_and_asks_no_bank(
    inside_hall: Client, fang: Member, fake_bank: FakeBank
) -> None:
    ask(inside_hall)
    wrong = inside_hall.post(PAGE, {"bank": CCB, "number": CARD, "code": "000000"})
    assert (wrong.status_code, fake_bank.card_checks) == (422, [])
    assert Code.objects.get().tries_left == 4
    assert Event.objects.filter(deed="refuse_code").exists()


def test_a_number_that_looks_wrong_gets_no_code_until_its_holder_is_sure(
    inside_hall: Client, fang: Member, fake_bank: FakeBank
) -> None:
    wrong = CARD[:-1] + str((int(CARD[-1]) + 1) % 10)
    form = {"bank": CCB, "number": wrong, "ask_code": "1"}
    refused = inside_hall.post(PAGE, form)
    assert (refused.status_code, Code.objects.count()) == (422, 0)
    assert 'name="sure"' in refused.content.decode()
    assert inside_hall.post(PAGE, {**form, "sure": "1"}).status_code == 200


def test_only_a_fresh_proof_opens_the_page(
    inside_hall: Client, stale: Callable[[], None]
) -> None:
    stale()
    answer = inside_hall.get(PAGE)
    assert (answer.status_code, "/step-up" in answer["Location"]) == (302, True)


def test_the_bank_is_asked_outside_any_transaction() -> None:
    for path in (PAGE, "/counter/person/bank-card"):
        assert getattr(resolve(path).func, "_non_atomic_requests", set()) == {"default"}
