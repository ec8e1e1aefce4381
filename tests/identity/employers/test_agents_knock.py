"""An agent registers or resets by the phone on file; before that nobody learns anything."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.identity.employers.town import NOW, PASSWORD, TODAY, appoint, with_password
from tests.people_of_the_town import employer, identity

from anju.ground.errors import Refusal
from anju.identity.codes.use_code import WrongCode
from anju.identity.employers.finish_knock import NoLongerAppointed, finish_agent_knock
from anju.identity.employers.knock import AgentFacts, knock_as_agent
from anju.identity.employers.knock_again import knock_again
from anju.identity.employers.open_knock import KnockGone, open_agent_knock, proven_knock
from anju.identity.employers.renew_agent_mobile import renew_agent_mobile
from anju.identity.employers.sign_in import sign_in_agent
from anju.identity.employers.told import (
    AgentAlreadyRegistered,
    AgentNotRegistered,
    EmployerIsClosed,
)
from anju.identity.limits import TryLater
from anju.identity.models import Activation, Code, Enrolment, Holder, Knock, Visit
from anju.identity.passwords.activation import (
    WrongActivation,
    give_activation,
    use_activation,
)
from anju.identity.passwords.check_strength import WeakPassword
from anju.identity.visits.begin_visit import Guest, begin_visit
from anju.notices.models import Message
from anju.people.models import Appointment, Employer

REGISTER, RESET = Knock.Kind.REGISTER, Knock.Kind.RESET
MOBILE = "13900000901"


def knock(kind: Knock.Kind, facts: AgentFacts, *, session: str = "s1", later: int = 0):
    """Somebody asks, some seconds after the beginning."""
    return knock_as_agent(
        kind=kind,
        facts=facts,
        session=session,
        address="203.0.113.7",
        today=TODAY,
        now=NOW + timedelta(seconds=later),
    )


def facts(mill: Employer, order: int = 901, mobile: str | None = MOBILE) -> AgentFacts:
    """What the agent of this order types."""
    return AgentFacts(mill.number, identity(order), mobile)


def code_sent(to: str = MOBILE) -> str:
    """The digits in the last code that went to a phone."""
    text = [m.text for m in Message.objects.filter(kind="code", to_index=to)][-1]
    return re.search(r"[0-9]{6}", text)[0]  # type: ignore[index]


def proven(kind: Knock.Kind, mill: Employer) -> None:
    """Ask and prove in one go."""
    knock(kind, facts(mill, mobile=MOBILE if kind == REGISTER else None))
    open_agent_knock(kind=kind, session="s1", typed=code_sent(), now=NOW)


@pytest.mark.rows("C-22")
def test_an_agent_on_file_registers_with_the_code_from_his_own_phone(xinyang) -> None:
    mill = employer()
    zhao = appoint(mill, 901)
    proven(REGISTER, mill)
    finish_agent_knock(kind=REGISTER, session="s1", password=PASSWORD, now=NOW)
    made = Enrolment.objects.get()
    assert (made.holder, made.holder_id, made.way) == ("agent", zhao.agent_id, "online")
    came = sign_in_agent(
        number=mill.number,
        identity_number=identity(901),
        password=PASSWORD,
        address="203.0.113.7",
        today=TODAY,
        now=NOW,
    )
    assert came == zhao
    assert "如非本人操作" in Message.objects.filter(to_index=MOBILE).last().text


def test_the_credit_code_names_the_employer_as_well(xinyang) -> None:
    mill = employer()
    appoint(mill, 901)
    knock(REGISTER, AgentFacts(mill.credit_code.lower(), identity(901), MOBILE))
    assert code_sent()


@pytest.mark.rows("C-25")
def test_a_reset_ends_every_session_and_the_old_password(xinyang) -> None:
    mill = employer()
    zhao = with_password(appoint(mill, 901))
    visit = begin_visit(
        guest=Guest(Holder.AGENT, zhao.agent_id, zhao.pk),
        strength=Visit.Strength.PASSWORD,
        address="203.0.113.7",
        device="",
        session_key="k",
        now=NOW,
    )
    proven(RESET, mill)
    finish_agent_knock(kind=RESET, session="s1", password="loom-7-threads", now=NOW)
    visit.refresh_from_db()
    assert visit.ended_at is not None
    with pytest.raises(Refusal):
        sign_in_agent(
            number=mill.number,
            identity_number=None,
            password=PASSWORD,
            address="203.0.113.7",
            today=TODAY,
            now=NOW,
        )


def cases(mill: Employer) -> dict[str, tuple[Knock.Kind, AgentFacts]]:
    """Every case there is before proof, each about a person of its own."""
    closed = employer("已销户单位", seq=3)
    other = employer("浉河茶厂", seq=2)
    for order in (901, 902, 903):
        appoint(mill, order, f"经办{'甲乙丙'[order - 901]}")
    with_password(appoint(closed, 904))
    appoint(other, 905)
    with_password(appoint(mill, 906, "经办己"))
    appoint(mill, 907, "经办庚")
    Employer.objects.filter(pk=closed.pk).update(state=Employer.State.CLOSED)
    nobody = appoint(other, 908, "经办辛").agent
    nobody.mobile = ""
    nobody.save()
    return {
        "right": (REGISTER, facts(mill)),
        "wrong mobile": (REGISTER, facts(mill, 902, "13812345678")),
        "unknown person": (REGISTER, facts(mill, 999)),
        "unknown employer": (REGISTER, AgentFacts("020000009999", identity(903), MOBILE)),
        "closed": (REGISTER, facts(closed, 904, "13900000904")),
        "another employer's": (REGISTER, facts(mill, 905, "13900000905")),
        "already": (REGISTER, facts(mill, 906, "13900000906")),
        "no mobile": (REGISTER, facts(other, 908, "13900000908")),
        "not registered": (RESET, facts(mill, 907, None)),
        "nonsense": (REGISTER, AgentFacts("’; --", "4115" * 30_000, "打" * 100_000)),
    }


def test_before_proof_no_case_differs_in_statements_rows_or_answer(xinyang) -> None:
    seen = {}
    every = cases(employer())
    # The first message of all wakes the job; every later one finds it awake.
    knock(RESET, AgentFacts("nobody", "nobody"), session="first")
    for name, (kind, said) in every.items():
        rows = {one: one.objects.count() for one in (Knock, Code, Message)}
        with CaptureQueriesContext(connection) as asked:
            again_at = knock(kind, said, session=name)
        more = tuple(one.objects.count() - before for one, before in rows.items())
        shapes = tuple(re.sub(r"'.*|[0-9]+", "", one["sql"])[:60] for one in asked)
        seen[name] = (more, shapes, again_at)
    assert len(set(seen.values())) == 1, seen
    went = Message.objects.filter(kind="code").exclude(state="nobody")
    assert sorted(one.to for one in went) == [
        f"13900000{order}" for order in (901, 904, 906, 907)
    ]


def test_what_did_not_fit_is_told_to_the_number_on_file_alone(xinyang) -> None:
    told = {}
    for name, (kind, said) in cases(employer()).items():
        knock(kind, said, session=name)
        last = Message.objects.filter(kind="security").last()
        told[name] = (last.to, last.text) if last.state != "nobody" else ("", "")
    assert told["wrong mobile"][0] == "13900000902"
    for silent in set(told) - {"wrong mobile"}:
        assert told[silent] == ("", ""), silent


def test_what_stands_in_the_way_is_told_after_the_code_as_to_members(xinyang) -> None:
    every = cases(employer())
    refusals = {
        "already": (AgentAlreadyRegistered, "13900000906"),
        "closed": (EmployerIsClosed, "13900000904"),
        "not registered": (AgentNotRegistered, "13900000907"),
    }
    for name, (refusal, mobile) in refusals.items():
        kind, said = every[name]
        knock(kind, said, session=name)
        open_agent_knock(kind=kind, session=name, typed=code_sent(mobile), now=NOW)
        with pytest.raises(refusal):
            finish_agent_knock(kind=kind, session=name, password="loom-7-threads", now=NOW)


def test_after_the_code_what_remains_of_a_quarter_of_an_hour_remains_to_finish(
    xinyang,
) -> None:
    mill = employer()
    appoint(mill, 901)
    proven(REGISTER, mill)
    assert proven_knock(kind=REGISTER, session="s1", now=NOW + timedelta(minutes=14))
    with pytest.raises(KnockGone):
        proven_knock(kind=REGISTER, session="s1", now=NOW + timedelta(minutes=15))


def test_public_company_data_alone_open_nothing(xinyang) -> None:
    mill = employer()
    appoint(mill, 901)
    knock(REGISTER, AgentFacts(mill.credit_code, identity(55), "13812345678"))
    for guess in ("000000", "123456", ""):
        with pytest.raises(WrongCode):
            open_agent_knock(kind=REGISTER, session="s1", typed=guess, now=NOW)
    with pytest.raises(KnockGone):
        finish_agent_knock(kind=REGISTER, session="s1", password=PASSWORD, now=NOW)
    assert not Enrolment.objects.exists()


def test_a_code_opens_neither_another_session_nor_the_other_errand(xinyang) -> None:
    mill = employer()
    appoint(mill, 901)
    knock(REGISTER, facts(mill))
    code = code_sent()
    for kind, session in ((REGISTER, "s2"), (RESET, "s1")):
        with pytest.raises(Refusal):
            open_agent_knock(kind=kind, session=session, typed=code, now=NOW)
    late = NOW + timedelta(minutes=6)
    with pytest.raises(WrongCode):
        open_agent_knock(kind=REGISTER, session="s1", typed=code, now=late)


def test_three_times_an_hour_one_person_is_asked_about_and_no_more(xinyang) -> None:
    mill = employer()
    for session in ("a", "b", "c"):
        knock(REGISTER, facts(mill), session=session)
    with pytest.raises(TryLater):
        knock(REGISTER, facts(mill), session="d")


def test_another_code_of_the_same_knock_need_not_be_asked_with_everything_again(
    xinyang,
) -> None:
    mill = employer()
    appoint(mill, 901)
    knock(REGISTER, facts(mill))
    first = code_sent()
    where = {"session": "s1", "address": "203.0.113.7", "today": TODAY}
    knock_again(kind=REGISTER, now=NOW + timedelta(seconds=5), **where)
    assert code_sent() == first
    assert Knock.objects.count() == 1
    later = NOW + timedelta(seconds=70)
    knock_again(kind=REGISTER, now=later, **where)
    open_agent_knock(kind=REGISTER, session="s1", typed=code_sent(), now=later)
    with pytest.raises(KnockGone):
        knock_again(kind=REGISTER, now=later, **where)


def test_a_weak_password_and_ones_own_numbers_are_refused(xinyang) -> None:
    mill = employer()
    appoint(mill, 901)
    proven(REGISTER, mill)
    for weak in ("111111", "12345678", mill.number, MOBILE, ""):
        with pytest.raises(WeakPassword):
            finish_agent_knock(kind=REGISTER, session="s1", password=weak, now=NOW)
    finish_agent_knock(kind=REGISTER, session="s1", password=PASSWORD, now=NOW)
    with pytest.raises(KnockGone):
        finish_agent_knock(kind=REGISTER, session="s1", password="again-8-looms", now=NOW)


def test_who_was_relieved_meanwhile_sets_no_password(xinyang) -> None:
    mill = employer()
    appoint(mill, 901)
    proven(REGISTER, mill)
    Appointment.objects.update(active=False)
    with pytest.raises(NoLongerAppointed):
        finish_agent_knock(kind=REGISTER, session="s1", password=PASSWORD, now=NOW)


def test_a_code_of_the_old_telephone_resets_nothing_after_the_number_changed(xinyang) -> None:
    mill = employer()
    zhao = with_password(appoint(mill, 901))
    proven(RESET, mill)
    start = give_activation(
        holder=Holder.AGENT,
        holder_id=zhao.agent_id,
        way=Activation.Way.SMS,
        by="staff/1",
        now=NOW,
    )
    renew_agent_mobile(
        identity_number=identity(901), mobile="13900139001", today=TODAY, now=NOW, by="staff/1"
    )
    with pytest.raises(KnockGone):
        finish_agent_knock(kind=RESET, session="s1", password="loom-7-threads", now=NOW)
    with pytest.raises(WrongActivation):
        use_activation(holder=Holder.AGENT, holder_id=zhao.agent_id, typed=start, now=NOW)
