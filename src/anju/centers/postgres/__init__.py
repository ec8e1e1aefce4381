"""Start, find and stop the PostgreSQL that comes with the installation; DATABASE_URL wins."""

import signal
import threading
from pathlib import Path

from anju.centers.postgres import cluster
from anju.centers.postgres.place import Addresses, PostgresFailed, server_of

__all__ = ["Addresses", "PostgresFailed", "ensure", "keep", "status", "stop"]


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
    return server.addresses()


def stop(root: Path) -> bool:
    """Stop it, ending its connections; False if it was not running."""
    server = server_of(root)
    with server.lock():
        if cluster.pid_of(server) is None:
            return False
        patience = str(cluster.PATIENCE_SECONDS)
        cluster.run(server, "pg_ctl", "-D", str(server.data), "-m", "fast", "-w", "-t", patience,
                    "stop")  # fmt: skip
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
