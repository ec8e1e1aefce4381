"""Before proof nobody can tell the seven cases apart (security 3.3): the issue's own proof.

What can be counted is compared exactly: status, headers, body, statements, hashes, rows. Time
is compared by ranks within rounds, with a planted difference that the same test must find.
"""

import gc
import random
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from argon2 import PasswordHasher
from django.contrib.auth.hashers import make_password
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from tests.askers import Asker, askers
from tests.portals.member.ranks import compare

from anju.audit.models import Event
from anju.identity.enrolment import knock as knock_verb
from anju.identity.models import Code, Knock, Tally
from anju.notices.models import Message
from anju.people.models import Employer
from anju.policy.rules import profile

ROUNDS, ROUNDS_OF_CONTROL = 24, 12
Register, Reset = Knock.Kind.REGISTER, Knock.Kind.RESET
# A wizard whose code page stands alone, and one that shows what was typed beside the code.
WAYS = {Register: ("zaozhuang", "/my/register"), Reset: ("jian", "/my/forgot")}
TABLES = (Knock, Code, Message, Event, Tally)

pytestmark = pytest.mark.usefixtures("dear_hashes")


@pytest.fixture(params=[Register, Reset])
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Knock.Kind:
    """Both errands, each in a city's own shape."""
    monkeypatch.setattr("anju.policy.rules._current", lambda: profile(WAYS[request.param][0]))
    return request.param


@pytest.fixture
def people(hall: Client, mill: Employer, kind: Knock.Kind) -> list[Asker]:
    return list(askers(mill, kind).values())


