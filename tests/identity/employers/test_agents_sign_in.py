"""An agent signs in as himself, whatever the city asks for."""

import pytest
from tests.identity.employers.town import NOW, PASSWORD, TODAY, appoint, with_password
from tests.people_of_the_town import employer, identity

from anju.audit.models import Event
from anju.identity.employers import sign_in as room
from anju.identity.employers.sign_in import AgentNotSignedIn, sign_in_agent
from anju.identity.limits import TryLater
from anju.identity.models import Holder, Visit
from anju.identity.visits.begin_visit import Guest, begin_visit
from anju.notices.models import Message
from anju.people.models import Appointment, Employer


def come(
    number: str,
    who: str | None = None,
    password: str = PASSWORD,
    *,
    address: str = "203.0.113.7",
) -> Appointment:
    """Somebody tries at the gate."""
    return sign_in_agent(
        number=number,
        identity_number=who,
        password=password,
        address=address,
        today=TODAY,
        now=NOW,
    )


@pytest.mark.rows("X-16")
def test_with_his_identity_number_he_comes_in_as_himself(xinyang) -> None:
    mill = employer()
    zhao, qian = with_password(appoint(mill, 901)), appoint(mill, 902, "钱主管")
    with_password(qian, "another-9-loom")
    assert come(mill.number, identity(901)) == zhao
    assert come(f" {mill.number} ", identity(902).lower(), "another-9-loom") == qian
    with pytest.raises(AgentNotSignedIn):
        come(mill.number, identity(902))


@pytest.mark.rows("C-23")
def test_by_account_and_password_alone_the_one_whose_password_it_is_comes_in(xinyang) -> None:
    mill = employer()
    zhao = with_password(appoint(mill, 901))
    qian = with_password(appoint(mill, 902, "钱主管"), "another-9-loom")
    assert come(mill.number) == zhao
    assert come(mill.number, password="another-9-loom") == qian
    assert Event.objects.filter(deed="sign_in").last().actor == f"agent/{qian.agent_id}"


def test_an_employer_with_agents_and_none_at_all_cost_the_same_comparisons(
    xinyang, monkeypatch
) -> None:
    mill = employer()
    with_password(appoint(mill, 901))
    asked: list[int | None] = []
    monkeypatch.setattr(
        room, "is_right", lambda *, holder, holder_id, password: bool(asked.append(holder_id))
    )
    counts = []
    for number, who in (
        (mill.number, None),
        ("no-such", None),
        (mill.number, identity(901)),
        (mill.number, identity(999)),
    ):
        asked.clear()
        with pytest.raises(AgentNotSignedIn):
            come(number, who)
        counts.append(len(asked))
    assert counts == [5, 5, 1, 1]


def test_two_agents_with_one_password_are_nobody_and_both_are_told(xinyang) -> None:
    mill = employer()
    with_password(appoint(mill, 901))
    with_password(appoint(mill, 902, "钱主管"))
    with pytest.raises(AgentNotSignedIn):
        come(mill.number)
    told = [one.to for one in Message.objects.filter(state="waiting")]
    assert sorted(told) == ["13900000901", "13900000902"]


@pytest.mark.parametrize("way", ["closed", "left", "shut_out", "elsewhere"])
def test_who_may_no_longer_act_sounds_like_a_wrong_password(xinyang, way: str) -> None:
    mill, tea = employer(), employer("浉河茶厂", seq=2)
    zhao = with_password(appoint(mill, 901))
    number = mill.number
    if way == "closed":
        Employer.objects.filter(pk=mill.pk).update(state=Employer.State.CLOSED)
    if way == "left":
        Appointment.objects.filter(pk=zhao.pk).update(active=False)
    if way == "shut_out":
        type(zhao.agent).objects.filter(pk=zhao.agent_id).update(active=False)
    if way == "elsewhere":
        number = tea.number
    sentences = set()
    for who, password in ((identity(901), PASSWORD), (identity(901), "wrong-word-9")):
        with pytest.raises(AgentNotSignedIn) as refused:
            come(number, who, password)
        sentences.add(refused.value.sentence)
    assert len(sentences) == 1


def test_after_five_failures_at_one_person_the_gate_asks_for_patience(xinyang) -> None:
    mill = employer()
    with_password(appoint(mill, 901))
    for _ in range(5):
        with pytest.raises(AgentNotSignedIn):
            come(mill.number, identity(901), "wrong-word-9")
    with pytest.raises(TryLater):
        come(mill.number, identity(901))


def test_a_hundred_thousand_characters_are_an_ordinary_no(xinyang) -> None:
    with pytest.raises(AgentNotSignedIn):
        come("9" * 100_000, "X" * 100_000, "long" * 25_000)


def test_guesses_from_afar_do_not_lock_an_agent_out_of_his_own_office(xinyang) -> None:
    mill = employer()
    zhao = with_password(appoint(mill, 901))
    begin_visit(
        guest=Guest(Holder.AGENT, zhao.agent_id, zhao.pk),
        strength=Visit.Strength.PASSWORD,
        address="203.0.113.7",
        device="",
        session_key="k",
        now=NOW,
    )
    for who in (None, identity(901)):
        for _ in range(6):
            with pytest.raises((AgentNotSignedIn, TryLater)):
                come(mill.number, who, "wrong-word-9", address="198.51.100.9")
        assert come(mill.number, who) == zhao
