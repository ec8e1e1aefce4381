"""可提全景 of members with ten years behind them, and everybody's eligibility at once."""

import time
from collections.abc import Sequence
from statistics import median

import psycopg
from django.db import connection
from django.test import Client
from django.utils import timezone

from anju.identity.models import Holder, Visit
from anju.identity.visits.begin_visit import Guest, begin_visit
from anju.withdrawals.judging.facts import facts_of_many
from anju.withdrawals.judging.survey import rules_on, survey
from bench.gauge import Reading, gauge
from bench.histories import DATABASE, WITH_LOAN, members_of
from bench.server import Server, settle
from bench.town import TODAY, standing

PAGE = "/my/withdrawals"
SCREENS = 40
# As many members are read and judged together as a job would.
TOGETHER = 500


def panorama_round(server: Server, *, employer: int, members: int) -> dict[str, Reading]:
    """The page of members who repay a loan, and the judging of `members` against reading them.

    `extra["ms"]` is the median of a whole request inside the server, from the door to the
    drawn page, in milliseconds. Raises RuntimeError for a page that shows no reason.
    """
    with server.connect(DATABASE) as watch:
        settle(watch, "xinyang.people_fundaccount", "xinyang.contributions_share")
        with standing(server, DATABASE):
            return {
                "screen": _screens(watch, employer),
                **_everybody(watch, members_of(employer, members)),
            }


def _screens(watch: psycopg.Connection, employer: int) -> Reading:
    borrowers = members_of(employer, SCREENS * WITH_LOAN)[::WITH_LOAN]
    halls = [_enter(member) for member in borrowers]
    taken = []
    _look(halls[0])
    with gauge(watch, backend=_backend()) as reading:
        for hall in halls:
            began = time.perf_counter()
            _look(hall)
            taken.append(time.perf_counter() - began)
    reading.extra = {"ms": median(taken) * 1000, "slowest_ms": max(taken) * 1000}
    return reading


def _everybody(watch: psycopg.Connection, members: Sequence[int]) -> dict[str, Reading]:
    now = timezone.now()
    with gauge(watch, backend=_backend()) as rows:
        for part in _parts(members):
            facts_of_many(members=part, today=TODAY, now=now)
    with gauge(watch, backend=_backend()) as judged:
        rules = rules_on(TODAY)
        for part in _parts(members):
            for facts in facts_of_many(members=part, today=TODAY, now=now).values():
                survey(facts=facts, rules=rules)
    for reading in (rows, judged):
        reading.extra = {"members": len(members), "a_minute": len(members) / reading.wall * 60}
    return {"rows": rows, "judged": judged}


def _parts(members: Sequence[int]) -> list[Sequence[int]]:
    return [members[at : at + TOGETHER] for at in range(0, len(members), TOGETHER)]


def _look(hall: Client) -> None:
    answer = hall.get(PAGE)
    if answer.status_code != 200 or "商贷".encode() not in answer.content:
        raise RuntimeError(f"the page was not drawn: {answer.status_code}")


def _enter(member: int) -> Client:
    hall = Client(HTTP_HOST="xinyang.localhost", REMOTE_ADDR="127.0.0.1")
    session = hall.session
    visit = begin_visit(
        guest=Guest(Holder.MEMBER, member),
        strength=Visit.Strength.PASSWORD,
        address="127.0.0.1",
        device="bench",
        session_key=str(session.session_key),
        now=timezone.now(),
    )
    session["holder"], session["visit"] = "member", visit.pk
    session.save()
    return hall


def _backend() -> int:
    return int(connection.connection.info.backend_pid)
