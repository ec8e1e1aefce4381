"""When and how much: the hours to the second, one's own limit, and what nobody need look at."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from tests.withdrawals.conftest import NOON, TODAY, approve, ask, bank_answers, bind_for

from anju.cases.actors import Actor, member_acts
from anju.cases.models import Step
from anju.ledger.models import Balance
from anju.notices.models import Notice
from anju.payments.cards.usable_card import CardWaits, NoCard
from anju.payments.models import MemberCard, Order
from anju.people.models import FundAccount, Member
from anju.people.restraints.withdrawal_lock import lock_withdrawals
from anju.policy.items import CHINA
from anju.policy.rules import profile
from anju.withdrawals.applying.apply import (
    AmountTooHigh,
    NotYet,
    OnlyAtCounter,
    OutsideHours,
)
from anju.withdrawals.applying.cancel import cancel
from anju.withdrawals.applying.start_queued import start_queued
from anju.withdrawals.dossier.hold_own import NotYours
from anju.withdrawals.dossier.preview import NoSuchReason, NotYourAccount
from anju.withdrawals.dossier.request import NotTold, Request, read_told
from anju.withdrawals.judging.limits import AboveOwnLimit
from anju.withdrawals.judging.survey import rules_on
from anju.withdrawals.lists import withdrawals_of
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.review.decide import NoLongerMet

STATE = Withdrawal.State
FEE = Request("property_fee", "", {"cost": "300.00"})
# Five hours after a card was bound.
FRESH = NOON - timedelta(days=2) + timedelta(hours=5)


@pytest.fixture
def city(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Gives the center another city's profile."""

    def becomes(code: str) -> None:
        monkeypatch.setattr("anju.policy.rules._current", lambda: profile(code))

    return becomes


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"{TODAY}T{clock}").replace(tzinfo=CHINA)


@pytest.mark.rows("N-07")
@pytest.mark.parametrize(
    ("clock", "open_"),
    [("07:59:59", False), ("08:00:00", True), ("21:59:59", True), ("22:00:00", False)],
)
def test_ningbo_is_open_from_8_to_22_to_the_second(
    wang: Member, card: MemberCard, city: Callable[[str], None], clock: str, open_: bool
) -> None:
    city("ningbo")
    if open_:
        assert ask(wang, now=at(clock)).state == STATE.REVIEWING
        return
    with pytest.raises(OutsideHours, match="每天 08:00—22:00"):
        ask(wang, now=at(clock))
    assert not Withdrawal.objects.exists()


