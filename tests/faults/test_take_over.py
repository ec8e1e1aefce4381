"""Somebody with the victim's name, number and telephone, or an agent's place, gets no money.

Threats B1 (register, reset), B2 (limit), B3 (telephone), C1 (agent), each up to the money door.
"""

import re
from datetime import UTC, datetime, timedelta

import pytest
from tests.askers import NEW as SPIED
from tests.askers import code_at, registered, texts_to
from tests.people_of_the_town import TODAY, employer, opening, staff

from anju.ground.errors import Refusal
from anju.identity.claims import Claim
from anju.identity.codes.use_code import WrongCode
from anju.identity.contacts.ask_for_correction import ask_for_correction
from anju.identity.contacts.disavow_change import disavow_change
from anju.identity.contacts.loosen_payouts import open_own_lock, set_own_limit
from anju.identity.contacts.member_codes import Place, send_member_code, take_member_code
from anju.identity.contacts.own_mobile import ask_new_mobile, replace_own_mobile
from anju.identity.contacts.pages import Pages
from anju.identity.enrolment.facts import Facts
from anju.identity.enrolment.finish_knock import finish_knock
from anju.identity.enrolment.knock import knock
from anju.identity.enrolment.open_knock import NothingUnderWay, open_knock
from anju.identity.models import Code, Holder, Knock, Visit
from anju.identity.passwords.own_secrets import recover_own_pin, set_own_pin
from anju.identity.passwords.pin import WrongPin, check_pin
from anju.identity.sign_in import NotSignedIn, sign_in_member
from anju.identity.visits.begin_visit import Guest, begin_visit
from anju.people.models import Employer, Member, Proposal
from anju.people.restraints.holds import PayoutsHeld, check_may_pay_out
from anju.people.restraints.withdrawal_lock import lock_withdrawals

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
THIEFS = "13900139001"
HERE = Place(session="thief" * 6, address="203.0.113.66")
PAGES = Pages(disavow="https://hall.example/not-me/", confirm="https://hall.example/correction")
Kind = Knock.Kind


@pytest.fixture
def mill(xinyang) -> Employer:
    made = employer()
    staff(made, opening(1, "王芳"))
    return made


@pytest.fixture
def stranger(mill: Employer) -> Member:
    """王芳, who has never used the hall; her mobile stands on file."""
    return Member.objects.get()


@pytest.fixture
def victim(stranger: Member) -> Member:
    """王芳, who uses the hall, with a payment password and a visit under way."""
    registered(stranger)
    stranger.mobile_proven_at = NOW - 100 * HOUR
    stranger.save(update_fields=["mobile_proven_at"])
    set_own_pin(member=stranger, pin="284719", again="284719", now=NOW)
    begin_visit(
        guest=Guest(Holder.MEMBER, stranger.pk),
        strength=Visit.Strength.PASSWORD,
        address="198.51.100.1",
        device="",
        session_key="own",
        now=NOW,
    )
    return stranger


def shut(member: Member, *, until: datetime, why: str) -> None:
    """The money door says no until that moment."""
    for at in (NOW + MINUTE, until - MINUTE):
        with pytest.raises(PayoutsHeld, match=why):
            check_may_pay_out(member=member, now=at)


def told(member: Member, words: str, *, at: str = "") -> None:
    assert any(words in text for text in texts_to(at or member.mobile)), words


def come_in(member: Member, kind: Kind, *, now: datetime = NOW) -> Knock:
    """Knock with the victim's own facts and read the code from the victim's telephone."""
    facts = Facts(name=member.name, identity_number=member.identity_number)
    knock(
        kind=kind,
        facts=facts,
        session=HERE.session,
        address=HERE.address,
        today=TODAY,
        now=now,
    )
    code = code_at(member.mobile)
    return open_knock(session=HERE.session, kind=kind, typed_code=code, now=now)


def take_over(member: Member, kind: Kind) -> None:
    finish_knock(knock=come_in(member, kind), password=SPIED, now=NOW)


