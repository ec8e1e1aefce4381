"""Registration and reset, verb by verb: who gets in, who does not, and who learns why."""

from datetime import timedelta

import pytest
from tests.askers import NEW, NOW, OLD, SEVEN, code_at, texts_to
from tests.identity.enrolment.asking import MINUTE, Register, Reset, ask, enter, member_of

from anju.audit.models import Event
from anju.identity.codes.use_code import WrongCode
from anju.identity.enrolment.facts import Facts, Wish
from anju.identity.enrolment.find import proven_mobile
from anju.identity.enrolment.finish_knock import finish_knock
from anju.identity.enrolment.open_knock import FactsChanged, NothingUnderWay, open_knock
from anju.identity.enrolment.words import (
    AccountsClosed,
    AlreadyRegistered,
    StoppedByUs,
    refusal_of,
)
from anju.identity.knocks.alive import live_knock
from anju.identity.models import Code, Credential, Enrolment, Holder, Knock
from anju.identity.passwords.check_strength import WeakPassword
from anju.identity.passwords.prove_password import is_right
from anju.notices.models import Message
from anju.people.models import Hold


def test_who_is_right_gets_a_code_sets_a_password_and_is_told(town) -> None:
    who = town["right"]
    ask(who, wish=Wish(agreement="2026.11", phrase="热干面"))
    proven = enter(code_at(who.mobile))
    assert refusal_of(proven) is None
    finish_knock(knock=proven, password=NEW, now=NOW)
    member = member_of(who)
    assert is_right(holder=Credential.Holder.MEMBER, holder_id=member.pk, password=NEW)
    kept = Enrolment.objects.get(holder_id=member.pk)
    assert (kept.way, kept.agreement) == (Enrolment.Way.ONLINE, "2026.11")
    assert Credential.objects.get(holder_id=member.pk).phrase == "热干面"
    assert member.mobile_proven_at == NOW
    hold = Hold.objects.get(member=member)
    assert (hold.reason, hold.until) == (Hold.Reason.REGISTERED, NOW + timedelta(hours=72))
    told = texts_to(who.mobile, Message.Kind.SECURITY)[-1]
    assert "开通网上业务" in told
    assert "热干面" in told
    assert Event.objects.filter(deed="finish_register", subject=f"member/{member.pk}").exists()
    assert Knock.objects.get(pk=proven.pk).typed == ""


@pytest.mark.parametrize("case", SEVEN)
def test_every_case_writes_the_same_rows(town, case: str) -> None:
    ask(town[case])
    assert Knock.objects.get().verdict == case
    assert Code.objects.count() == 1
    assert Message.objects.count() == 2
    assert Event.objects.filter(deed="knock_register").count() == 1


@pytest.mark.parametrize("case", ["unknown", "no_mobile"])
def test_nobody_is_written_to_where_nobody_is_on_file(town, case: str) -> None:
    ask(town[case])
    assert set(Message.objects.values_list("state", flat=True)) == {Message.State.NOBODY}


@pytest.mark.rows("J-02")
def test_a_wrong_name_is_told_to_the_number_on_file_and_gets_no_code(town) -> None:
    who = town["wrong_name"]
    ask(who)
    assert texts_to(who.mobile, Message.Kind.CODE) == []
    (told,) = texts_to(who.mobile)
    assert "填写的姓名与中心登记不一致" in told
    assert "如非本人操作" in told
    assert who.name not in told


@pytest.mark.parametrize(
    ("case", "told"),
    [("already", AlreadyRegistered), ("closed", AccountsClosed), ("locked", StoppedByUs)],
)
@pytest.mark.rows("Z-02", "Z-07")
def test_what_stands_in_the_way_is_told_after_proof_and_nobody_gets_in(
    town, case: str, told: type
) -> None:
    who = town[case]
    ask(who)
    proven = enter(code_at(who.mobile))
    assert isinstance(refusal_of(proven), told)
    with pytest.raises(told):
        finish_knock(knock=proven, password=NEW, now=NOW)
    assert not is_right(
        holder=Credential.Holder.MEMBER, holder_id=member_of(who).pk, password=NEW
    )


