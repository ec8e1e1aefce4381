"""Killed in the middle of a posting, the books hold no half of anything, and go on."""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from anju.centers import postgres
from anju.centers.postgres import cluster
from anju.centers.postgres.place import server_of
from faults.poster import HEADS, MONTHS
from faults.reader import ROWS

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 600
READING_SECONDS = 600


@dataclass(frozen=True)
class House:
    """A database of its own, and processes that use it."""

    home: Path
    environment: dict[str, str]

    def run(self, *words: str, role: str = "app") -> subprocess.CompletedProcess[str]:
        environment = {**self.environment, "ANJU_DATABASE_ROLE": role}
        done = subprocess.run(
            [sys.executable, *words],
            env=environment,
            text=True,
            capture_output=True,
            timeout=PATIENCE_SECONDS,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    def poster(self) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, str(ROOT / "tests" / "faults" / "poster.py"), "remit"],
            env=self.environment,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def worker(self, settings: str = "anju.settings") -> "subprocess.Popen[bytes]":
        """The worker as the supervisor starts it."""
        command = [sys.executable, "-m", "django", "worker"]
        environment = {**self.environment, "DJANGO_SETTINGS_MODULE": settings}
        quiet = subprocess.DEVNULL
        return subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet)

    def kill_database(self) -> None:
        pid = cluster.pid_of(server_of(self.home))
        assert pid is not None
        os.kill(pid, signal.SIGKILL)

    def asks(self, question: str) -> object:
        with psycopg.connect(self.environment["DATABASE_URL"]) as connection:
            row = connection.execute(question).fetchone()
        assert row is not None
        return row[0]


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    """Not pytest's own folder, which is closed to the user whom root lends the server to."""
    home = Path(tempfile.mkdtemp(prefix="anju-kills-"))
    home.chmod(0o755)
    found = postgres.ensure(home)
    environment = {
        **os.environ,
        "DATABASE_URL": found.owner_url,
        "ANJU_APP_DATABASE_URL": found.app_url,
        "ANJU_VAR": str(home / "var"),
        "DJANGO_SETTINGS_MODULE": "anju.settings",
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT / 'tests'}",
    }
    made = House(home, environment)
    made.run("-m", "django", "prepare", role="owner")
    name = ("--name", "吉安市住房公积金管理中心", "--first-day", "2026-07-01")
    made.run("-m", "django", "center", "create", "jian", *name, role="owner")
    made.run(str(ROOT / "tests" / "faults" / "poster.py"), "build")
    yield made
    postgres.erase(home)
    shutil.rmtree(home)


def _follow(poster: "subprocess.Popen[str]", until: str, acknowledged: set[str]) -> None:
    """Read what the poster says up to a line that begins so; what it says is posted, is."""
    assert poster.stdout is not None
    for line in poster.stdout:
        what, month = line.split()
        if what == "posted":
            acknowledged.add(month)
        if what == until and month not in acknowledged:
            return
    raise AssertionError(f"the poster ended: {poster.stderr and poster.stderr.read()}")


@pytest.mark.parametrize("killed", ["the database", "the poster"])
def test_killed_five_times_the_books_prove_true_and_nothing_acknowledged_is_lost(
    house: House, killed: str
) -> None:
    dice = random.Random(killed)
    acknowledged: set[str] = set()
    for stage in ("remitting", "booking", "answered", "booking", "booking"):
        postgres.ensure(house.home)
        poster = house.poster()
        _follow(poster, stage, acknowledged)
        time.sleep(dice.randrange(120) / 1000)
        if killed == "the database":
            house.kill_database()
        else:
            poster.kill()
        said, _ = poster.communicate(timeout=PATIENCE_SECONDS)
        acknowledged |= {line.split()[1] for line in said.splitlines() if "posted" in line}
        assert poster.returncode != 0
        postgres.ensure(house.home)
        proven = house.run("-m", "django", "verify")
        assert "✗" not in proven.stdout
        posted = house.asks(
            "SELECT coalesce(array_agg(substring(last_month::text, 1, 4) || '-'"
            " || substring(last_month::text, 5)), '{}')"
            " FROM jian.contributions_remittance WHERE state = 'posted'"
        )
        assert acknowledged <= set(posted)  # type: ignore[call-overload]


