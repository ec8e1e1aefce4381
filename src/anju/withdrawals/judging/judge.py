"""Judges one reason for one member: every condition, the amount, and what it comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from anju.ground.amounts import BadAmount
from anju.ground.money import format_yuan
from anju.policy.reasons import Condition
from anju.withdrawals.judging.amounts import Offer, offer_of
from anju.withdrawals.judging.checks import BY_NAME, EVERY
from anju.withdrawals.judging.clauses import CLAUSES
from anju.withdrawals.judging.situation import Situation
from anju.withdrawals.judging.verdicts import Verdict, not_met

Status = Literal["ready", "papers", "open", "not_yet"]
STATUS: Final[dict[Status, str]] = {
    "ready": "可提",
    "papers": "需补材料",
    "open": "数据待核",
    "not_yet": "暂不可提",
}


@dataclass(frozen=True)
class Line:
    """A numbered condition with its verdict; `title` is the clause as the profile words it."""

    number: str
    title: str
    verdict: Verdict

    @property
    def clause(self) -> str:
        """What the condition is called, in a word."""
        return CLAUSES[self.number]


@dataclass(frozen=True)
class Judgement:
    """Every condition of one reason, and what may be taken, in fen."""

    lines: Sequence[Line]
    offer: Offer
    missing: Sequence[str]

    @property
    def obstacles(self) -> list[Line]:
        """What is not met."""
        return [line for line in self.lines if line.verdict.outcome == "not_met"]

    @property
    def untold(self) -> list[Line]:
        """What the member still has to tell."""
        return [line for line in self.lines if line.verdict.outcome == "to_tell"]

    @property
    def to_look_at(self) -> list[Line]:
        """What a person must look at."""
        return [line for line in self.lines if line.verdict.outcome == "unknown"]

    @property
    def status(self) -> Status:
        """可提, 需补材料, 数据待核 or 暂不可提."""
        if self.obstacles or self.offer.fen <= 0:
            return "not_yet"
        if self.untold or self.missing:
            return "papers"
        return "open" if self.to_look_at else "ready"

    @property
    def from_day(self) -> date | None:
        """The first day on which nothing stands in the way, if waiting alone gets there."""
        days = [line.verdict.from_day for line in self.obstacles]
        known = [day for day in days if day is not None]
        return max(known) if days and len(known) == len(days) else None


def judge(given: Situation, *, leave_fen: int) -> Judgement:
    """Judge a reason by all its conditions, in their order; nothing is written.

    `leave_fen` is what a partial withdrawal leaves. What was told and cannot be read (a day
    that is none) counts as not met, with words for it.
    """
    lines = [Line(number, title, check(given, _NO_CONDITION)) for number, title, check in EVERY]
    for condition in given.rule.conditions:
        number, _ = BY_NAME[condition.check]
        lines.append(Line(number, condition.says, _judged(given, condition)))
    if given.closing and given.account.coming_fen:
        lines.append(Line("W21", "没有正在入账的缴存", _still_coming(given)))
    try:
        offer = offer_of(given, leave_fen=leave_fen)
    except BadAmount as refused:
        lines.append(
            Line("W20", "金额填写正确", not_met(given.told["cost"], next_step=str(refused)))
        )
        offer = Offer(0, "金额填写有误")
    return Judgement(lines, offer, _missing(given))


def _still_coming(given: Situation) -> Verdict:
    """On a closed account it would lie where nobody can take it from."""
    return not_met(
        f"单位的汇缴 {format_yuan(given.account.coming_fen)} 元正在入账",
        next_step="入账以后再办理，这笔钱会一起付给您；迟迟没有入账的，请联系单位经办人。",
    )


def _judged(given: Situation, condition: Condition) -> Verdict:
    _, check = BY_NAME[condition.check]
    try:
        return check(given, condition)
    except ValueError:
        return not_met(
            given.told.get(condition.field, ""),
            next_step="日期填写有误，请按 2026-11-29 的形式填写。",
        )


def _missing(given: Situation) -> list[str]:
    """Titles of the papers that must be there and are not in the wallet."""
    return [
        paper.title
        for paper in given.rule.papers
        if paper.needed and not given.facts.papers.get(paper.kind)
    ]


_NO_CONDITION: Final = Condition(check="declared", says="每项提取都要满足")
