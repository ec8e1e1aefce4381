"""(a) One employer's month: the product's posting against one plain statement."""

import random

import psycopg
from django.db import connection

from anju.contributions.models import Remittance
from anju.contributions.remittances.post_remittance import post_remittance
from bench.gauge import Reading, gauge, hot_share
from bench.same import must_be_same
from bench.server import Server, settle
from bench.town import FLOORS, MONTH, TODAY, standing

DATABASE = "round"
PRODUCT_TABLES = (
    "xinyang.ledger_balance",
    "xinyang.ledger_posting_2026",
    "xinyang.contributions_share",
    "xinyang.ledger_entry",
)
FLOOR_TABLES = ("floor.balance", "floor.posting_2026", "floor.share")


def remittance_round(
    server: Server, *, employer: int, heads: int, chance: random.Random
) -> dict[str, Reading]:
    """One round for one employer: a fresh database, product and floor in random order.

    Each session has booked the smallest employer before, as a worker's has on any day.
    """
    server.clone(DATABASE, of="remittances")
    with server.connect(DATABASE) as watch:
        settle(watch, *PRODUCT_TABLES, *FLOOR_TABLES)
        runs = [("floor", _floor), ("product", _product)]
        chance.shuffle(runs)
        readings = {name: run(server, watch, employer) for name, run in runs}
        must_be_same(watch, day=TODAY)
    for reading in readings.values():
        reading.extra["lines"] = heads
    return readings


def _floor(server: Server, watch: psycopg.Connection, employer: int) -> Reading:
    with standing(server, DATABASE):
        before, remittance = _before(), _of(employer)
    statement = (FLOORS / "remittance.sql").read_text()
    values = {"today": TODAY, "month": MONTH.code}
    with server.connect(DATABASE) as session:
        session.execute(statement, {**values, "remittance": before.pk})
        watch.execute("CHECKPOINT")
        with gauge(watch, backend=session.info.backend_pid) as reading:
            session.execute(statement, {**values, "remittance": remittance.pk})
        reading.hot_share = hot_share(session.execute, watch, "floor.balance")
    return reading


def _product(server: Server, watch: psycopg.Connection, employer: int) -> Reading:
    with standing(server, DATABASE):
        post_remittance(remittance=_before(), today=TODAY)
        remittance = _of(employer)
        watch.execute("CHECKPOINT")
        with gauge(watch, backend=connection.connection.info.backend_pid) as reading:
            post_remittance(remittance=remittance, today=TODAY)
        with connection.cursor() as cursor:
            reading.hot_share = hot_share(cursor.execute, watch, "xinyang.ledger_balance")
    return reading


def _before() -> Remittance:
    return Remittance.objects.select_related("employer").order_by("heads")[0]


def _of(employer: int) -> Remittance:
    return Remittance.objects.select_related("employer").get(employer=employer)