@contextmanager
def undone() -> Iterator[None]:
    """Everybody finds the same database: what a knock has written is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def at_the_button(kind: Knock.Kind, who: Asker) -> Callable[[], HttpResponse]:
    """Everything up to the button that sends a code; what is answered is that press."""
    client = Client(HTTP_HOST="xinyang.localhost", REMOTE_ADDR="203.0.113.7")
    url = WAYS[kind][1]
    facts = {"name": who.name, "identity_number": who.identity_number, "mobile": who.mobile}
    client.get(url)
    if kind == Register:
        del facts["mobile"]
        client.post(url, {**facts, "consent": "yes", "press": "on"})
        return lambda: client.post(f"{url}/code", {"press": "code"})
    return lambda: client.post(url, {**facts, "press": "code"})


def told(answer: HttpResponse, who: Asker) -> tuple[int, dict[str, str], str]:
    """What an asker can see, without tokens and without his own words."""
    body = re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", answer.content.decode())
    for own in (who.name, who.identity_number, who.mobile):
        body = body.replace(own, "…" * len(own))
    cookies = {
        name: re.sub(r"expires=[^;]+", "", re.sub(r"=[^;]+", "=", one.output(), count=1))
        for name, one in answer.cookies.items()
    }
    clock = {"Expires": "now"} if "Expires" in answer.headers else {}
    return answer.status_code, {**dict(answer.headers), **clock, **cookies}, body


def statements(press: Callable[[], HttpResponse]) -> tuple[HttpResponse, list[str]]:
    heard: list[str] = []

    def hear(execute, sql, params, many, context):
        heard.append(re.sub(r"s\d+_x\d+", "savepoint", str(sql)))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(hear):
        answer = press()
    return answer, heard


@pytest.mark.rows("Z-05", "Z-14")
@pytest.mark.usefixtures("at_one_moment")
def test_status_headers_body_and_statements_are_the_same_for_all_seven(
    people: list[Asker], kind: Knock.Kind
) -> None:
    found = {}
    for who in people:
        with undone():
            answer, heard = statements(at_the_button(kind, who))
            found[who.case] = (told(answer, who), heard)
    first = found["right"]
    assert first[0][0] == 200
    assert "若所填信息与中心登记一致" in first[0][2]
    for case, seen in found.items():
        assert seen == first, case


def test_rows_written_are_the_same_for_all_seven(people: list[Asker], kind: Knock.Kind) -> None:
    found = set()
    for who in people:
        with undone():
            press = at_the_button(kind, who)
            before = [table.objects.count() for table in TABLES]
            press()
            after = [table.objects.count() for table in TABLES]
            found.add(tuple(b - a for a, b in zip(before, after, strict=True)))
    assert len(found) == 1
    assert found.pop()[:3] == (1, 1, 2)


def test_no_case_costs_a_hash_more_than_another(
    people: list[Asker], kind: Knock.Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashed: list[str] = []
    for deed in ("hash", "verify"):
        monkeypatch.setattr(PasswordHasher, deed, lambda *_, deed=deed: hashed.append(deed))
    for who in people:
        with undone():
            assert at_the_button(kind, who)().status_code == 200
    assert hashed == []


@pytest.mark.usefixtures("at_one_moment")
def test_a_code_nobody_was_sent_is_refused_alike_for_all_seven(
    people: list[Asker], kind: Knock.Kind
) -> None:
    found = {}
    for who in people:
        with undone():
            client = Client(HTTP_HOST="xinyang.localhost", REMOTE_ADDR="203.0.113.7")
            found[who.case] = told(_guess(client, kind, who), who)
    assert {seen[0] for seen in found.values()} == {422}
    assert len({seen[2] for seen in found.values()}) == 1


def _guess(client: Client, kind: Knock.Kind, who: Asker) -> HttpResponse:
    url = WAYS[kind][1]
    facts = {"name": who.name, "identity_number": who.identity_number}
    guess = {"press": "on", "code": "000000", "password": "silk-and-7-looms"}
    guess["again"] = guess["password"]
    if kind == Register:
        client.post(url, {**facts, "consent": "yes", "press": "on"})
        client.post(f"{url}/code", {"press": "code"})
        return client.post(f"{url}/code", guess)
    facts["mobile"] = who.mobile
    client.post(url, {**facts, "press": "code"})
    return client.post(url, {**facts, **guess})


# What an asker can time, and what the answer costs us, which other programs on the machine
# hardly disturb; statements, and so the database's part, are the same anyway.
CLOCKS = (time.perf_counter, time.process_time)


def rounds_of(
    people: list[Asker], kind: Knock.Kind, *, seed: int, many: int
) -> tuple[list[list[float]], ...]:
    """Every case once a round, in a new order each time; seconds per press on each clock."""
    chance = random.Random(seed)
    found: tuple[list[list[float]], ...] = tuple([] for _ in CLOCKS)
    gc.collect()
    gc.disable()
    try:
        for _ in range(many):
            took = {}
            for who in chance.sample(people, len(people)):
                with undone():
                    press = at_the_button(kind, who)
                    began = [clock() for clock in CLOCKS]
                    press()
                    ended = [clock() for clock in CLOCKS]
                    took[who.case] = [b - a for a, b in zip(began, ended, strict=True)]
            for place, table in enumerate(found):
                table.append([took[who.case][place] for who in people])
    finally:
        gc.enable()
    return found


def differ(people: list[Asker], kind: Knock.Kind, many: int) -> bool:
    """Whether a difference shows on a clock, and shows again in a series of its own."""
    shown = [True for _ in CLOCKS]
    for seed in (1, 2):
        tables = rounds_of(people, kind, seed=seed, many=many)
        again = [compare(table, seed=seed).differs for table in tables]
        shown = [a and b for a, b in zip(shown, again, strict=True)]
        if not any(shown):
            return False
    return True


def test_no_case_takes_longer_than_another(people: list[Asker], kind: Knock.Kind) -> None:
    assert not differ(people, kind, ROUNDS)


def test_a_hash_too_much_for_one_case_would_be_found(
    people: list[Asker], kind: Knock.Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the difference everybody warns of, planted, does show."""
    judge = knock_verb.judge

    def slower(**how):
        case = judge(**how)
        if case.member is not None and case.verdict == Knock.Verdict.RIGHT:
            make_password("planted")
        return case

    monkeypatch.setattr("anju.identity.enrolment.knock.judge", slower)
    assert differ(people, kind, ROUNDS_OF_CONTROL)
