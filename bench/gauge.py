"""Measures one deed: wall and CPU seconds, WAL, and how many updates stayed in place."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psycopg

TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Reading:
    """What one deed cost. CPU is the backend's; `client_cpu` is this process's own."""

    wall: float = 0.0
    cpu: float = 0.0
    client_cpu: float = 0.0
    wal: int = 0
    hot_share: float | None = None
    extra: dict[str, float] = field(default_factory=dict)

    @property
    def all_cpu(self) -> float:
        """CPU of both sides: work moved from one to the other is not work saved."""
        return self.cpu + self.client_cpu

    def plain(self) -> dict[str, object]:
        """The reading as it stands in the report."""
        return {**asdict(self), "all_cpu": self.all_cpu}


def cpu_of(pid: int) -> float:
    """CPU seconds of a process so far, by the nanosecond where the kernel has it."""
    schedule = Path(f"/proc/{pid}/schedstat")
    if schedule.exists() and (ran := int(schedule.read_text().split()[0])):
        return ran / 1e9
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


@contextmanager
def gauge(watch: psycopg.Connection, *, backend: int) -> Iterator[Reading]:
    """Fill a reading with what happens inside the block; `watch` is a connection of its own."""
    reading = Reading()
    lsn, server, mine = _lsn(watch), cpu_of(backend), time.process_time()
    began = time.perf_counter()
    yield reading
    reading.wall = time.perf_counter() - began
    reading.client_cpu = time.process_time() - mine
    reading.cpu = cpu_of(backend) - server
    reading.wal = _since(watch, lsn)


def hot_share(run: Callable[[str], object], watch: psycopg.Connection, table: str) -> float:
    """Which share of the updates of a freshly cloned table stayed in place.

    `run` asks the measured session to tell its counts first.
    """
    run("SELECT pg_stat_force_next_flush()")
    updates, hot = watch.execute(
        "SELECT pg_stat_get_tuples_updated(oid), pg_stat_get_tuples_hot_updated(oid)"
        "  FROM pg_class WHERE oid = %s::regclass",
        [table],
    ).fetchone()
    return hot / updates if updates else 0.0


def _lsn(watch: psycopg.Connection) -> str:
    return str(watch.execute("SELECT pg_current_wal_insert_lsn()").fetchone()[0])


def _since(watch: psycopg.Connection, lsn: str) -> int:
    found = watch.execute("SELECT pg_current_wal_insert_lsn() - %s::pg_lsn", [lsn]).fetchone()
    return int(found[0])
