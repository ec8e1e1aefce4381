"""(c) A year's interest on every account, posted synthetically, against one plain statement."""

import random

import psycopg
from django.db import connection

from anju.ledger.kinds import Kind
from anju.ledger.mass import MassDeed, book_mass
from bench.gauge import Reading, gauge, hot_share
from bench.same import must_be_same
from bench.server import Server, settle
from bench.town import FLOORS, TODAY, deed_of, interest_account, standing

DATABASE = "round"
TABLES = (
    "xinyang.ledger_balance",
    "xinyang.ledger_posting_2026",
    "floor.balance",
    "floor.posting_2026",
)
# 1.5 % of what lies there, cut off to the fen: enough to move every account.
QUERY = (
    "SELECT account_id, (carried_fen + current_fen) * 15 / 1000 AS amount_fen"
    " FROM ledger_balance WHERE (carried_fen + current_fen) * 15 / 1000 > 0"
)


def interest_round(server: Server, *, chance: random.Random) -> dict[str, Reading]:
    """One round over all accounts: a fresh database, product and floor in random order."""
    server.clone(DATABASE, of="accounts")
    with server.connect(DATABASE) as watch:
        settle(watch, *TABLES)
        runs = [("floor", _floor), ("product", _product)]
        chance.shuffle(runs)
        readings = {}
        for name, run in runs:
            watch.execute("CHECKPOINT")
            readings[name] = run(server, watch)
        lines, _ = must_be_same(watch, day=TODAY)
    for reading in readings.values():
        reading.extra["lines"] = lines
    return readings


def _floor(server: Server, watch: psycopg.Connection) -> Reading:
    statement = (FLOORS / "interest.sql").read_text()
    with server.connect(DATABASE) as session:
        with gauge(watch, backend=session.info.backend_pid) as reading:
            session.execute(statement, {"today": TODAY})
        reading.hot_share = hot_share(session.execute, watch, "floor.balance")
    return reading


def _product(server: Server, watch: psycopg.Connection) -> Reading:
    with standing(server, DATABASE):
        mass = MassDeed(
            deed=deed_of(Kind.INTEREST, "bench", TODAY),
            query=QUERY,
            values={},
            against=interest_account(),
        )
        with gauge(watch, backend=connection.connection.info.backend_pid) as reading:
            book_mass(mass=mass)
        with connection.cursor() as cursor:
            reading.hot_share = hot_share(cursor.execute, watch, "xinyang.ledger_balance")
    return reading