@pytest.fixture
def patient(city: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """宁波 as it would be if it kept overnight what comes in after ten."""
    city("ningbo")
    timelines = profile("ningbo").timelines
    key = "withdrawal.outside_hours"
    waits = type(timelines[key])(
        key, "夜间", "choice", TODAY, timelines[key].first_days, ("queue",), ("测试",)
    )
    patched = type(profile("ningbo"))("ningbo", {**timelines, key: waits})
    monkeypatch.setattr("anju.policy.rules._current", lambda: patched)


@pytest.mark.usefixtures("patient")
def test_where_the_profile_keeps_it_overnight_it_begins_when_the_hours_open(
    wang: Member, account: FundAccount, card: MemberCard
) -> None:
    made = ask(wang, now=at("23:00:00"))
    assert (made.state, made.case) == (STATE.QUEUED, None)
    assert Balance.objects.get(pk=account.pk).held_fen == 300_000
    tomorrow = TODAY + timedelta(days=1)
    assert start_queued(today=tomorrow, now=at("07:59:59") + timedelta(days=1)) == 0
    assert start_queued(today=tomorrow, now=at("08:00:00") + timedelta(days=1)) == 1
    made.refresh_from_db()
    assert made.state == STATE.REVIEWING


@pytest.mark.usefixtures("patient")
def test_what_was_locked_overnight_is_not_begun_in_the_morning(
    wang: Member, account: FundAccount, card: MemberCard
) -> None:
    made = ask(wang, now=at("23:00:00"))
    lock_withdrawals(member=wang, now=at("23:30:00"))
    assert start_queued(today=TODAY, now=at("08:00:00") + timedelta(days=1)) == 1
    made.refresh_from_db()
    assert (made.state, made.case) == (STATE.WITHDRAWN, None)
    assert Balance.objects.get(pk=account.pk).held_fen == 0
    assert "您开启了提取锁" in Notice.objects.latest("id").text


@pytest.mark.rows("C-13")
def test_chuxiong_pays_a_property_fee_at_once_and_nobody_has_to_look(
    wang: Member, account: FundAccount, card: MemberCard, city: Callable[[str], None]
) -> None:
    city("chuxiong")
    made = ask(wang, FEE)
    assert made.state == STATE.PAYING
    assert made.case.steps.latest("place").kind == Step.Kind.AUTOMATIC
    bank_answers()
    made.refresh_from_db()
    assert made.state == STATE.PAID
    assert Balance.objects.get(pk=account.pk).fen == 4 * 144_000 - 30_000


def test_a_years_cap_is_kept_and_the_rest_of_it_may_follow(
    wang: Member, card: MemberCard, city: Callable[[str], None]
) -> None:
    city("chuxiong")
    ask(wang, Request("property_fee", "", {"cost": "4000"}))
    bank_answers()
    rest = ask(wang, Request("property_fee", "", {"cost": "4000"}), intent="form-2")
    assert rest.amount_fen == 100_000
    bank_answers()
    with pytest.raises(NotYet, match="2027-01-01 起可办"):
        ask(wang, FEE, intent="form-3")


def test_ones_own_limit_refuses_on_line_and_a_small_one_sends_to_review(
    wang: Member, card: MemberCard, city: Callable[[str], None]
) -> None:
    city("chuxiong")
    wang.day_limit_fen = 20_000
    wang.save()
    with pytest.raises(AboveOwnLimit, match=r"200\.00 元"):
        ask(wang, FEE)
    assert ask(wang, FEE, channel="counter").state == STATE.REVIEWING


def test_without_a_card_and_to_a_fresh_one_nothing_is_paid_at_once(
    wang: Member, city: Callable[[str], None]
) -> None:
    with pytest.raises(NoCard):
        ask(wang)
    bind_for(wang)
    city("chuxiong")
    with pytest.raises(CardWaits):
        ask(wang, FEE, now=FRESH)


@pytest.mark.rows("X-56")
def test_a_first_card_may_be_named_at_once_and_is_paid_to_after_its_wait(
    wang: Member, first: Actor, second: Actor
) -> None:
    bind_for(wang)
    made = ask(wang, now=FRESH)
    assert made.state == STATE.REVIEWING
    with pytest.raises(NoLongerMet, match="2026-11-17 12:00 起才能收款。没有办理，请挂起"):
        approve(made, first, second, now=FRESH)
    assert not Order.objects.filter(purpose="withdrawal").exists()


def test_what_the_form_says_of_the_amount_is_at_most_what_the_rules_give(
    wang: Member, card: MemberCard
) -> None:
    told = {"address": "演示路 9 号", "months": "2", "no_own_home": "是"}
    for tampered in (300_001, 0, -5, 10**12):
        with pytest.raises(AmountTooHigh):
            ask(wang, Request("rent", "", told, amount_fen=tampered))
    assert ask(wang, Request("rent", "", told, amount_fen=100)).amount_fen == 100


def test_words_that_are_no_reason_another_ones_account_and_what_is_only_at_the_counter(
    wang: Member, card: MemberCard
) -> None:
    with pytest.raises(NoSuchReason):
        ask(wang, Request("everything", "", {}))
    others = FundAccount.objects.get(member__name="李四").number
    with pytest.raises(NotYourAccount):
        ask(wang, Request("rent", others, {}))
    with pytest.raises(OnlyAtCounter):
        ask(wang, Request("death", "", {}))


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        ({}, "请填写"),
        ({"contract_on": "2026-02-30"}, "形式填写"),
        ({"contract_on": "9999-12-31"}, "实际日期"),
        ({"cost": "1e9"}, "购房总价"),
        ({"cost": "-1"}, "购房总价"),
        ({"address": "演" * 121}, "太长"),
    ],
)
def test_what_is_told_is_read_strictly_and_every_fault_has_its_words(
    wang: Member, posted: dict[str, str], words: str
) -> None:
    good = {
        "contract_number": "HT1",
        "contract_on": "2026-09-03",
        "address": "演示路 9 号",
        "cost": "800000",
    }
    rule = rules_on(TODAY)["home_purchase"]
    with pytest.raises(NotTold, match=words):
        read_told(rule, (good | posted) if posted else {})
    assert read_told(rule, good | {"status": "approved"}) == good


def test_another_members_withdrawal_is_not_there(wang: Member, card: MemberCard) -> None:
    made = ask(wang)
    li = Member.objects.get(name="李四")
    with pytest.raises(NotYours):
        cancel(member=li, number=made.number, by=member_acts(li), today=TODAY, now=NOON)


@pytest.mark.rows("N-14", "X-39")
def test_ningbo_shows_two_years_of_withdrawals_others_all_of_them(
    wang: Member, card: MemberCard, city: Callable[[str], None]
) -> None:
    made = ask(wang)
    Withdrawal.objects.filter(pk=made.pk).update(applied_on=TODAY.replace(year=2024, day=17))
    assert withdrawals_of(member=wang, today=TODAY).count() == 1
    city("ningbo")
    assert withdrawals_of(member=wang, today=TODAY).count() == 0
