"""Writes var/bench.json and the table of docs/benchmarks.md, and says the verdicts."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from bench.profile import Profile
from bench.verdict import Verdict

ROOT = Path(__file__).resolve().parents[1]
PLAIN = {
    "preview_rows": ("rows a second previewed", ""),
    "post_rows": ("rows a second posted", ""),
    "peak_mib": ("peak memory", " MiB"),
    "ms": ("a request in the server", " ms"),
    "slowest_ms": ("the slowest request", " ms"),
    "a_minute": ("members a minute", ""),
}
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


def machine() -> dict[str, object]:
    """What the figures were found on; others may have been at work on it."""
    ram = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cores": os.cpu_count(),
        "processor": _processor(),
        "memory_gib": round(ram / 2**30, 1),
        "kernel": platform.release(),
        "python": platform.python_version(),
        "load_at_the_end": os.getloadavg(),
    }


def write_json(found: Mapping[str, object], path: Path) -> None:
    """Everything that was read, for whoever wants to judge it anew."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(found, ensure_ascii=False, indent=1, default=str) + "\n")


def lines(verdicts: Sequence[Verdict]) -> list[str]:
    """A line for each verdict, the missed ones no quieter than the others."""
    return [
        f"{'ok    ' if one.met else 'MISSED'}  {one.goal:<24} {one.about:<20}"
        f" {_number(one.found):>9}  ({_bound(one)})  by {one.judged_by}"
        f"{', noisy' if one.noisy else ''}"
        for one in verdicts
    ]


def write_table(
    verdicts: Sequence[Verdict], figures: Mapping[str, str], profile: Profile, path: Path
) -> None:
    """Put the measured table between its marks in the page that explains the method."""
    text = path.read_text()
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    path.write_text(f"{head}{BEGIN}\n{_table(verdicts, figures, profile)}\n{END}{tail}")


def _table(verdicts: Sequence[Verdict], figures: Mapping[str, str], profile: Profile) -> str:
    known = machine()
    day = datetime.now(UTC).date()
    rows = [
        f"Measured on {day}, profile `{profile.name}`: {known['cores']} cores"
        f" ({known['processor']}), {known['memory_gib']} GiB, Python {known['python']},"
        f" load at the end {known['load_at_the_end'][0]:.1f}.",
        "",
        "| Goal | On | Found | Wanted | Judged by | |",
        "|---|---|---:|---|---|---|",
    ]
    rows += [
        f"| {one.what} | {one.about} | {_number(one.found)} | {_bound(one)} |"
        f" {one.judged_by}{' (noisy)' if one.noisy else ''} |"
        f" {'met' if one.met else '**MISSED**'} |"
        for one in verdicts
    ]
    rows += ["", "| Figure (median of the rounds) | |", "|---|---:|"]
    rows += [f"| {what} | {value} |" for what, value in figures.items()]
    return "\n".join(rows)


def figures_of(results: Mapping[str, Sequence[Mapping]]) -> dict[str, str]:
    """Absolute figures for people: rates, seconds, bytes; the median of the rounds."""
    figures: dict[str, str] = {}
    for key, rounds in results.items():
        for name in rounds[0]:
            readings = [one[name] for one in rounds]
            figures |= _figures(f"{key}, {name}", readings)
    return figures


def _figures(title: str, readings: Sequence) -> dict[str, str]:
    if isinstance(readings[0], dict):
        tps, cpu = (median(r[what] for r in readings) for what in ("tps", "cpu_us"))
        return {
            f"{title}: postings a second": f"{tps:,.0f}",
            f"{title}: CPU of both sides for a posting": f"{cpu:.0f} µs",
        }
    found = {f"{title}: seconds": f"{median(r.wall for r in readings):.3f}"}
    if "lines" in readings[0].extra:
        rate = median(r.extra["lines"] / r.wall for r in readings)
        each = median(r.all_cpu / r.extra["lines"] for r in readings) * 1e6
        found |= {
            f"{title}: entries a second": f"{rate:,.0f}",
            f"{title}: CPU of both sides for an entry": f"{each:.2f} µs",
        }
    for step in ("preview", "post"):
        if step in readings[0].extra:
            found[f"{title}: {step}, seconds"] = (
                f"{median(r.extra[step] for r in readings):.3f}"
            )
    for name, unit in PLAIN.items():
        if name in readings[0].extra:
            found[f"{title}: {unit[0]}"] = (
                f"{median(r.extra[name] for r in readings):,.0f}{unit[1]}"
            )
    if readings[0].hot_share is not None:
        wal = median(r.wal / r.extra["lines"] for r in readings)
        hot = median(r.hot_share for r in readings)
        found |= {
            f"{title}: WAL for an entry": f"{wal:.0f} bytes",
            f"{title}: balances that stayed in place": f"{hot:.1%}",
        }
    return found


def _bound(one: Verdict) -> str:
    return f"{'≥' if one.bound == 'at_least' else '≤'} {_number(one.target)}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 20 else f"{value:.3g}"


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
