"""Start, find and stop the PostgreSQL that comes with the installation; DATABASE_URL wins."""

import os
import shutil
import signal
import threading
from pathlib import Path

from anju.centers.postgres import cluster
from anju.centers.postgres.place import Addresses, PostgresFailed, server_of

__all__ = ["Addresses", "PostgresFailed", "ensure", "erase", "keep", "status", "stop"]


def ensure(root: Path) -> Addresses:
    """Give the addresses of the installation's PostgreSQL, making or starting it if need be.

    Safe to call at any time from any number of processes. Raises PostgresFailed when it cannot
    be started.
    """
    server = server_of(root)
    if not (server.state_path.exists() and cluster.is_ready(server)):
        with server.lock():
            state = server.state()
            if not server.data.exists():
                cluster.create(server, state)
            if not cluster.is_ready(server):
                cluster.start(server, Path(state["socket"]))
            _leave_note(root, server.addresses())
    return server.addresses()


def erase(root: Path) -> None:
    """Stop it and remove its data, its socket and every trace of where they were."""
    stop(root)
    server = server_of(root)
    if server.state_path.exists():
        shutil.rmtree(server.addresses().socket, ignore_errors=True)
    shutil.rmtree(server.home)
    for trace in ("postgres.moved", "postgres.url"):
        path = root / "var" / trace
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def stop(root: Path) -> bool:
    """Stop it, ending its connections; False if it was not running."""
    server = server_of(root)
    with server.lock():
        if cluster.pid_of(server) is None:
            return False
        cluster.stop(server)
        return True


def status(root: Path) -> str:
    """Say in one line whether it runs and where its data lie."""
    server = server_of(root)
    pid = cluster.pid_of(server)
    return f"{f'running as process {pid}' if pid else 'stopped'}, data in {server.data}"


def keep(root: Path) -> None:
    """Keep it running until told to end, then stop it: what the demo's supervisor watches."""
    enough = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: enough.set())
    while not enough.is_set():
        ensure(root)
        enough.wait(1)
    stop(root)


def _leave_note(root: Path, addresses: Addresses) -> None:
    """Settings read these: a test run or a linter finds the server without starting it."""
    folder = root / "var" / "postgres.url"
    folder.mkdir(mode=0o700, exist_ok=True)
    for role, url in (("owner", addresses.owner_url), ("app", addresses.app_url)):
        with open(
            os.open(folder / role, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w"
        ) as file:
            file.write(f"{url}\n")