def test_a_wrong_code_a_late_code_and_a_used_code_open_nothing(town) -> None:
    who = town["right"]
    ask(who)
    code = code_at(who.mobile)
    with pytest.raises(WrongCode):
        enter("000000" if code != "000000" else "000001")
    with pytest.raises(WrongCode):
        enter(code, now=NOW + 6 * MINUTE)
    enter(code)
    with pytest.raises(NothingUnderWay):
        enter(code)


def test_a_code_opens_only_its_own_session_and_its_own_purpose(town) -> None:
    who = town["right"]
    ask(who)
    code = code_at(who.mobile)
    ask(town["unknown"], session="thief")
    for wrong in ({"session": "thief"}, {"session": "elsewhere"}, {"kind": Reset}):
        with pytest.raises((WrongCode, NothingUnderWay)):
            enter(code, **wrong)
    assert enter(code).proven_at == NOW


def test_a_knock_is_over_after_a_quarter_of_an_hour(town) -> None:
    who = town["right"]
    ask(who)
    proven = enter(code_at(who.mobile))
    assert live_knock(holder=Holder.MEMBER, session="s1", kind=Register, now=NOW + 14 * MINUTE)
    assert (
        live_knock(holder=Holder.MEMBER, session="s1", kind=Register, now=NOW + 15 * MINUTE)
        is None
    )
    with pytest.raises(NothingUnderWay):
        finish_knock(knock=proven, password=NEW, now=NOW + 15 * MINUTE)


def test_the_last_step_is_not_reached_without_the_code(town) -> None:
    with pytest.raises(NothingUnderWay):
        finish_knock(knock=ask(town["right"]), password=NEW, now=NOW)


def test_other_facts_than_those_of_the_code_are_refused_before_the_code_is_spent(town) -> None:
    who = town["right"]
    ask(who)
    code = code_at(who.mobile)
    with pytest.raises(FactsChanged):
        open_knock(
            session="s1",
            kind=Register,
            typed_code=code,
            now=NOW,
            facts=Facts("孙力", who.identity_number),
        )
    assert enter(code).proven_at == NOW


def test_the_mobile_is_shown_as_a_mask_and_only_after_proof(town) -> None:
    who = town["right"]
    assert proven_mobile(ask(who)) == ""
    shown = proven_mobile(enter(code_at(who.mobile)))
    assert shown == f"{who.mobile[:3]}****{who.mobile[-4:]}"


def test_two_sessions_of_one_person_register_him_once(town) -> None:
    who = town["right"]
    ask(who)
    first = enter(code_at(who.mobile))
    ask(who, session="s2", now=NOW + 2 * MINUTE)
    second = enter(code_at(who.mobile), session="s2", now=NOW + 2 * MINUTE)
    finish_knock(knock=first, password=NEW, now=NOW + 2 * MINUTE)
    with pytest.raises(AlreadyRegistered):
        finish_knock(knock=second, password=OLD, now=NOW + 3 * MINUTE)
    with pytest.raises(NothingUnderWay):
        finish_knock(knock=first, password=OLD, now=NOW + 3 * MINUTE)
    assert Enrolment.objects.filter(holder_id=member_of(who).pk).count() == 1


def test_two_people_with_one_mobile_register_each_for_himself(town) -> None:
    first, second = town["right"], town["no_mobile"]
    member = member_of(second)
    member.mobile = first.mobile
    member.save()
    ask(first)
    finish_knock(knock=enter(code_at(first.mobile)), password=NEW, now=NOW)
    later = NOW + 2 * MINUTE
    ask(second, session="s2", now=later)
    finish_knock(
        knock=enter(code_at(first.mobile), session="s2", now=later), password=OLD, now=later
    )
    for who, password in ((first, NEW), (second, OLD)):
        pk = member_of(who).pk
        assert is_right(holder=Credential.Holder.MEMBER, holder_id=pk, password=password)


def test_a_weak_password_is_refused_and_the_next_one_taken(town) -> None:
    who = town["right"]
    ask(who)
    proven = enter(code_at(who.mobile))
    for weak in ("111111", "12345678", who.identity_number, f"{who.mobile}a"):
        with pytest.raises(WeakPassword):
            finish_knock(knock=proven, password=weak, now=NOW)
    assert finish_knock(knock=proven, password=NEW, now=NOW) == member_of(who)
