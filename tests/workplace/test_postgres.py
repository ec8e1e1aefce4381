"""The PostgreSQL that comes with the installation: it starts whatever has happened to it."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from anju.centers import postgres
from anju.centers.postgres import cluster
from anju.centers.postgres.place import server_of

SOURCE = Path(postgres.__file__).parents[3]


@pytest.fixture
def parent() -> Iterator[Path]:
    """Not pytest's own folder, which is closed to the user whom root lends the server to."""
    folder = Path(tempfile.mkdtemp(prefix="anju test "))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def checkout(parent: Path) -> Iterator[Path]:
    """A checkout under a path with spaces, longer than a unix socket's path may be."""
    root = parent / ("a very long name " * 8).strip()
    root.mkdir()
    yield root
    postgres.erase(root)


def _pid(root: Path) -> int:
    pid = cluster.pid_of(server_of(root))
    assert pid is not None
    return pid


def _asks(url: str, question: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(question).fetchone()
    assert row is not None
    return row[0]


def _gone(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rsplit(")", 1)[1].split()[0] == "Z"


def _kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    while not _gone(pid):
        time.sleep(0.01)


def test_it_starts_once_and_answers_the_owner_and_the_application(checkout: Path) -> None:
    first = postgres.ensure(checkout)
    pid = _pid(checkout)
    assert postgres.ensure(checkout) == first
    assert _pid(checkout) == pid
    assert _asks(first.owner_url, "SELECT session_user") == "anju_owner"
    assert _asks(first.app_url, "SELECT session_user") == "anju_app"
    assert _asks(first.app_url, "SHOW TimeZone") == "Asia/Shanghai"
    assert _asks(first.app_url, "SHOW listen_addresses") == ""


def test_the_application_may_make_nothing_and_the_owner_is_no_superuser(checkout: Path) -> None:
    found = postgres.ensure(checkout)
    with psycopg.connect(found.app_url) as app, pytest.raises(psycopg.errors.Error):
        app.execute("CREATE TABLE public.mine (id int)")
    with psycopg.connect(found.app_url) as app, pytest.raises(psycopg.errors.Error):
        app.execute("CREATE SCHEMA mine")
    assert _asks(found.owner_url, "SHOW is_superuser") == "off"


def test_nobody_enters_without_the_password(checkout: Path) -> None:
    found = postgres.ensure(checkout)
    for user in ("anju_owner", "anju_app", "postgres"):
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(host=str(found.socket), dbname="anju", user=user, password="guess")


def test_socket_and_passwords_are_closed_to_others(checkout: Path) -> None:
    found = postgres.ensure(checkout)
    server = server_of(checkout)
    notes = checkout / "var" / "postgres.url"
    assert stat.S_IMODE(found.socket.stat().st_mode) == 0o700
    assert stat.S_IMODE(server.state_path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(note.stat().st_mode) for note in notes.iterdir()} == {0o600}
    assert (notes / "app").read_text().strip() == found.app_url


def test_root_lends_it_to_a_lesser_user(checkout: Path) -> None:
    postgres.ensure(checkout)
    assert Path(f"/proc/{_pid(checkout)}").stat().st_uid != 0


def test_after_kill_9_it_starts_again_with_everything_committed(checkout: Path) -> None:
    found = postgres.ensure(checkout)
    with psycopg.connect(found.owner_url) as owner:
        owner.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    _kill(_pid(checkout))
    assert postgres.ensure(checkout) == found
    assert _asks(found.owner_url, "SELECT answer FROM kept") == 42


def test_it_waits_for_the_children_of_a_killed_server(checkout: Path) -> None:
    found = postgres.ensure(checkout)
    with psycopg.connect(found.owner_url) as owner:
        busy = owner.info.backend_pid
        _kill(_pid(checkout))
        postgres.ensure(checkout)
        assert _gone(busy)


def test_a_stale_pid_file_naming_another_program_is_no_server(checkout: Path) -> None:
    found = postgres.ensure(checkout)
    pid_file = found.data / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    _kill(_pid(checkout))
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    assert "stopped" in postgres.status(checkout)
    assert _asks(postgres.ensure(checkout).app_url, "SELECT 1") == 1


def test_a_swept_socket_folder_is_made_anew(checkout: Path) -> None:
    found = postgres.ensure(checkout)
    postgres.stop(checkout)
    shutil.rmtree(found.socket)
    again = postgres.ensure(checkout)
    assert again.socket != found.socket
    assert _asks(again.app_url, "SELECT 1") == 1


def test_half_a_cluster_is_made_again_from_nothing(checkout: Path) -> None:
    server = server_of(checkout)
    (server.home / "data.new" / "base").mkdir(parents=True)
    assert _asks(postgres.ensure(checkout).app_url, "SELECT 1") == 1


def test_eight_who_start_it_at_once_get_one_server(checkout: Path) -> None:
    command = [sys.executable, "-m", "anju.centers.postgres", "url"]
    environment = {**os.environ, "ANJU_ROOT": str(checkout), "PYTHONPATH": str(SOURCE)}
    starters = [
        subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(8)
    ]
    answers = {starter.communicate(timeout=60)[0] for starter in starters}
    assert len(answers) == 1
    assert _asks(answers.pop().splitlines()[1], "SELECT 1") == 1


def test_stop_ends_open_connections_and_a_second_stop_says_no(checkout: Path) -> None:
    found = postgres.ensure(checkout)
    with psycopg.connect(found.app_url):
        assert postgres.stop(checkout) is True
        assert postgres.stop(checkout) is False


@pytest.mark.parametrize("deadly", [signal.SIGTERM, signal.SIGINT])
def test_the_keeper_raises_a_killed_server_and_stops_it_at_the_end(
    checkout: Path, deadly: signal.Signals
) -> None:
    environment = {**os.environ, "ANJU_ROOT": str(checkout), "PYTHONPATH": str(SOURCE)}
    postgres.ensure(checkout)
    command = [sys.executable, "-m", "anju.centers.postgres", "keep"]
    keeper = subprocess.Popen(command, env=environment)
    time.sleep(1)
    killed = _pid(checkout)
    _kill(killed)
    while cluster.pid_of(server_of(checkout)) in (None, killed):
        time.sleep(0.05)
    keeper.send_signal(deadly)
    assert keeper.wait(timeout=60) == 0
    assert "stopped" in postgres.status(checkout)


def test_a_closed_home_is_left_closed_and_for_root_the_data_move_out(parent: Path) -> None:
    home = parent / "closed"
    home.mkdir(mode=0o700)
    try:
        found = postgres.ensure(home)
        assert stat.S_IMODE(home.stat().st_mode) == 0o700
        assert found.data.is_relative_to(home) == (os.geteuid() != 0)
        assert _asks(found.app_url, "SELECT 1") == 1
        assert postgres.ensure(home) == found
    finally:
        postgres.erase(home)


def test_a_machine_without_shared_memory_uses_files(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "SHARED_MEMORY", checkout / "none")
    found = postgres.ensure(checkout)
    assert _asks(found.app_url, "SHOW dynamic_shared_memory_type") == "mmap"


def test_a_strict_umask_is_no_obstacle(checkout: Path) -> None:
    before = os.umask(0o077)
    try:
        assert _asks(postgres.ensure(checkout).app_url, "SELECT 1") == 1
    finally:
        os.umask(before)
