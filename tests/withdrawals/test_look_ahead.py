"""可提日历: every reason by its day, decided by the checks that decide everywhere (C1.4)."""

from __future__ import annotations

from datetime import date, timedelta

from tests.withdrawals.conftest import NOON, TODAY, approve, ask, bank_answers, bind_for

from anju.cases.actors import Actor
from anju.payments.models import MemberCard
from anju.people.models import FundAccount, Hold, Member
from anju.people.restraints.hold_payouts import hold_payouts
from anju.withdrawals.judging.look_ahead import CARD, HOLD, Ahead, Turn, look_ahead
from anju.withdrawals.judging.survey_member import survey_member

RENT, LEFT = "rent", "employment_ended"
AGAIN = date(2027, 2, 18)


def ahead(member: Member, *, on: date = TODAY) -> Ahead:
    return look_ahead(member=member, today=on, now=NOON + (on - TODAY))


def turn_of(found: Ahead, key: str) -> Turn:
    return next(one for one in found.turns if one.key == key)


def possible(found: Ahead) -> dict[str, date | None]:
    return {one.outlook.reason: one.again_on for one in found.now}


def stands_in_the_way(member: Member, on: date) -> set[str]:
    (one,) = [one for one in ahead(member, on=on).undated if one.outlook.reason == RENT]
    assert one.outlook.judgement is not None
    return {line.number for line in one.outlook.judgement.obstacles}


def test_what_is_possible_today_says_when_the_next_time_would_be(wang: Member) -> None:
    found = possible(ahead(wang))
    assert found[RENT] == AGAIN
    assert "home_purchase" in found
    assert found["home_purchase"] is None


def test_what_was_taken_comes_again_on_the_day_its_rule_says(
    wang: Member, card: MemberCard, first: Actor, second: Actor
) -> None:
    approve(ask(wang), first, second)
    bank_answers()
    found = ahead(wang)
    turn = turn_of(found, RENT)
    assert (turn.day, turn.title) == (AGAIN, "租房提取")
    (line,) = turn.why
    assert (line.number, line.verdict.yours) == ("W11", f"上一次 {TODAY}")
    assert RENT not in possible(found)
    assert stands_in_the_way(wang, AGAIN - timedelta(days=1)) == {"W06", "W11"}
    # Nobody has paid for her since October: the break is told on the day, not before.
    assert stands_in_the_way(wang, AGAIN) == {"W06"}


def test_one_under_way_has_no_day_yet_and_is_not_possible_before_its_own(
    wang: Member, card: MemberCard
) -> None:
    ask(wang)
    found = ahead(wang)
    assert found.now == []
    undated = {one.outlook.reason: one.not_before for one in found.undated}
    assert undated[RENT] == AGAIN
    assert undated["home_purchase"] is None


def test_every_day_told_is_the_first_on_which_the_checks_let_it_through(
    wang: Member, account: FundAccount
) -> None:
    account.state, account.sealed_on = FundAccount.State.SEALED, date(2026, 10, 1)
    account.save()
    turns = [one for one in ahead(wang).turns if one.outlook is not None]
    assert {one.key for one in turns} >= {LEFT, "retirement"}
    assert [one.day for one in turns] == sorted(one.day for one in turns)
    for turn in turns:
        for day, expected in ((turn.day, False), (turn.day - timedelta(days=1), True)):
            seen = survey_member(
                member=wang, supposed=(), today=day, now=NOON + (day - TODAY)
            ).outlooks
            (one,) = [outlook for outlook in seen if outlook.reason == turn.key]
            assert (one.status == "not_yet") is expected, (turn.key, day)


def test_a_hold_that_ends_stands_once_and_moves_every_reason(wang: Member) -> None:
    hold_payouts(
        member=wang,
        reason=Hold.Reason.UNLOCKED,
        until=NOON + timedelta(days=3),
        now=NOON,
        by="test",
    )
    found = ahead(wang)
    assert [one.key for one in found.turns].count(HOLD) == 1
    turn = turn_of(found, HOLD)
    assert turn.day == TODAY + timedelta(days=3)
    assert turn.why[0].number == "W04"
    assert turn_of(found, RENT).day == turn.day
    assert HOLD not in {one.key for one in ahead(wang, on=turn.day + timedelta(days=1)).turns}


def test_a_shut_lock_has_no_day(wang: Member) -> None:
    hold_payouts(member=wang, reason=Hold.Reason.OWN_LOCK, until=None, now=NOON, by="test")
    found = ahead(wang)
    assert HOLD not in {one.key for one in found.turns}
    assert RENT in {one.outlook.reason for one in found.undated}


def test_a_new_card_stands_there_until_it_can_be_paid_to(wang: Member) -> None:
    assert CARD not in {one.key for one in ahead(wang).turns}
    card = bind_for(wang)
    MemberCard.objects.filter(pk=card.pk).update(usable_from=NOON + timedelta(hours=20))
    turn = turn_of(ahead(wang), CARD)
    assert turn.day == TODAY + timedelta(days=1)
    assert "尾号 0019" in turn.words
    assert CARD not in {one.key for one in ahead(wang, on=turn.day).turns}


def test_who_has_closed_his_account_has_nothing_possible_and_no_day(wang: Member) -> None:
    FundAccount.objects.filter(member=wang).update(state=FundAccount.State.WITHDRAWN)
    found = ahead(wang)
    assert (found.now, found.turns) == ([], [])
    assert found.undated