def move_telephone(member: Member, now: datetime = NOW) -> str:
    """With both telephones in hand; answers the link that went to the old one."""
    before = member.mobile
    purpose = Code.Purpose.MOBILE_OLD
    send_member_code(member=member, purpose=purpose, place=HERE, now=now)
    typed = code_at(before)
    take_member_code(member=member, purpose=purpose, place=HERE, typed=typed, now=now)
    ask_new_mobile(member=member, mobile=THIEFS, place=HERE, now=now)
    replace_own_mobile(
        member=member, mobile=THIEFS, typed=code_at(THIEFS), place=HERE, pages=PAGES, now=now
    )
    found = re.search(r"not-me/(\S+)", "\n".join(texts_to(before)))
    assert found is not None
    return found[1]


def sign_in(member: Member, password: str) -> None:
    sign_in_member(
        claim=Claim(name=member.identity_number, password=password),
        ways=("identity",),
        coded=False,
        session=HERE.session,
        address=HERE.address,
        now=NOW,
    )


def test_b1_registering_as_the_victim_pays_nothing_for_three_days(stranger: Member) -> None:
    take_over(stranger, Kind.REGISTER)
    shut(stranger, until=NOW + 72 * HOUR, why="新注册")
    told(stranger, "如非本人操作")


def test_b1_resetting_as_the_victim_pays_nothing_and_ends_her_visits(victim: Member) -> None:
    take_over(victim, Kind.RESET)
    shut(victim, until=NOW + 24 * HOUR, why="重置登录密码")
    assert not Visit.objects.filter(ended_at=None).exists()
    told(victim, "重置")
    with pytest.raises(WrongPin):
        check_pin(member_id=victim.pk, pin="918273", now=NOW)


def test_b1_one_telephone_does_not_become_two_factors(victim: Member) -> None:
    take_over(victim, Kind.RESET)
    later = NOW + 23 * HOUR
    recover_own_pin(member=victim, pin="918273", again="918273", now=later)
    shut(victim, until=later + 24 * HOUR, why="找回支付密码|重置登录密码")
    told(victim, "支付密码已重新设置")


def test_b2_no_limit_rises_and_no_lock_opens_in_time(victim: Member) -> None:
    lock_withdrawals(member=victim, now=NOW - HOUR)
    set_own_limit(member=victim, limit_fen=100_000, proven=False, now=NOW - HOUR)
    open_own_lock(member=victim, now=NOW)
    set_own_limit(member=victim, limit_fen=5_000_000, proven=True, now=NOW)
    shut(victim, until=NOW + 24 * HOUR, why="解除提取锁|提高每日限额")
    told(victim, "限额已提高到 50,000.00 元")


def test_b3_the_telephone_first_pays_nothing_and_the_old_one_hears_of_it(
    victim: Member,
) -> None:
    before = victim.mobile
    move_telephone(victim)
    shut(victim, until=NOW + 72 * HOUR, why="变更手机号码")
    told(victim, "72 小时内打开", at=before)


def test_b3_a_code_to_the_new_telephone_is_not_one_to_the_old(victim: Member) -> None:
    ask_new_mobile(member=victim, mobile=THIEFS, place=HERE, now=NOW)
    with pytest.raises(WrongCode):
        take_member_code(
            member=victim,
            purpose=Code.Purpose.MOBILE_OLD,
            place=HERE,
            typed=code_at(THIEFS),
            now=NOW,
        )


def test_b3_one_word_of_the_old_telephone_shuts_every_door(victim: Member) -> None:
    before = victim.mobile
    token = move_telephone(victim)
    proven = come_in(victim, Kind.RESET, now=NOW + 5 * MINUTE)
    disavow_change(token=token, now=NOW + 6 * MINUTE)
    victim.refresh_from_db()
    assert victim.mobile == before
    with pytest.raises(NothingUnderWay):
        finish_knock(knock=proven, password=SPIED, now=NOW + 7 * MINUTE)
    for password in (SPIED, "weave-9-yards"):
        with pytest.raises(NotSignedIn):
            sign_in(victim, password)
    shut(victim, until=NOW + 10_000 * HOUR, why="本人否认变更")
    sent = len(texts_to(THIEFS))
    knock(
        kind=Kind.RESET,
        facts=Facts(name=victim.name, identity_number=victim.identity_number),
        session="other" * 6,
        address=HERE.address,
        today=TODAY,
        now=NOW + 8 * MINUTE,
    )
    assert len(texts_to(THIEFS)) == sent


