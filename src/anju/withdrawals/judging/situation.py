"""One member before one reason: everything a check or a formula is given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from anju.ground.money import parse_yuan
from anju.policy.reasons import ReasonRule
from anju.withdrawals.judging.facts import Account, Facts, Loan


@dataclass(frozen=True)
class Situation:
    """A member's facts, the reason's rule of the day, and what he has told so far."""

    facts: Facts
    reason: str
    rule: ReasonRule
    account: Account
    told: Mapping[str, str] = field(default_factory=dict)
    # The homes of one's earlier withdrawals are known by blind index only.
    home: bytes | None = None

    @property
    def today(self) -> date:
        """The business day on which is judged."""
        return self.facts.today

    @property
    def closing(self) -> bool:
        """Whether the account ends with it."""
        return self.rule.mode == "closing"

    @property
    def loan(self) -> Loan | None:
        """The loan that was picked, or the only one there is of the wanted kind."""
        wanted = [one for one in self.facts.loans if one.kind == self._loan_kind]
        number = self.told.get("loan", "")
        if number:
            return next((one for one in wanted if one.number == number), None)
        return wanted[0] if len(wanted) == 1 else None

    @property
    def cost_fen(self) -> int | None:
        """What was told to have cost, in fen; nothing before it was told. Raises BadAmount."""
        text = self.told.get("cost", "")
        return parse_yuan(text) if text else None

    def day(self, name: str) -> date | None:
        """A day that was told, read strictly; nothing before it was told."""
        text = self.told.get(name, "")
        return date.fromisoformat(text) if text else None

    @property
    def _loan_kind(self) -> str:
        found = [one.field for one in self.rule.conditions if one.check == "loan_on_record"]
        return found[0] if found else ""
