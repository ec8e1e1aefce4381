"""Who changes accounts, when, from which month on, and by which deed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from anju.ground.calendar import Month


@dataclass(frozen=True)
class Change:
    """The circumstances of a change: effective month, business day, actor, serial."""

    month: Month
    today: date
    actor: str
    source: str

    def values(self) -> dict[str, object]:
        """The circumstances as the statements' parameters."""
        return {
            "month": self.month.code,
            "today": self.today,
            "actor": self.actor,
            "source": self.source,
        }


@dataclass(frozen=True)
class Terms:
    """What is paid on an account each month: base and sides in fen, ratios as fractions."""

    base_fen: int
    employer_rate: Decimal
    own_rate: Decimal
    employer_fen: int
    own_fen: int

    @property
    def monthly_fen(self) -> int:
        """Both sides together, in fen a month (月缴存额)."""
        return self.employer_fen + self.own_fen
