"""Registration and reset at the door: what may be done, and what may not."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.http import HttpResponse
from django.test import Client
from tests.askers import NEW, Asker, askers, code_at, texts_to

from anju.audit.models import Event
from anju.identity.models import Credential, Enrolment, Knock
from anju.notices.models import Message
from anju.people.models import Employer, Member
from anju.policy.rules import profile

FACTS, CODE, PASSWORD = "/my/register", "/my/register/code", "/my/register/password"
THEN = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
LONG = "长" * 100_000


@pytest.fixture
def people(hall: Client, mill: Employer, monkeypatch: pytest.MonkeyPatch) -> dict[str, Asker]:
    """枣庄's wizard, whose three pages ask one thing each."""
    monkeypatch.setattr("anju.policy.rules._current", lambda: profile("zaozhuang"))
    return askers(mill)


def begin(client: Client, who: Asker) -> HttpResponse:
    facts = {"name": who.name, "identity_number": who.identity_number, "consent": "yes"}
    return client.post(FACTS, {**facts, "press": "on"})


def ask(client: Client, who: Asker) -> HttpResponse:
    begin(client, who)
    return client.post(CODE, {"press": "code"})


def enter(client: Client, code: str) -> HttpResponse:
    return client.post(CODE, {"press": "on", "code": code})


def choose(client: Client, password: str = NEW, again: str = NEW) -> HttpResponse:
    return client.post(PASSWORD, {"press": "on", "password": password, "again": again})


def another(address: str = "198.51.100.9") -> Client:
    return Client(HTTP_HOST="xinyang.localhost", REMOTE_ADDR=address)


def said(answer: HttpResponse) -> str:
    return answer.content.decode()


def has_password(who: Asker) -> bool:
    member = Member.objects.get(identity_index=who.identity_number)
    return Credential.objects.filter(holder="member", holder_id=member.pk).exists()


def test_the_last_page_leads_back_to_the_first_without_the_steps_before(
    hall: Client, people: dict[str, Asker]
) -> None:
    for page in (CODE, PASSWORD, "/my/register/done"):
        assert hall.get(page)["Location"] == FACTS
    for answer in (enter(hall, "123456"), choose(hall)):
        assert answer.status_code == 422
        assert "请从第一步重新办理" in said(answer)
    ask(hall, people["right"])
    assert choose(hall).status_code == 422
    assert not has_password(people["right"])


def test_a_page_that_does_not_exist_is_not_found(hall: Client, people: dict) -> None:
    assert hall.get("/my/register/nowhere").status_code == 404


def test_a_wrong_code_is_counted_and_five_are_all_there_are(
    hall: Client, people: dict[str, Asker]
) -> None:
    who = people["right"]
    ask(hall, who)
    code = code_at(who.mobile)
    wrong = "111222" if code != "111222" else "111223"
    for _ in range(5):
        answer = enter(hall, wrong)
        assert answer.status_code == 422
        assert "验证码不对或已失效" in said(answer)
    assert enter(hall, code).status_code == 422
    assert Event.objects.filter(deed="refuse_code").count() >= 5


def test_a_late_code_opens_nothing(hall: Client, people: dict[str, Asker]) -> None:
    who = people["right"]
    with time_machine.travel(THEN, tick=False):
        ask(hall, who)
    with time_machine.travel(THEN + timedelta(minutes=5), tick=False):
        assert "验证码不对或已失效" in said(enter(hall, code_at(who.mobile)))
    with time_machine.travel(THEN + timedelta(minutes=16), tick=False):
        assert hall.get(CODE)["Location"] == FACTS


def test_a_code_of_another_session_and_of_another_errand_opens_nothing(
    hall: Client, people: dict[str, Asker]
) -> None:
    who = people["right"]
    ask(hall, who)
    code = code_at(who.mobile)
    thief = another()
    ask(thief, people["unknown"])
    assert enter(thief, code).status_code == 422
    thief.post("/my/forgot", {"name": who.name, "identity_number": who.identity_number})
    assert thief.post("/my/forgot/code", {"press": "on", "code": code}).status_code == 422
    assert enter(hall, code).status_code == 302


def test_a_used_code_opens_nothing_more(hall: Client, people: dict[str, Asker]) -> None:
    who = people["right"]
    ask(hall, who)
    code = code_at(who.mobile)
    assert enter(hall, code).status_code == 302
    assert choose(hall).status_code == 302
    begin(hall, who)
    assert enter(hall, code).status_code == 422


def test_who_planted_the_session_can_not_go_on_with_what_was_proven(
    hall: Client, people: dict[str, Asker]
) -> None:
    """Session fixation: the thief's browser has the key the victim's began with."""
    who, thief = people["right"], another()
    ask(hall, who)
    thief.cookies["anju_session"] = hall.cookies["anju_session"].value
    assert thief.get(CODE).status_code == 200
    enter(hall, code_at(who.mobile))
    assert choose(thief).status_code == 422
    assert not has_password(who)
    assert choose(hall).status_code == 302