def test_everything_in_one_day_still_pays_nothing(victim: Member) -> None:
    before = victim.mobile
    take_over(victim, Kind.RESET)
    recover_own_pin(member=victim, pin="918273", again="918273", now=NOW)
    move_telephone(victim, NOW + 2 * MINUTE)
    set_own_limit(member=victim, limit_fen=1, proven=True, now=NOW)
    set_own_limit(member=victim, limit_fen=None, proven=True, now=NOW)
    for hours in range(1, 72):
        with pytest.raises(PayoutsHeld):
            check_may_pay_out(member=victim, now=NOW + hours * HOUR)
    told(victim, "/not-me/", at=before)


def proposed(member: Member, field: Proposal.Field, value: str) -> Proposal:
    return ask_for_correction(
        member=member,
        employer=member.accounts.get().employer,
        field=field,
        value=value,
        by="agent/1",
        pages=PAGES,
        now=NOW,
    )


def test_c1_an_agents_number_gets_no_code_before_the_old_one_has_agreed(
    victim: Member,
) -> None:
    proposal = proposed(victim, Proposal.Field.MOBILE, THIEFS)
    victim.refresh_from_db()
    assert proposal.state == Proposal.State.WAITING
    come_in(victim, Kind.RESET)
    assert texts_to(THIEFS) == []
    told(victim, proposal.number)


def test_c1_a_name_or_number_that_was_proposed_opens_no_door(victim: Member) -> None:
    proposed(victim, Proposal.Field.NAME, "贾大胆")
    facts = Facts(name="贾大胆", identity_number=victim.identity_number)
    knock(
        kind=Kind.RESET,
        facts=facts,
        session=HERE.session,
        address=HERE.address,
        today=TODAY,
        now=NOW,
    )
    assert not any("验证码" in text for text in texts_to(victim.mobile))


def test_c1_who_is_long_here_is_asked_even_if_she_never_used_her_telephone(
    stranger: Member,
) -> None:
    stranger.accounts.update(opened_on=TODAY - timedelta(days=100))
    proposed(stranger, Proposal.Field.MOBILE, THIEFS)
    stranger.refresh_from_db()
    assert stranger.mobile != THIEFS
    come_in(stranger, Kind.REGISTER)
    assert texts_to(THIEFS) == []


def test_c1_a_new_employees_number_registers_and_still_pays_nothing(
    stranger: Member,
) -> None:
    before = stranger.mobile
    proposed(stranger, Proposal.Field.MOBILE, THIEFS)
    stranger.refresh_from_db()
    assert (stranger.mobile, stranger.mobile_proven_at) == (THIEFS, None)
    take_over(stranger, Kind.REGISTER)
    shut(stranger, until=NOW + 72 * HOUR, why="变更手机号码|新注册")
    told(stranger, "/not-me/", at=before)


def test_c1_a_disavowal_leaves_nobody_to_register_with_a_number_never_proven(
    stranger: Member,
) -> None:
    before = stranger.mobile
    proposed(stranger, Proposal.Field.MOBILE, THIEFS)
    stranger.refresh_from_db()
    found = re.search(r"not-me/(\S+)", "\n".join(texts_to(before)))
    assert found is not None
    disavow_change(token=found[1], now=NOW)
    stranger.refresh_from_db()
    assert (stranger.mobile, stranger.mobile_proven_at) == (before, None)
    with pytest.raises(Refusal):
        finish_knock(
            knock=come_in(stranger, Kind.REGISTER, now=NOW + 2 * MINUTE),
            password=SPIED,
            now=NOW + 2 * MINUTE,
        )
    shut(stranger, until=NOW + 10_000 * HOUR, why="本人否认变更")
