"""A rank test by permutation: does one of several kinds of answer take longer than others?"""

import random
from collections.abc import Sequence
from dataclasses import dataclass

SHUFFLES = 4_000


@dataclass(frozen=True)
class Verdict:
    """How unlikely the ranks are if kinds make no difference, and how far the worst is off."""

    p: float
    furthest: float

    @property
    def differs(self) -> bool:
        """A difference is one that chance hardly makes and that somebody could use: on
        average a whole rank of seven."""
        return self.p < 0.001 and self.furthest > 1.0


def compare(rounds: Sequence[Sequence[float]], *, seed: int) -> Verdict:
    """Friedman's test by permutation: in each round every kind answers once, in any order.

    Ranks are taken within a round, so that a machine that grows slower or is shared with
    others does not matter; under the hypothesis that kinds are alike every order within a
    round is as likely as any other.
    """
    ranks = [_ranks(one) for one in rounds]
    kinds = len(ranks[0])
    found = _spread(ranks)
    chance = random.Random(seed)
    as_far = sum(
        _spread([chance.sample(one, kinds) for one in ranks]) >= found for _ in range(SHUFFLES)
    )
    middle = (kinds + 1) / 2
    means = [sum(column) / len(ranks) for column in zip(*ranks, strict=True)]
    furthest = max(abs(mean - middle) for mean in means)
    return Verdict(p=(as_far + 1) / (SHUFFLES + 1), furthest=furthest)


def _ranks(times: Sequence[float]) -> list[int]:
    order = sorted(range(len(times)), key=times.__getitem__)
    return [order.index(place) + 1 for place in range(len(times))]


def _spread(ranks: Sequence[Sequence[int]]) -> float:
    middle = (len(ranks[0]) + 1) / 2 * len(ranks)
    return sum((sum(column) - middle) ** 2 for column in zip(*ranks, strict=True))
