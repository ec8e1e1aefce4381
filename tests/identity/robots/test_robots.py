"""The speed bump: a proof of work for one form and session, good once and for two minutes."""

import base64
import json
from datetime import UTC, datetime, timedelta

import altcha
import pytest

from anju.ground.errors import Refusal
from anju.identity.limits import TryLater
from anju.identity.models import SpentPuzzle
from anju.identity.robots.asking import Asker, needs_puzzle, note_failed
from anju.identity.robots.marks import RobotDoubt
from anju.identity.robots.puzzle import MOST, check_puzzle, puzzle_for
from anju.identity.robots.ticket import check_ticket, waiting_ticket
from savings import ask_all_the_work

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)
FORM, SESSION = "member_sign_in", "session-one"


def solved(form: str = FORM, session: str = SESSION) -> str:
    """What the browser sends back."""
    puzzle = altcha.Challenge.from_dict(puzzle_for(form, session, NOW))
    solution = altcha.solve_challenge(puzzle)
    assert solution is not None
    assert solution.counter <= MOST
    return altcha.Payload(puzzle, solution).to_base64()


def check(payload: str, *, form: str = FORM, session: str = SESSION, seconds: int = 1) -> None:
    now = NOW + timedelta(seconds=seconds)
    check_puzzle(form=form, session=session, payload=payload, now=now)


def test_a_solution_counts_once(xinyang, monkeypatch: pytest.MonkeyPatch) -> None:
    ask_all_the_work(monkeypatch)
    payload = solved()
    check(payload)
    with pytest.raises(RobotDoubt):
        check(payload)
    assert SpentPuzzle.objects.count() == 1


@pytest.mark.parametrize(
    "elsewhere", [{"form": "register"}, {"session": "session-two"}, {"seconds": 121}]
)
def test_a_solution_counts_only_where_and_while_it_was_asked(xinyang, elsewhere) -> None:
    payload = solved()
    with pytest.raises(RobotDoubt):
        check(payload, **elsewhere)
    check(payload)


def test_a_puzzle_does_not_hold_its_own_answer(xinyang) -> None:
    puzzle = puzzle_for(FORM, SESSION, NOW)
    guess = {"challenge": puzzle, "solution": {"counter": 1, "derivedKey": "00" * 32}}
    with pytest.raises(RobotDoubt):
        check(base64.b64encode(json.dumps(guess).encode()).decode())
    assert SESSION not in json.dumps(puzzle)


def test_an_easier_puzzle_of_ones_own_making_is_refused(xinyang) -> None:
    puzzle = altcha.create_challenge(
        "SHA-256", 1, counter=1, data={"place": "x", "until": 9_999_999_999}, hmac_secret="mine"
    )
    solution = altcha.solve_challenge(puzzle)
    assert solution is not None
    with pytest.raises(RobotDoubt):
        check(altcha.Payload(puzzle, solution).to_base64())


@pytest.mark.parametrize("junk", ["", "%%%", "e30=", "bnVsbA==", "W10=", "A" * 100_000])
def test_junk_is_refused_and_breaks_nothing(xinyang, junk: str) -> None:
    with pytest.raises(RobotDoubt):
        check(junk)


def ask(
    ticket: str, *, seconds: int, session: str = SESSION, address: str = "10.0.0.1"
) -> None:
    check_ticket(
        form=FORM,
        session=session,
        ticket=ticket,
        address=address,
        now=NOW + timedelta(seconds=seconds),
    )


def test_without_script_one_waits_half_a_minute(xinyang) -> None:
    ticket = waiting_ticket(FORM, SESSION, NOW)
    with pytest.raises(RobotDoubt, match="再等 10 秒") as early:
        ask(ticket, seconds=20)
    assert early.value.detail["ticket"] == ticket
    ask(ticket, seconds=30)
    with pytest.raises(Refusal):
        ask(ticket, seconds=61)


@pytest.mark.parametrize("seconds", [151, 100_000])
def test_a_ticket_goes_stale(xinyang, seconds: int) -> None:
    with pytest.raises(RobotDoubt):
        ask(waiting_ticket(FORM, SESSION, NOW), seconds=seconds)


def test_a_ticket_belongs_to_its_session_and_cannot_be_made_older(xinyang) -> None:
    ticket = waiting_ticket(FORM, SESSION, NOW)
    with pytest.raises(RobotDoubt):
        ask(ticket, seconds=40, session="session-two")
    given_at, rest = ticket.split(".", 1)
    with pytest.raises(RobotDoubt):
        ask(f"{int(given_at) - 60}.{rest}", seconds=1)


def test_fetching_many_tickets_at_once_gains_nothing(xinyang) -> None:
    tickets = [waiting_ticket(FORM, SESSION, NOW) for _ in range(3)]
    ask(tickets[0], seconds=31)
    with pytest.raises(TryLater):
        ask(tickets[1], seconds=32)
    taken = 0
    for number in range(30):
        session = f"robot {number}"
        try:
            ask(waiting_ticket(FORM, session, NOW), seconds=33, session=session)
        except TryLater:
            continue
        taken += 1
    assert taken == 9


def asker(*, name: str = "a", session: str = "s", address: str = "10.0.0.1") -> Asker:
    return Asker(FORM, name, session, address)


@pytest.mark.parametrize(
    "again",
    [
        {"session": "t", "address": "10.9.9.9"},
        {"name": "b", "address": "10.9.9.9"},
        {"name": "b", "session": "t", "address": "10.0.0.77"},
    ],
)
def test_it_is_asked_from_the_second_failure_of_a_name_a_session_or_a_neighbourhood(
    xinyang, again: dict[str, str]
) -> None:
    for _ in range(2):
        assert not needs_puzzle(asker(), now=NOW)
        note_failed(asker(), now=NOW)
    assert needs_puzzle(asker(**again), now=NOW)
    assert not needs_puzzle(asker(**again), now=NOW + timedelta(minutes=16))
    assert not needs_puzzle(asker(name="b", session="t", address="10.9.9.9"), now=NOW)
    elsewhere = Asker("register", "a", "s", "10.0.0.1")
    assert not needs_puzzle(elsewhere, now=NOW)