def test_the_next_run_takes_everything_up_and_ends_as_if_nobody_had_died(
    house: House,
) -> None:
    postgres.ensure(house.home)
    poster = house.poster()
    _, complaints = poster.communicate(timeout=PATIENCE_SECONDS)
    assert poster.returncode == 0, complaints
    assert "✗" not in house.run("-m", "django", "verify").stdout
    lines = house.asks("SELECT count(*) FROM jian.ledger_posting WHERE account_id >= 10000")
    assert lines == HEADS * MONTHS
    assert house.asks("SELECT count(*) FROM jian.payments_order") == MONTHS
    held = "SELECT array_agg(DISTINCT current_fen) FROM jian.ledger_balance WHERE version > 0"
    assert house.asks(held) == [MONTHS * 144_000]


def _how_far(house: House) -> tuple[str, str, int, int]:
    found = house.asks(
        "SELECT concat_ws(',', state, step, rows_done, rows_all)"
        " FROM jian.contributions_rosterupload"
    )
    state, step, done, every = str(found).split(",")
    return state, step, int(done), int(every)


def _wait(house: House, until: Callable[[str, str, int, int], bool]) -> None:
    _wait_until(lambda: until(*_how_far(house)))


def test_a_worker_killed_half_way_through_50000_rows_reads_them_again_and_doubles_nothing(
    house: House,
) -> None:
    postgres.ensure(house.home)
    house.run(str(ROOT / "tests" / "faults" / "reader.py"))
    for stage in ("read", "judge"):
        worker = house.worker()
        _wait(house, lambda _, step, done, every, at=stage: step == at and done > every // 2)
        worker.kill()
        worker.wait(timeout=PATIENCE_SECONDS)
        state, *_ = _how_far(house)
        assert state == "reading"
        assert house.asks("SELECT count(*) FROM jian.contributions_line") == 0
    worker = house.worker()
    _wait(house, lambda state, *_: state == "compared")
    # What fell with its job comes to the next worker as well; it finds nothing left to do.
    _wait_for_jobs(house)
    worker.terminate()
    worker.wait(timeout=PATIENCE_SECONDS)
    lines = (
        "SELECT array[count(*), count(DISTINCT identity_index)] FROM jian.contributions_line"
    )
    assert house.asks(f"{lines} WHERE kind = 'open' AND faults = '[]'") == [ROWS, ROWS]
    assert house.asks("SELECT count(*) FROM jian.contributions_line") == ROWS
    assert house.asks("SELECT count(*) FROM jian.contributions_register") == 1
    assert house.asks("SELECT count(*) FROM jian.contributions_rosterupload") == 1
    assert "✗" not in house.run("-m", "django", "verify").stdout


def _wait_for_jobs(house: House) -> None:
    left = (
        "SELECT count(*) FROM procrastinate_jobs"
        " WHERE task_name = 'read_uploads' AND status IN ('todo', 'doing')"
    )
    _wait_until(lambda: not house.asks(left))


def test_a_worker_killed_while_it_writes_a_list_leaves_nothing_and_the_next_writes_it_whole(
    house: House,
) -> None:
    postgres.ensure(house.home)
    house.run(str(ROOT / "tests" / "faults" / "exporter.py"))
    told = "SELECT concat_ws(',', state, rows_done, file) FROM jian.documents_export"
    folder = house.home / "var" / "exports" / "jian"
    worker = house.worker("faults.exporter_settings")
    _wait_until(lambda: house.asks(told) == "writing,1000,")
    worker.kill()
    worker.wait(timeout=PATIENCE_SECONDS)
    assert house.asks(told) == "writing,1000,"
    assert not folder.exists()
    worker = house.worker()
    _wait_until(lambda: str(house.asks(told)).startswith(f"ready,{HEADS},"))
    worker.terminate()
    worker.wait(timeout=PATIENCE_SECONDS)
    (file,) = folder.iterdir()
    assert house.asks(told) == f"ready,{HEADS},{file.name}"
    assert house.asks("SELECT tries FROM jian.documents_export") == 2


def _wait_until(come: Callable[[], bool]) -> None:
    gives_up = time.monotonic() + READING_SECONDS
    while not come():
        assert time.monotonic() < gives_up
        time.sleep(0.05)