@pytest.mark.parametrize("field", ["name", "identity_number"])
def test_a_field_of_a_hundred_thousand_characters_is_a_wrong_field(
    hall: Client, people: dict[str, Asker], field: str
) -> None:
    who = people["right"]
    facts = {"name": who.name, "identity_number": who.identity_number, "consent": "yes"}
    answer = hall.post(FACTS, {**facts, field: LONG, "press": "on"})
    assert answer.status_code == 422
    assert LONG not in said(answer)
    assert f'href="#{field}"' in said(answer)


def test_a_code_and_a_password_of_a_hundred_thousand_characters_are_refused(
    hall: Client, people: dict[str, Asker]
) -> None:
    who = people["right"]
    ask(hall, who)
    assert enter(hall, LONG).status_code == 422
    enter(hall, code_at(who.mobile))
    answer = choose(hall, LONG, LONG)
    assert answer.status_code == 422
    assert "密码最多 128 位" in said(answer)


def test_two_passwords_that_differ_and_a_weak_one_are_told_at_their_fields(
    hall: Client, people: dict[str, Asker]
) -> None:
    who = people["right"]
    ask(hall, who)
    enter(hall, code_at(who.mobile))
    assert "两次填写的密码不一样" in said(choose(hall, NEW, NEW + "x"))
    for weak in ("111111", "11111111", who.identity_number):
        answer = choose(hall, weak, weak)
        assert answer.status_code == 422
        assert 'href="#password"' in said(answer)
        assert weak not in said(answer)
    assert choose(hall).status_code == 302


def test_people_who_share_a_mobile_register_each_for_himself(
    hall: Client, people: dict[str, Asker]
) -> None:
    first, second = people["right"], people["no_mobile"]
    member = Member.objects.get(identity_index=second.identity_number)
    member.mobile = first.mobile
    member.save()
    with time_machine.travel(THEN, tick=False):
        ask(hall, first)
        enter(hall, code_at(first.mobile))
        choose(hall)
    assert not has_password(second)
    with time_machine.travel(THEN + timedelta(minutes=3), tick=False):
        other = another()
        ask(other, second)
        enter(other, code_at(first.mobile))
        assert choose(other).status_code == 302
    assert Enrolment.objects.filter(holder_id=member.pk).exists()


def test_an_unticked_agreement_stops_at_the_first_page(
    hall: Client, people: dict[str, Asker]
) -> None:
    who = people["right"]
    facts = {"name": who.name, "identity_number": who.identity_number}
    answer = hall.post(FACTS, {**facts, "press": "on"})
    assert answer.status_code == 422
    assert "请先阅读《用户须知》" in said(answer)
    assert hall.get(CODE).status_code == 302


def test_from_the_third_try_on_a_proof_of_work_is_asked_whoever_it_is_about(
    hall: Client, people: dict[str, Asker]
) -> None:
    seen = {}
    for case in ("right", "unknown"):
        client = another("198.51.100.7" if case == "right" else "192.0.2.7")
        with time_machine.travel(THEN, tick=False) as clock:
            answers = []
            for _ in range(3):
                answers.append(ask(client, people[case]).status_code)
                clock.shift(timedelta(seconds=70))
        seen[case] = answers
    assert seen["right"] == seen["unknown"]
    assert seen["right"][-1] != 200


def test_nothing_personal_stands_in_an_address_or_plain_in_the_session(
    hall: Client, people: dict[str, Asker]
) -> None:
    who = people["right"]
    answer = begin(hall, who)
    assert who.identity_number not in answer["Location"]
    assert who.identity_number not in str(dict(hall.session))
    assert "identity_number" not in str(dict(hall.session))


@pytest.mark.rows("J-02")
def test_a_wrong_mobile_is_told_to_the_number_on_file(
    hall: Client, people: dict[str, Asker], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anju.policy.rules._current", lambda: profile("jian"))
    who = people["right"]
    hall.post("/my/register", {"press": "on"})
    facts = {"name": who.name, "identity_number": who.identity_number}
    hall.post("/my/register/form", {**facts, "mobile": "13800000009", "press": "code"})
    assert Knock.objects.get().verdict == Knock.Verdict.WRONG_MOBILE
    (told,) = texts_to(who.mobile, Message.Kind.SECURITY)
    assert "手机号码与中心登记不一致" in told
    assert texts_to("13800000009") == []


def test_what_one_agrees_to_can_be_read_by_everybody(hall: Client, people: dict) -> None:
    answer = hall.get("/agreement")
    assert answer.status_code == 200
    assert "用户须知" in said(answer)
    assert "销户状态" in said(answer)


def test_other_facts_wait_for_a_code_of_their_own(
    hall: Client, people: dict[str, Asker]
) -> None:
    ask(hall, people["unknown"])
    assert "验证码已发送" in said(hall.get(CODE))
    begin(hall, people["right"])
    assert "验证码已发送" not in said(hall.get(CODE))
    assert enter(hall, "123456").status_code == 422
