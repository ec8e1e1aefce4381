"""Money in whole fen: rounding modes, shares, interest; also the door to amounts as text."""

from __future__ import annotations

from decimal import Decimal
from enum import IntEnum
from fractions import Fraction

from anju.ground.amounts import BadAmount, format_yuan, parse_loose_yuan, parse_yuan, plain_yuan
from anju.ground.capitals import chinese_amount

__all__ = [
    "BadAmount",
    "Rounding",
    "chinese_amount",
    "format_yuan",
    "interest",
    "parse_loose_yuan",
    "parse_yuan",
    "plain_yuan",
    "round_fen",
    "share",
    "unit_and_way",
]


class Rounding(IntEnum):
    """How a center rounds one side's monthly amount (取整方式); the numbers are codes in use.

    "Up" means that anything left below the unit, however small, makes it the next unit:
    Hengyang's 2,537.04 becomes 2,538. Negative amounts round as their positive twin does.
    """

    TRUNCATE_FEN = 0
    FEN_UP_TO_JIAO = 1
    TRUNCATE_JIAO = 2
    JIAO_UP_TO_YUAN = 3
    TRUNCATE_YUAN = 4
    LI_UP_TO_FEN = 5
    HALF_UP_FEN = 6
    HALF_UP_JIAO = 7
    HALF_UP_YUAN = 8


_DOWN, _UP, _HALF_UP = range(3)
_UNIT_AND_WAY: dict[Rounding, tuple[int, int]] = {
    Rounding.TRUNCATE_FEN: (1, _DOWN),
    Rounding.FEN_UP_TO_JIAO: (10, _UP),
    Rounding.TRUNCATE_JIAO: (10, _DOWN),
    Rounding.JIAO_UP_TO_YUAN: (100, _UP),
    Rounding.TRUNCATE_YUAN: (100, _DOWN),
    Rounding.LI_UP_TO_FEN: (1, _UP),
    Rounding.HALF_UP_FEN: (1, _HALF_UP),
    Rounding.HALF_UP_JIAO: (10, _HALF_UP),
    Rounding.HALF_UP_YUAN: (100, _HALF_UP),
}


def _round_ratio(numerator: int, denominator: int, rounding: Rounding) -> int:
    unit, way = _UNIT_AND_WAY[rounding]
    denominator *= unit
    whole, rest = divmod(abs(numerator), denominator)
    if (way == _UP and rest) or (way == _HALF_UP and rest * 2 >= denominator):
        whole += 1
    return whole * unit if numerator >= 0 else -whole * unit


def unit_and_way(rounding: Rounding) -> tuple[int, int]:
    """The unit a mode rounds to, in fen, and its way: 0 down, 1 up, 2 half up; for SQL."""
    return _UNIT_AND_WAY[rounding]


def round_fen(value: Fraction | Decimal, rounding: Rounding) -> int:
    """Round an exact amount in fen to whole fen, jiao or yuan; the answer is in fen.

    Halves go away from zero, as numeric does in SQL. Nothing is rounded in between.
    """
    numerator, denominator = value.as_integer_ratio()
    return _round_ratio(numerator, denominator, rounding)


def share(base_fen: int, rate: Decimal, rounding: Rounding) -> int:
    """One side's amount for one month: base (fen) × ratio (a fraction, 0.12), rounded once.

    A month's total is the sum of the two rounded sides. Source: 条例 第十六条.
    """
    numerator, denominator = rate.as_integer_ratio()
    return _round_ratio(base_fen * numerator, denominator, rounding)


def interest(product: int, annual_rate: Decimal, year_base: int = 360) -> int:
    """Interest in fen on a day-product (积数, fen × days) at a yearly rate (a fraction).

    Divided once and rounded once, half-up to fen; the daily rate is never rounded by itself.
    year_base is 360 or 365. Source: 条例 第二十一条.
    """
    numerator, denominator = annual_rate.as_integer_ratio()
    return _round_ratio(product * numerator, denominator * year_base, Rounding.HALF_UP_FEN)
