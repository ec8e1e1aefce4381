"""What an account that is closed has earned since it was last settled (销户结息)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from anju.ground.calendar import days_actual
from anju.ground.money import Rounding, round_fen
from anju.ledger.models import Balance
from anju.policy.rules import value

YEAR_BASE: Final = {"ACT_360": 360, "ACT_365": 365}


@dataclass(frozen=True)
class Earned:
    """Interest in fen, and what it was worked out from: day-products in fen × days."""

    fen: int
    carried_product: int
    current_product: int


def closing_interest(*, balance: Balance, on: date) -> Earned:
    """Interest up to the day before `on`, at that day's rates, in fen.

    Both buckets are added as exact fractions and rounded once, half up. Nothing is booked.
    The products count real days, so the profile's day count must be ACT_360 or ACT_365.
    Source: 条例 第二十一条; 销户结息 pays from the last settlement to the day before closing.
    """
    days = days_actual(balance.product_on, on)
    carried = balance.carried_product + balance.carried_fen * days
    current = balance.current_product + balance.current_fen * days
    base = YEAR_BASE[value("interest.day_count", on=on)]
    exact = Fraction(0)
    for product, key in (
        (carried, "interest.rate_carried"),
        (current, "interest.rate_current"),
    ):
        exact += Fraction(*value(key, on=on).as_integer_ratio()) * product / base
    return Earned(round_fen(exact, Rounding.HALF_UP_FEN), carried, current)
