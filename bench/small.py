"""(b) Small postings by eight clients at once, against pgbench's simple update."""

import json
import os
import re
import resource
import subprocess
import sys
from pathlib import Path

from anju.centers.postgres import cluster
from anju.centers.postgres.place import server_of
from bench.gauge import TICK
from bench.server import Server, settle

CLIENTS = 8
DATABASE = "round"
TPS = re.compile(r"tps = ([\d.]+)")
FAILED = re.compile(r"number of failed transactions: (\d+)")


def prepare_pgbench(server: Server) -> None:
    """pgbench's own tables, a million accounts."""
    server.create("pgbench")
    server.run("pgbench", "-i", "-q", "-s", "10", database="pgbench")
    server.clone("pgbench_clean", of="pgbench")


def small_round(server: Server, *, seconds: int) -> dict[str, dict[str, float]]:
    """One round: pgbench, the product and the ORM one after another on fresh databases."""
    return {
        "floor": _pgbench(server, seconds),
        "product": _product(server, seconds),
        "orm": _orm(server, seconds),
    }


def _pgbench(server: Server, seconds: int) -> dict[str, float]:
    server.clone("pgbench", of="pgbench_clean")
    with server.connect("pgbench") as owner:
        settle(owner, "pgbench_accounts")
    served, mine = _served(server), _children()
    said = server.run(
        "pgbench", "-N", "-n", "-c", str(CLIENTS), "-j", "2", "-T", str(seconds),
        database="pgbench",
    )  # fmt: skip
    tps = float(TPS.search(said).group(1))
    cpu = _served(server) - served + _children() - mine
    return {"tps": tps, "cpu_us": cpu / (tps * seconds) * 1e6}


def _product(server: Server, seconds: int) -> dict[str, float]:
    server.clone(DATABASE, of="employers")
    with server.connect(DATABASE) as owner:
        settle(owner, "xinyang.ledger_balance", "xinyang.ledger_posting_2026")
    environment = {
        "DATABASE_URL": server.url(DATABASE),
        "ANJU_APP_DATABASE_URL": server.url(DATABASE, role="app"),
        "ANJU_DATABASE_ROLE": "app",
    }
    return _clients(server, ["-m", "bench.small_worker", str(seconds)], environment)


def _orm(server: Server, seconds: int) -> dict[str, float]:
    with server.connect("peers") as owner:
        settle(owner, "peers_account", "peers_posting")
    environment = {"BENCH_PEER_URL": server.url("peers")}
    return _clients(server, ["-m", "bench.peer", "orm", str(seconds)], environment)


def _clients(server: Server, command: list[str], extra: dict[str, str]) -> dict[str, float]:
    """Start the clients, let them begin together, and add up what they say."""
    clients = [
        subprocess.Popen(
            [sys.executable, *command],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={**os.environ, **extra}, cwd=Path(__file__).parents[1],
        )
        for _ in range(CLIENTS)
    ]  # fmt: skip
    for client in clients:
        if client.stdout.readline() != "ready\n":
            raise RuntimeError(f"a client did not become ready: {command}")
    served = _served(server, living=True)
    for client in clients:
        client.stdin.write("go\n")
        client.stdin.flush()
    said = [json.loads(client.communicate()[0]) for client in clients]
    postings = sum(one["postings"] for one in said)
    theirs = sum(one["client_cpu"] for one in said)
    return {
        "tps": sum(one["postings"] / one["seconds"] for one in said),
        "cpu_us": (_served(server) - served + theirs) / postings * 1e6,
        "client_cpu_us": theirs / postings * 1e6,
        "p50_ms": sorted(one["p50_ms"] for one in said)[CLIENTS // 2],
        "p99_ms": max(one["p99_ms"] for one in said),
    }


def _served(server: Server, *, living: bool = False) -> float:
    """CPU seconds of all sessions that have ended on our server, or also of the living."""
    postmaster = cluster.pid_of(server_of(server.root))
    fields = Path(f"/proc/{postmaster}/stat").read_text().rpartition(")")[2].split()
    ended = (int(fields[13]) + int(fields[14])) / TICK
    if not living:
        return ended
    with server.connect() as connection:
        sessions = connection.execute(
            "SELECT pid FROM pg_stat_activity"
            " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        ).fetchall()
    return ended + sum(_so_far(pid) for (pid,) in sessions)


def _so_far(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
