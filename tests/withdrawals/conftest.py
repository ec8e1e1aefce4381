"""Wang has paid since July, has a card of his own, and wants some of his money."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.cases.conftest import clerk
from tests.paying_back import remit
from tests.people_of_the_town import TODAY, FakeBank, employer, opening, staff

from anju.cases.actors import Actor, member_acts
from anju.cases.models import Case
from anju.cases.take_next_case import take_next_case
from anju.ground.calendar import Month
from anju.payments.cards.bind_card import TypedCard, bind_card
from anju.payments.models import MemberCard
from anju.payments.record_answer import record_answer
from anju.payments.send_orders import send_orders
from anju.people.models import Employer, FundAccount, Member, Staff
from anju.policy.shapes import Channel
from anju.withdrawals.applying.apply import apply
from anju.withdrawals.applying.start import Applicant
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.payout.end_payment import settle_payments
from anju.withdrawals.review.decide import accept_withdrawal, approve_withdrawal, look_again

NOON = datetime(2026, 11, 18, 4, 0, tzinfo=UTC)
CARD = "6217000010000000019"

__all__ = ["NOON", "TODAY", "MemberCard"]


@pytest.fixture
def mill(xinyang) -> Employer:
    """Wang and Li are paid for from July to October."""
    made = employer()
    staff(made, opening(1, "王芳"), opening(2, "李四"))
    remit(made, Month(2026, 10))
    return made


@pytest.fixture
def account(mill: Employer) -> FundAccount:
    return FundAccount.objects.select_related("member", "employer").get(member__name="王芳")


@pytest.fixture
def wang(account: FundAccount) -> Member:
    return account.member


@pytest.fixture
def card(wang: Member) -> MemberCard:
    """A card that was bound two days ago."""
    return bind_for(wang)


@pytest.fixture
def first(xinyang) -> Actor:
    return clerk("陈柜员", 801)


@pytest.fixture
def second(xinyang) -> Actor:
    return clerk("周主管", 802, Staff.Role.MANAGER)


def bind_for(member: Member, number: str = CARD) -> MemberCard:
    return bind_card(
        member=member,
        typed=TypedCard("102", number, sure=True),
        channel=Channel.HALL,
        bank=FakeBank(),
        now=NOON - timedelta(days=2),
        by=f"member/{member.pk}",
    )


RENT = Request("rent", "", {"address": "演示路 9 号", "months": "2", "no_own_home": "是"})


def ask(
    member: Member,
    request: Request = RENT,
    *,
    intent: str = "form-1",
    channel: str = "hall",
    now: datetime = NOON,
    today: date = TODAY,
) -> Withdrawal:
    return apply(
        request=request,
        applicant=Applicant(member, member_acts(member), channel),
        intent=intent,
        today=today,
        now=now,
    )


def approve(
    withdrawal: Withdrawal,
    first: Actor,
    second: Actor,
    *,
    today: date = TODAY,
    now: datetime = NOON,
) -> Withdrawal:
    """Both officers pass it, each after having looked at it."""
    number = withdrawal.case.number
    for officer, decide in ((first, accept_withdrawal), (second, approve_withdrawal)):
        states = (Case.State.WAITING,) if officer is first else (Case.State.REVIEWING,)
        case = take_next_case(by=officer, states=states, today=today)
        assert case.number == number
        case = look_again(case=case, today=today, now=now)
        decide(
            number=number, opinion="同意", seen=case.digest, by=officer, today=today, now=now
        )
    withdrawal.refresh_from_db()
    return withdrawal


def bank_answers(state: str = "succeeded", *, today: date = TODAY, **said) -> FakeBank:
    """The worker's round: send, the bank's answer, act on it."""
    bank = FakeBank()
    send_orders(bank=bank, callback_url="", now=NOON)
    for serial in bank.taken:
        record_answer(answer=bank.says(serial, state, **said), source="callback", now=NOON)
    settle_payments(today=today)
    return bank
