"""Forgotten passwords, verb by verb, and how often one may ask."""

from datetime import timedelta

import pytest
from tests.askers import NEW, NOW, OLD, code_at, texts_to
from tests.identity.enrolment.asking import MINUTE, Reset, ask, enter, member_of
from tests.people_of_the_town import TODAY

from anju.identity.enrolment.finish_knock import finish_by_activation, finish_knock
from anju.identity.enrolment.knock import knock
from anju.identity.enrolment.prune_knocks import prune_knocks
from anju.identity.enrolment.words import (
    NotRegistered,
    StoppedByUs,
)
from anju.identity.limits import TryLater
from anju.identity.models import Activation, Credential, Knock, Pin, Visit
from anju.identity.models.credentials import MUST_RESET
from anju.identity.passwords.prove_password import is_right
from anju.notices.models import Message
from anju.people.models import Hold


def test_a_reset_ends_every_session_holds_payouts_and_leaves_the_pin(town_of_reset) -> None:
    who = town_of_reset["right"]
    member = member_of(who)
    pin = Pin.objects.create(member_id=member.pk, password="x", set_at=NOW)
    Visit.objects.create(
        holder="member",
        holder_id=member.pk,
        strength="password",
        began_at=NOW,
        seen_at=NOW,
        proven_at=NOW,
        address="203.0.113.1",
        device="",
        session_key="k",
    )
    ask(who, Reset)
    finish_knock(knock=enter(code_at(who.mobile), Reset), password=NEW, now=NOW)
    assert not is_right(holder=Credential.Holder.MEMBER, holder_id=member.pk, password=OLD)
    assert not Visit.objects.filter(holder_id=member.pk, ended_at=None).exists()
    assert Hold.objects.get(member=member).until == NOW + timedelta(hours=24)
    assert Pin.objects.get(pk=pin.pk).password == "x"
    assert "登录密码已重置" in texts_to(who.mobile, Message.Kind.SECURITY)[-1]


def test_who_never_registered_has_nothing_to_reset(town_of_reset) -> None:
    who = town_of_reset["not_registered"]
    ask(who, Reset)
    with pytest.raises(NotRegistered):
        finish_knock(knock=enter(code_at(who.mobile), Reset), password=NEW, now=NOW)


def test_a_stopped_account_is_not_freed_by_a_reset(town_of_reset) -> None:
    who = town_of_reset["locked"]
    ask(who, Reset)
    with pytest.raises(StoppedByUs):
        finish_knock(knock=enter(code_at(who.mobile), Reset), password=NEW, now=NOW)
    assert Credential.objects.get(holder_id=member_of(who).pk).locked_because


def test_a_password_that_everybody_knows_is_reset_by_its_owner(town_of_reset) -> None:
    """It was flagged after an import, and stopped by nobody."""
    who = town_of_reset["right"]
    own = Credential.objects.filter(holder_id=member_of(who).pk)
    own.update(locked_because=MUST_RESET)
    ask(who, Reset)
    finish_knock(knock=enter(code_at(who.mobile), Reset), password=NEW, now=NOW)
    assert own.get().locked_because == ""


@pytest.mark.parametrize("case", ["right", "unknown"])
def test_the_fourth_knock_of_an_hour_waits_whoever_it_is_about(town, case: str) -> None:
    for place in range(3):
        ask(town[case], session=f"s{place}", now=NOW + 2 * place * MINUTE)
    with pytest.raises(TryLater):
        ask(town[case], session="s9", now=NOW + 7 * MINUTE)


def test_asking_again_gives_another_code_of_the_same_knock(town) -> None:
    who = town["right"]
    first = ask(who)
    assert ask(who) == first
    assert len(texts_to(who.mobile, Message.Kind.CODE)) == 1
    assert ask(who, now=NOW + 2 * MINUTE) == first
    assert len(texts_to(who.mobile, Message.Kind.CODE)) == 2
    assert enter(code_at(who.mobile), now=NOW + 2 * MINUTE).proven_at


@pytest.mark.rows("N-16")
def test_a_reset_by_activation_sends_a_code_that_is_no_password(town_of_reset) -> None:
    who = town_of_reset["right"]
    ask(who, Reset)
    finish_by_activation(knock=enter(code_at(who.mobile), Reset), now=NOW)
    given = Activation.objects.get(holder_id=member_of(who).pk)
    assert given.way == Activation.Way.SMS
    assert "一次性激活码" in texts_to(who.mobile)[-1]
    for tried in ("111111", texts_to(who.mobile)[-1]):
        assert not is_right(
            holder=Credential.Holder.MEMBER, holder_id=member_of(who).pk, password=tried
        )
    assert Hold.objects.get(member=member_of(who)).reason == Hold.Reason.RESET


def test_what_was_typed_stands_sealed_and_goes_when_the_knock_is_over(town) -> None:
    ask(town["right"])
    ask(town["wrong_name"], session="s2")
    assert prune_knocks(now=NOW) == 0
    assert prune_knocks(now=NOW + timedelta(hours=2)) == 1
    assert Knock.objects.get().verdict == "wrong_name"
    assert prune_knocks(now=NOW + timedelta(days=31)) == 1


def test_an_account_number_names_a_person_too(town_of_reset) -> None:
    who = town_of_reset["right"]
    account = member_of(who).accounts.get()
    facts = type(who.facts)(name=who.name, identity_number="", account=account.number)
    made = knock(
        kind=Reset, facts=facts, session="s1", address="203.0.113.9", today=TODAY, now=NOW
    ).knock
    assert made.verdict == Knock.Verdict.RIGHT


@pytest.mark.parametrize("reason", [Hold.Reason.DISAVOWED, Hold.Reason.MOBILE_CHANGED])
def test_what_the_old_contact_disavows_meanwhile_ends_the_reset(
    town_of_reset, reason: Hold.Reason
) -> None:
    who = town_of_reset["right"]
    ask(who, Reset)
    proven = enter(code_at(who.mobile), Reset)
    Hold.objects.create(member=member_of(who), reason=reason, since=NOW + MINUTE)
    for finish in (
        lambda: finish_knock(knock=proven, password=NEW, now=NOW + 2 * MINUTE),
        lambda: finish_by_activation(knock=proven, now=NOW + 2 * MINUTE),
    ):
        with pytest.raises(StoppedByUs):
            finish()


def test_a_stop_put_on_meanwhile_is_not_lifted_by_the_reset(town_of_reset) -> None:
    who = town_of_reset["right"]
    ask(who, Reset)
    proven = enter(code_at(who.mobile), Reset)
    own = Credential.objects.filter(holder_id=member_of(who).pk, holder="member")
    own.update(locked_because="本人否认变更")
    with pytest.raises(StoppedByUs):
        finish_knock(knock=proven, password=NEW, now=NOW + MINUTE)
    assert own.get().locked_because
