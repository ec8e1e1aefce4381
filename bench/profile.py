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
    # Rosters in which everybody has changed.
    changes: tuple[int, ...]
    rounds: int
    seconds: int
    bulk_update_sample: int
    hordak_sample: int
    # Members whose eligibility is worked out.
    members: int
    # Only deeds whose names begin so; then nothing is judged and no page is written.
    only: str = ""

    @property
    def judged(self) -> bool:
        """Only the full profile can fail; the quick one is too small to be just."""
        return self.name != "quick" and not self.only

    @property
    def employers(self) -> tuple[int, ...]:
        """Every size of employer that is needed, the small ones first."""
        return tuple(sorted({*self.heads, *self.rosters, *self.changes}))


def profile_of(environ: Mapping[str, str] = os.environ) -> Profile:
    """`BENCH_QUICK=1` is done in two minutes; `BENCH_N` says how large the center is.

    `BENCH_ONLY=changes` measures the deeds whose names begin so, and judges nothing.
    """
    rounds, only = int(environ.get("BENCH_ROUNDS", "3")), environ.get("BENCH_ONLY", "")
    if environ.get("BENCH_QUICK"):
        return Profile(
            "quick", 100_000, (10_000,), (5_000,), (5_000,), rounds, 2, 2_000, 600, 2_000, only
        )
    size = environ.get("BENCH_N", "1m").lower()
    heads, rosters = (10_000, 100_000), (5_000, 100_000)
    return Profile(
        size,
        SIZES[size],
        heads,
        rosters,
        (5_000, 50_000),
        rounds,
        6,
        4_000,
        2_000,
        10_000,
        only,
    )
