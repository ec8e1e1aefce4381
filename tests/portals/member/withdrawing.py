"""王芳 has paid from July to October, has a card, and stands in the hall at a set hour."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from tests.paying_back import remit
from tests.people_of_the_town import FakeBank, identity, staff, terms
from tests.portals.conftest import enrolled
from tests.portals.member.conftest import code_to, enter

from anju.documents.materials.kinds import rule_of
from anju.documents.materials.make_material import make_material
from anju.documents.materials.models import Material
from anju.ground.calendar import Month
from anju.ground.invented import make_mobile
from anju.identity.models import Code, Tally
from anju.payments.cards.bind_card import TypedCard, bind_card
from anju.payments.models import MemberCard
from anju.people.accounts.open_accounts import Opening
from anju.people.models import Employer, FundAccount, Member
from anju.policy.rules import profile
from anju.policy.shapes import Channel
from anju.withdrawals.models import Withdrawal

CARD, OTHER = "6217000010000000019", "6217000010000000027"
# 18 November 2026, 10:00 in China.
TEN = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
BALANCE = 4 * 144_000
ALL, RENT = "/my/withdrawals", "/my/withdrawals/reasons/rent"
FORM, CHECK = f"{RENT}/form", f"{RENT}/check"
TYPED = {"address": "演示路 9 号", "months": "2", "no_own_home": "是", "press": "on"}
Clock = Callable[[datetime], None]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets the clock on the wall; it stands until it is set again."""

    def strikes(at: datetime) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: at)

    strikes(TEN)
    return strikes


@pytest.fixture
def city(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Gives the hall another city's profile."""

    def becomes(code: str) -> None:
        monkeypatch.setattr("anju.policy.rules._current", lambda: profile(code))

    return becomes


@pytest.fixture
def saver(clock: Clock, mill: Employer, fang: Member) -> Member:
    """王芳 with four months on her account and a card bound two days ago."""
    remit(mill, Month(2026, 10))
    bind(fang)
    return fang


@pytest.fixture
def room(hall: Client, saver: Member) -> Client:
    """The hall as she sees it, signed in a moment ago."""
    return enter(hall, saver)


def bind(member: Member, card: str = CARD, *, at: datetime = TEN) -> MemberCard:
    """A card of hers, past its wait."""
    return bind_card(
        member=member,
        typed=TypedCard("102", card, sure=True),
        channel=Channel.HALL,
        bank=FakeBank(),
        now=at - timedelta(days=2),
        by=f"member/{member.pk}",
    )


def old_saver(mill: Employer) -> Member:
    """周伯, born in 1960: four months on his account, a card, a mobile that is proven."""
    born = identity(77, born_on=date(1960, 1, 5))
    staff(mill, Opening("周伯", born, make_mobile(77), terms()))
    remit(mill, Month(2026, 10))
    member = enrolled(Member.objects.get(name="周伯"))
    member.mobile_proven_at = TEN
    member.save(update_fields=["mobile_proven_at"])
    bind(member)
    return member


def seal(member: Member, *, months: int) -> FundAccount:
    """She left her employer so many months ago."""
    account = FundAccount.objects.get(member=member)
    year, month = divmod(2026 * 12 + 10 - months, 12)
    account.state = FundAccount.State.SEALED
    account.sealed_on = TEN.date().replace(year=year, month=month + 1)
    account.save()
    return account


def paper(member: Member, kind: str) -> Material:
    """A material of hers that may be used; what it says is invented."""
    typed = {ask.name: _said(ask) for ask in rule_of(kind).asks}
    made = make_material(member=member, kind=kind, typed=typed, channel="网厅-个人版")
    Material.objects.filter(pk=made.pk).update(state=Material.State.READY)
    made.refresh_from_db()
    return made


def _said(ask) -> str:
    return {"date": "2026-11-02", "fen": "500000.00"}.get(ask.type.value, f"演示{ask.label}")


def intent_of(shown: str) -> str:
    """The key of the form on a page."""
    found = re.search(r'name="intent" value="([0-9a-f]{32})"', shown)
    assert found is not None, shown[-2000:]
    return found[1]


def code_for(room: Client, url: str, member: Member, **form: object) -> str:
    """Ask for a code and read it from the telephone; a minute has passed since the last one."""
    Code.objects.all().delete()
    Tally.objects.all().delete()
    asked = room.post(url, {**form, "ask_code": "1"})
    assert asked.status_code == 200, asked.content.decode()
    return code_to(member.mobile)


def errors_in(answer) -> str:
    """The summary of errors of a page, without its tags."""
    found = re.search(r'class="err-sum.*?</div>', answer.content.decode(), re.DOTALL)
    assert found is not None, answer.content.decode()[-3000:]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0]))


def text(answer) -> str:
    return answer.content.decode()


def filled(room: Client, **more: str) -> str:
    """Up to the last step; answers the form's key."""
    sent = room.post(FORM, {**TYPED, **more})
    assert (sent.status_code, sent["Location"]) == (302, CHECK), text(sent)
    return intent_of(text(room.get(CHECK)))


def handed_in(room: Client, member: Member, **more: str) -> Withdrawal:
    intent = filled(room, **more)
    code = code_for(room, CHECK, member, intent=intent)
    sent = room.post(CHECK, {"intent": intent, "code": code})
    assert sent.status_code == 302, text(sent)
    return Withdrawal.objects.get()
