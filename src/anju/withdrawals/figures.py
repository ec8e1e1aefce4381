"""A manager's figures: what was applied for, decided and paid over some days, by reason."""

from dataclasses import dataclass
from datetime import date

from anju.centers.sql import rows


@dataclass(frozen=True)
class ReasonFigures:
    """One reason over some days: cases, and amounts with closing interest in fen."""

    reason: str
    title: str
    received: int
    received_fen: int
    returned: int
    refused: int
    refused_fen: int
    approved: int
    approved_fen: int
    paid: int
    paid_fen: int


def money_by_reason(*, since: date, until: date) -> list[ReasonFigures]:
    """Every reason something happened to between two days, both included.

    Each event counts on its own day, so that a day's approvals need not be its applications.
    What came back from the bank is no longer paid.
    """
    found = rows("withdrawals/day_money", since=since, until=until)
    return [ReasonFigures(**row) for row in found]
