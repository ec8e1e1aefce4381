"""The course of a run: prepare, then round after round of everything, then the verdicts."""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path

from bench import judging, report
from bench.changes import RAISED_FEN, changes_round
from bench.gauge import Reading
from bench.histories import prepare_histories
from bench.interest import interest_round
from bench.panorama import panorama_round
from bench.profile import Profile
from bench.remittance import remittance_round
from bench.roster import open_with, roster_round, write_roster
from bench.server import Server
from bench.small import prepare_pgbench, small_round
from bench.town import (
    prepare_accounts,
    prepare_center,
    prepare_employers,
    prepare_remittances,
)
from bench.verdict import Verdict

ROOT = Path(__file__).resolve().parents[1]
Say = Callable[..., None]
Results = dict[str, list[dict]]


def run_course(server: Server, profile: Profile, say: Say) -> list[Verdict]:
    """Everything from the first database to the last verdict; writes the reports."""
    settings = server.settings()
    say("PostgreSQL:", ", ".join(f"{name}={value}" for name, value in settings.items()))
    rosters = _prepare(server, profile, say)
    results: Results = {}
    for number in range(1, profile.rounds + 1):
        _round(server, profile, rosters, results)
        say(f"round {number} of {profile.rounds}: {os.getloadavg()[0]:.1f} load")
    verdicts = _judge(profile, results)
    for line in report.lines(verdicts):
        say(line)
    _write(profile, settings, results, verdicts)
    return verdicts


def _prepare(server: Server, profile: Profile, say: Say) -> dict[int, Path]:
    began = time.monotonic()
    prepare_center(server)
    prepare_accounts(server, profile.accounts)
    prepare_employers(server, profile.employers)
    if not profile.only:
        prepare_remittances(server)
        prepare_pgbench(server)
        server.create("peers")
        _peer(server, "prepare", max(profile.bulk_update_sample, profile.hordak_sample))
    if "panorama".startswith(profile.only):
        prepare_histories(server, employer=_employer_of(profile, profile.heads[0]))
    rosters = {rows: server.root / f"{rows}.xlsx" for rows in profile.rosters}
    for rows, path in rosters.items():
        before = sum(heads for heads in profile.employers if heads < rows)
        write_roster(path, rows=rows, since=before)
    for rows in profile.changes:
        before = sum(heads for heads in profile.employers if heads < rows)
        path = _changed(server, rows)
        write_roster(path, rows=rows, since=before, raised_fen=RAISED_FEN)
    say(f"prepared in {time.monotonic() - began:.0f} s")
    return rosters


def _round(
    server: Server, profile: Profile, rosters: dict[int, Path], results: Results
) -> None:
    """One round of everything, in an order of its own each time."""
    chance = random.Random(len(results.get("interest", ())))
    wanted = profile.only
    peers = (
        {}
        if wanted
        else {
            "bulk_update": _peer(server, "bulk_update", profile.bulk_update_sample),
            "hordak": _peer(server, "hordak", profile.hordak_sample),
        }
    )
    deeds: list[tuple[str, Callable[[], dict]]] = [
        ("interest", lambda: interest_round(server, chance=chance)),
        ("small", lambda: small_round(server, seconds=profile.seconds)),
        (
            "panorama",
            lambda: panorama_round(
                server,
                employer=_employer_of(profile, profile.heads[0]),
                members=profile.members,
            ),
        ),
    ]
    for heads in profile.heads:
        employer = _employer_of(profile, heads)
        deed = partial(remittance_round, server, employer=employer, heads=heads, chance=chance)
        deeds.append((f"remittance {heads}", _beside(deed, peers)))
    for rows, path in rosters.items():
        employer = _employer_of(profile, rows)
        deeds.append((f"roster {rows}", _roster(server, employer, path)))
    for rows in profile.changes:
        employer = _employer_of(profile, rows)
        deeds.append((f"changes {rows}", _changes(server, employer, rows)))
    chance.shuffle(deeds)
    for key, deed in deeds:
        if not key.startswith(wanted):
            continue
        results.setdefault(key, []).append(deed())


def _beside(deed: Callable[[], dict], peers: dict[str, Reading]) -> Callable[[], dict]:
    return lambda: {**deed(), **peers}


def _roster(server: Server, employer: int, path: Path) -> Callable[[], dict]:
    return lambda: {
        "openpyxl": open_with("openpyxl", path),
        "product": roster_round(server, employer=employer, path=path),
    }


def _changes(server: Server, employer: int, rows: int) -> Callable[[], dict]:
    path = _changed(server, rows)
    return lambda: {
        "calamine": open_with("calamine", path),
        "openpyxl": open_with("openpyxl", path),
        "product": changes_round(server, employer=employer, path=path, rows=rows),
    }


def _employer_of(profile: Profile, heads: int) -> int:
    return profile.employers.index(heads) + 1


def _changed(server: Server, rows: int) -> Path:
    return server.root / f"{rows}-changed.xlsx"


def _peer(server: Server, deed: str, amount: int) -> Reading:
    """Let a peer work in a process of its own; it measures itself with our gauge."""
    said = subprocess.run(
        [sys.executable, "-m", "bench.peer", deed, str(amount)],
        check=True, capture_output=True, text=True, cwd=ROOT,
        env={**os.environ, "BENCH_PEER_URL": server.url("peers")},
    )  # fmt: skip
    found = json.loads(said.stdout) or {"all_cpu": 0}
    found.pop("all_cpu")
    reading = Reading(**found)
    reading.extra["lines"] = amount
    return reading


def _judge(profile: Profile, results: Results) -> list[Verdict]:
    verdicts: list[Verdict] = []
    for rows in profile.changes:
        if f"changes {rows}" in results:
            verdicts += judging.judge_changes(rows, results[f"changes {rows}"])
    if "panorama" in results:
        verdicts += judging.judge_panorama(profile.members, results["panorama"])
    if profile.only:
        return verdicts
    for heads in profile.heads:
        verdicts += judging.judge_remittance(heads, results[f"remittance {heads}"])
    verdicts += judging.judge_small(results["small"])
    verdicts += judging.judge_interest(profile.accounts, results["interest"])
    for rows in profile.rosters:
        verdicts += judging.judge_roster(rows, results[f"roster {rows}"])
    return verdicts


def _write(
    profile: Profile, settings: dict[str, str], results: Results, verdicts: list[Verdict]
) -> None:
    plain = {
        key: [
            {
                name: one.plain() if isinstance(one, Reading) else one
                for name, one in each.items()
            }
            for each in rounds
        ]
        for key, rounds in results.items()
    }
    report.write_json(
        {
            "profile": asdict(profile),
            "machine": report.machine(),
            "postgresql": settings,
            "verdicts": [one.plain() for one in verdicts],
            "readings": plain,
        },
        ROOT / "var" / "bench.json",
    )
    page = ROOT / "docs" / "benchmarks.md"
    if profile.judged and page.exists():
        figures = report.figures_of(results)
        report.write_table(verdicts, figures, profile, page)
