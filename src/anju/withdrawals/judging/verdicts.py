"""What a check says: met, not met and from when on, not told yet, or not for us to tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Outcome = Literal["met", "not_met", "to_tell", "unknown"]


@dataclass(frozen=True)
class Verdict:
    """One condition judged: 条款 · 您的数据 · 要求 · 结果 · 满足日期 · 下一步 (C1.1).

    `from_day` is the first day on which it will be met if nothing else changes; none when
    waiting alone does not help, or when it is met.
    """

    outcome: Outcome
    yours: str
    from_day: date | None = None
    next_step: str = ""


def met(yours: str) -> Verdict:
    """The condition is met."""
    return Verdict("met", yours)


def not_met(yours: str, *, from_day: date | None = None, next_step: str = "") -> Verdict:
    """It is not met today."""
    return Verdict("not_met", yours, from_day, next_step)


def to_tell(next_step: str) -> Verdict:
    """The member has not told yet what it needs."""
    return Verdict("to_tell", "尚未填写", None, next_step)


def unknown(yours: str, *, next_step: str = "") -> Verdict:
    """A person must look: undetermined is not failed."""
    return Verdict("unknown", yours, None, next_step)
