"""The demo refuses politely, keeps its secrets, and leaves nobody behind."""

import os
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from configparser import RawConfigParser
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

import anju
from anju.batch.demo.house import HEAD, House, house_of, kept_secrets, program
from anju.batch.demo.life import DemoFailed, reset, up
from anju.batch.demo.neighbours import end_all, ours, takes_connections
from anju.settings.keys import keys_of

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
DEAF = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(15, signal.SIG_IGN); print(flush=True); time.sleep(60)",
]


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    """A demo of an empty checkout, whose path holds what configuration files stumble over."""
    root = tmp_path / "100% new; town"
    root.mkdir()
    monkeypatch.setenv("ANJU_PORT", "8690")
    return house_of(root)


@pytest.fixture
def neighbour(house: House) -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def test_a_taken_port_is_named_with_its_holder_and_the_way_out(
    house: House, neighbour: socket.socket
) -> None:
    port = neighbour.getsockname()[1]
    with pytest.raises(DemoFailed, match=rf"port {port} is taken.*ANJU_PORT=8700"):
        up(replace(house, port=port))
    assert takes_connections(port)


def test_a_second_demo_of_the_same_checkout_is_refused_and_the_first_goes_on(
    house: House,
) -> None:
    with subprocess.Popen(SLEEP, env=house.environment) as first:
        with pytest.raises(DemoFailed, match="make stop"):
            up(house)
        assert first.poll() is None
        first.kill()


def test_stop_ends_what_a_demo_of_this_checkout_started_and_nobody_else(house: House) -> None:
    with (
        subprocess.Popen(SLEEP, env=house.environment) as own,
        subprocess.Popen(SLEEP) as other,
    ):
        assert [process.pid for process in ours(house)] == [own.pid]
        end_all(house)
        assert own.poll() is not None
        assert other.poll() is None
        other.kill()


def test_who_does_not_listen_is_ended_all_the_same(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("anju.batch.demo.neighbours.LAST_SECONDS", 1)
    with subprocess.Popen(DEAF, env=house.environment, stdout=subprocess.PIPE) as deaf:
        assert deaf.stdout is not None
        deaf.stdout.readline()
        end_all(house)
        assert deaf.poll() is not None


def test_reset_never_touches_a_database_that_is_not_the_demos(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/else")
    with pytest.raises(DemoFailed, match="DATABASE_URL"):
        reset(house)


def test_secrets_are_made_once_and_kept_closed(house: House) -> None:
    kept = house.demo / "environment"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    again = house_of(house.root)
    for name in ("ANJU_BANK_KEY", "ANJU_SECRET_KEY"):
        assert again.environment[name] == house.environment[name]
        assert len(house.environment[name]) >= 32


def test_the_supervisor_reads_its_file_whatever_the_path(house: House) -> None:
    parser = RawConfigParser()
    parser.read_string(house.supervision())
    programs = {name.removeprefix("program:") for name in parser.sections()[1:]}
    expected = {"simulators", "web", "tls", "worker", "messages"}
    expected |= {"postgres"} if house.own_database else set()
    assert programs == expected
    assert {parser[f"program:{name}"]["autorestart"] for name in programs} == {"true"}


def test_what_dies_is_started_again_and_all_ends_with_the_supervisor(house: House) -> None:
    """With a sleeper for a program, under the real supervisor and its real file."""
    house.logs.mkdir(parents=True)
    configuration = house.demo / "supervisor.ini"
    configuration.write_text(HEAD + program("sleeper", SLEEP, priority=1, patience=5))
    command = [sys.executable, "-m", "supervisor.supervisord", "-c", str(configuration)]
    with subprocess.Popen(command, env=house.environment, cwd=house.root) as supervisor:
        first = _child(supervisor.pid)
        first.kill()
        second = _child(supervisor.pid, other_than=first.pid)
        end_all(house)
        assert supervisor.wait(timeout=10) == 0
        assert not second.is_running() or second.status() == psutil.STATUS_ZOMBIE


def _child(parent: int, other_than: int | None = None) -> psutil.Process:
    for _ in range(400):
        for child in psutil.Process(parent).children():
            if child.pid != other_than and child.status() != psutil.STATUS_ZOMBIE:
                return child
        time.sleep(0.05)
    raise AssertionError(f"process {parent} of {os.getpid()} has no child")


def test_a_web_worker_ends_when_its_server_is_killed(house: House) -> None:
    """Else it would keep the port and answer beside its successors."""
    source = Path(anju.__file__).parents[1]
    worker = "import anju.batch.demo.halls, time; print(1, flush=True); time.sleep(60)"
    server = (
        "import subprocess, sys; child = subprocess.Popen([sys.executable, '-c', sys.argv[1]],"
        " stdout=subprocess.PIPE); child.stdout.readline(); print(child.pid, flush=True);"
        " child.wait()"
    )
    environment = {**house.environment, "PYTHONPATH": str(source)}
    command = [sys.executable, "-c", server, worker]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        orphan = psutil.Process(int(parent.stdout.readline()))
        parent.kill()
        psutil.wait_procs([orphan], timeout=10)
        assert not orphan.is_running() or orphan.status() == psutil.STATUS_ZOMBIE


def test_an_older_demo_keeps_its_secrets_and_is_given_the_newer_ones(tmp_path: Path) -> None:
    file = tmp_path / "environment"
    file.write_text("ANJU_BANK_KEY=abc\nANJU_SECRET_KEY=def\n")
    first = kept_secrets(file)
    assert (first["ANJU_BANK_KEY"], first["ANJU_SECRET_KEY"]) == ("abc", "def")
    assert first["ANJU_SEAL_KEYS"].startswith("1:")
    assert kept_secrets(file) == first
    assert keys_of(first)["seal"]["1"] in file.read_text()
