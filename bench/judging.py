"""From readings to verdicts, benchmark by benchmark."""

from collections.abc import Mapping, Sequence

from bench.gauge import Reading
from bench.verdict import Measured, Verdict, judge

Rounds = Sequence[Mapping[str, Reading]]


def judge_remittance(heads: int, rounds: Rounds) -> list[Verdict]:
    """(a) Rates: the product's over the floor's and over the peers', entry for entry."""
    about = f"{heads:,} heads"
    floor = [one["floor"] for one in rounds]
    return [
        judge(f"remittance_{rival}", about, _rates(rounds, rival, floor))
        for rival in ("floor", "bulk_update", "hordak")
    ]


def _rates(rounds: Rounds, rival: str, floor: Sequence[Reading]) -> Measured:
    return Measured(
        wall=[_each(one[rival], "wall") / _each(one["product"], "wall") for one in rounds],
        cpu=[_each(one[rival], "all_cpu") / _each(one["product"], "all_cpu") for one in rounds],
        floor_walls=[reading.wall for reading in floor],
    )


def _each(reading: Reading, what: str) -> float:
    """Seconds per entry: peers are measured on a sample."""
    return float(getattr(reading, what)) / reading.extra["lines"]


def judge_interest(accounts: int, rounds: Rounds) -> list[Verdict]:
    """(c) Costs: the database's CPU and WAL, the product's over the floor's."""
    about = f"{accounts:,} accounts"
    walls = [one["floor"].wall for one in rounds]
    cpu = [one["product"].cpu / one["floor"].cpu for one in rounds]
    wal = [one["product"].wal / one["floor"].wal for one in rounds]
    return [
        judge("interest_cpu", about, Measured(cpu, cpu, walls), by="cpu"),
        judge("interest_wal", about, Measured(wal, wal, walls), by="wal"),
    ]


def judge_small(rounds: Sequence[Mapping[str, Mapping[str, float]]]) -> list[Verdict]:
    """(b) The product's postings a second over pgbench's, or its CPU each over pgbench's."""
    measured = Measured(
        wall=[one["product"]["tps"] / one["floor"]["tps"] for one in rounds],
        cpu=[one["floor"]["cpu_us"] / one["product"]["cpu_us"] for one in rounds],
        floor_walls=[1 / one["floor"]["tps"] for one in rounds],
    )
    return [judge("small_floor", "8 clients", measured)]


def judge_roster(rows: int, rounds: Rounds) -> list[Verdict]:
    """Seconds of what an agent waits for at 5,000 rows; at 100,000, against openpyxl."""
    about = f"{rows:,} rows"
    product = [one["product"] for one in rounds]
    walls = [one["openpyxl"].wall for one in rounds]
    if rows == 5_000:
        return [
            judge(f"{step}_5000", about, Measured(taken, taken, walls), by="wall seconds")
            for step in ("preview", "post")
            for taken in [[reading.extra[step] for reading in product]]
        ]
    measured = Measured(
        wall=[one["product"].wall / one["openpyxl"].wall for one in rounds],
        cpu=[one["product"].all_cpu / one["openpyxl"].all_cpu for one in rounds],
        floor_walls=walls,
    )
    return [judge("roster_openpyxl", about, measured)]


def judge_changes(rows: int, rounds: Rounds) -> list[Verdict]:
    """A roster of changes against reading its file alone, by openpyxl and by calamine."""
    about = f"{rows:,} rows"
    verdicts = []
    for rival in ("openpyxl", "calamine"):
        walls = [one["product"].extra["preview"] / one[rival].wall for one in rounds]
        # The preview's own CPU is not told apart from the post's; both are set against it.
        cpu = [one["product"].all_cpu / one[rival].all_cpu for one in rounds]
        measured = Measured(walls, cpu, [one[rival].wall for one in rounds])
        verdicts.append(judge(f"preview_{rival}", about, measured, by="wall ratio"))
    peaks = [one["product"].extra["peak_mib"] for one in rounds]
    floor = [one["openpyxl"].wall for one in rounds]
    verdicts.append(judge("preview_memory", about, Measured(peaks, peaks, floor), by="MiB"))
    return verdicts


def judge_panorama(members: int, rounds: Rounds) -> list[Verdict]:
    """A request's milliseconds in the server; members a minute, and against reading alone."""
    rows = [one["rows"].wall for one in rounds]
    screens = [one["screen"].extra["ms"] for one in rounds]
    rates = [one["judged"].extra["a_minute"] for one in rounds]
    wall = [one["judged"].wall / one["rows"].wall for one in rounds]
    cpu = [one["judged"].all_cpu / one["rows"].all_cpu for one in rounds]
    about = f"{members:,} members"
    return [
        judge("panorama_ms", "10 years", Measured(screens, screens, rows), by="ms"),
        judge("eligible_a_minute", about, Measured(rates, rates, rows), by="a minute"),
        judge("eligible_rows", about, Measured(wall, cpu, rows)),
    ]
