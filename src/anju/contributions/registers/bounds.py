"""Between which limits a base and its ratios must lie for one employer on one day."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from anju.contributions.models import Relief
from anju.ground.money import Rounding, share
from anju.people.accounts.deed import Terms
from anju.people.models import Employer
from anju.policy.rules import value

MARGIN_FEN = 100_000
RATES = ("employer_rate", "own_rate")


@dataclass(frozen=True)
class Bounds:
    """Limits of the base in fen and of both ratios as fractions, and how a side is rounded."""

    base_floor_fen: int
    base_cap_fen: int
    employer_ratio: tuple[Decimal, Decimal]
    own_ratio: tuple[Decimal, Decimal]
    whole_percent: bool
    ratios_equal: bool
    rounding: Rounding

    def lowered_to(self, low: Decimal) -> "Bounds":
        """The same limits, with ratios from `low` on where that is less (条例第二十条)."""
        return replace(
            self,
            employer_ratio=(min(low, self.employer_ratio[0]), self.employer_ratio[1]),
            own_ratio=(min(low, self.own_ratio[0]), self.own_ratio[1]),
        )

    def terms(self, base_fen: int, employer_rate: Decimal, own_rate: Decimal) -> Terms:
        """What is paid on this base: each side rounded once, on its own (条例第十六条)."""
        return Terms(
            base_fen=base_fen,
            employer_rate=employer_rate,
            own_rate=own_rate,
            employer_fen=share(base_fen, employer_rate, self.rounding),
            own_fen=share(base_fen, own_rate, self.rounding),
        )

    def base_for(
        self, monthly_fen: int, employer_rate: Decimal, own_rate: Decimal
    ) -> int | None:
        """The base whose two rounded sides come to a monthly amount; None where none does.

        It is the amount over both ratios, down to the fen; where a side's rounding moves that
        away from the amount, the lowest base that comes to it.
        """
        guess = int(monthly_fen / (employer_rate + own_rate))
        if self.terms(guess, employer_rate, own_rate).monthly_fen == monthly_fen:
            return guess
        lowest = self._lowest(monthly_fen, employer_rate, own_rate)
        found = self.terms(lowest, employer_rate, own_rate).monthly_fen
        return lowest if found == monthly_fen else None

    def monthly_near(
        self, monthly_fen: int, employer_rate: Decimal, own_rate: Decimal
    ) -> tuple[int, int]:
        """The amounts next to one that no base comes to: the one below and the one above."""
        above = self._lowest(monthly_fen, employer_rate, own_rate)
        near = (max(above - 1, 0), above)
        below_fen, above_fen = (
            self.terms(base_fen, employer_rate, own_rate).monthly_fen for base_fen in near
        )
        return below_fen, above_fen

    def _lowest(self, monthly_fen: int, employer_rate: Decimal, own_rate: Decimal) -> int:
        """The lowest base whose sides come to at least a monthly amount."""
        most = int(monthly_fen / (employer_rate + own_rate)) * 2 + MARGIN_FEN
        return bisect_left(
            range(most),
            monthly_fen,
            key=lambda base_fen: self.terms(base_fen, employer_rate, own_rate).monthly_fen,
        )


def bounds_for(*, employer: Employer, on: date) -> Bounds:
    """The limits in force on a day, the floor by the branch's district where it differs.

    While an approved reduction is in force its ratios are within them.
    """
    usual = _usual(employer, on)
    reduced = _reduction(employer)
    return usual.lowered_to(reduced) if reduced is not None else usual


def _reduction(employer: Employer) -> Decimal | None:
    state, kind = Relief.State.IN_FORCE, Relief.Kind.REDUCTION
    # By its number: an employer that is only being opened has no key yet.
    found = Relief.objects.filter(employer__number=employer.number, state=state, kind=kind)
    return min((rate for pair in found.values_list(*RATES) for rate in pair), default=None)


def _usual(employer: Employer, on: date) -> Bounds:
    return Bounds(
        base_floor_fen=_floor(employer, on),
        base_cap_fen=value("contribution.base_cap_fen", on=on),
        employer_ratio=(
            value("contribution.employer_ratio_lower", on=on),
            value("contribution.employer_ratio_upper", on=on),
        ),
        own_ratio=(
            value("contribution.own_ratio_lower", on=on),
            value("contribution.own_ratio_upper", on=on),
        ),
        whole_percent=value("contribution.ratio_whole_percent", on=on),
        ratios_equal=value("contribution.ratios_equal", on=on),
        rounding=value("contribution.rounding", on=on),
    )


def _floor(employer: Employer, on: date) -> int:
    codes = {branch.name: branch.code for branch in value("hall.branches", on=on)}
    floors = {
        floor.branch: int(floor.floor_fen)
        for floor in value("contribution.base_floor_by_branch_fen", on=on)
    }
    general = int(value("contribution.base_floor_fen", on=on))
    return floors.get(codes.get(employer.branch, ""), general)
