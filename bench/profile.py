"""How much is measured: the full profile, or a quick one while developing."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

SIZES = {"200k": 200_000, "1m": 1_000_000, "5m": 5_000_000}


@dataclass(frozen=True)
class Profile:
    """Accounts of the center, heads of its employers, rounds, seconds, and samples of peers."""

    name: str
    accounts: int
    heads: tuple[int, ...]
    rosters: tuple[int, ...]
    rounds: int
    seconds: int
    bulk_update_sample: int
    hordak_sample: int

    @property
    def judged(self) -> bool:
        """Only the full profile can fail; the quick one is too small to be just."""
        return self.name != "quick"

    @property
    def employers(self) -> tuple[int, ...]:
        """Every size of employer that is needed, the small ones first."""
        return tuple(sorted({*self.heads, *self.rosters}))


def profile_of(environ: Mapping[str, str] = os.environ) -> Profile:
    """`BENCH_QUICK=1` is done in two minutes; `BENCH_N` says how large the center is."""
    rounds = int(environ.get("BENCH_ROUNDS", "3"))
    if environ.get("BENCH_QUICK"):
        return Profile("quick", 100_000, (10_000,), (5_000,), rounds, 2, 2_000, 600)
    size = environ.get("BENCH_N", "1m").lower()
    heads, rosters = (10_000, 100_000), (5_000, 100_000)
    return Profile(size, SIZES[size], heads, rosters, rounds, 6, 4_000, 2_000)
