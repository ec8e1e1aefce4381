"""Judges: the median of the ratios of the same round, by wall or, when it was noisy, by CPU."""

import tomllib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

GOALS = Path(__file__).parent / "goals.toml"
NOISY_ABOVE = 0.25


@dataclass(frozen=True)
class Verdict:
    """One goal, what was found, and by what it was judged."""

    goal: str
    about: str
    what: str
    bound: str
    target: float
    found: float
    rounds: tuple[float, ...]
    judged_by: str
    noisy: bool

    @property
    def met(self) -> bool:
        """Whether the goal is reached."""
        if self.bound == "at_least":
            return self.found >= self.target
        return self.found <= self.target

    def plain(self) -> dict[str, object]:
        """The verdict as it stands in the report."""
        return {**asdict(self), "met": self.met}


@dataclass(frozen=True)
class Measured:
    """The same ratio round by round, once by wall and once by CPU seconds."""

    wall: Sequence[float]
    cpu: Sequence[float]
    floor_walls: Sequence[float]

    @property
    def noisy(self) -> bool:
        """Whether the floor itself took more than a quarter longer in one round."""
        return spread(self.floor_walls) > NOISY_ABOVE


def judge(goal: str, about: str, measured: Measured, *, by: str = "wall") -> Verdict:
    """Set the median against the goal; a noisy wall gives way to CPU seconds."""
    known = tomllib.loads(GOALS.read_text())[goal]
    bound = "at_least" if "at_least" in known else "at_most"
    by = "cpu" if by == "wall" and measured.noisy else by
    ratios = measured.cpu if by == "cpu" else measured.wall
    return Verdict(
        goal=goal,
        about=about,
        what=known["what"],
        bound=bound,
        target=known[bound],
        found=median(ratios),
        rounds=tuple(ratios),
        judged_by=by,
        noisy=measured.noisy,
    )


def spread(values: Sequence[float]) -> float:
    """How far the longest lies above the shortest, as a share of the median."""
    return (max(values) - min(values)) / median(values)
