"""可提日历: on which day each reason becomes possible again, by its own checks (C1.4)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from anju.payments.cards.lists import live_card
from anju.people.models import Member
from anju.policy.items import CHINA
from anju.withdrawals.judging.days import months_after
from anju.withdrawals.judging.judge import Line
from anju.withdrawals.judging.survey import Outlook
from anju.withdrawals.judging.survey_member import survey_member

HOLD: Final = "hold"
CARD: Final = "card"
_HELD: Final = "W04"
_LAST_TAKEN: Final = "not_taken_since"
_ONE_GROUND: Final = "home_not_used_before"
_YEAR_CAP: Final = "within_year_cap"


@dataclass(frozen=True)
class Turn:
    """A day on which something becomes possible: a reason, or money that was kept goes again.

    `key` is the reason's name, or what was kept; it stays the same when the day moves.
    """

    day: date
    key: str
    title: str
    why: Sequence[Line] = ()
    words: str = ""
    outlook: Outlook | None = None


@dataclass(frozen=True)
class Today:
    """A reason that is possible today, and the first day of the next time if it is used.

    `once` is the clause that lets one and the same home or permit serve a single time.
    """

    outlook: Outlook
    again_on: date | None
    once: str


@dataclass(frozen=True)
class Undated:
    """A reason for which waiting alone is not enough; at the earliest on `not_before`."""

    outlook: Outlook
    not_before: date | None


@dataclass(frozen=True)
class Ahead:
    """What is possible today, what will be on which day, and what no day can be told of."""

    now: Sequence[Today]
    turns: Sequence[Turn]
    undated: Sequence[Undated]


def look_ahead(*, member: Member, today: date, now: datetime) -> Ahead:
    """Every reason a member takes out himself, by the day; nothing is written.

    The first day of each is what its checks say, so it moves when the facts do.
    """
    found = survey_member(member=member, supposed=(), today=today, now=now).outlooks
    own = [one for one in found if one.rule.offered and one.rule.online]
    waiting = [one for one in own if one.status == "not_yet"]
    turns = [*_of_reasons(waiting), *_hold_ends(own), *_card_usable(member, now)]
    return Ahead(
        now=[Today(one, again_on(one), _once(one)) for one in own if one.status != "not_yet"],
        turns=sorted(turns, key=lambda one: one.day),
        undated=[Undated(one, _not_before(one)) for one in waiting if one.from_day is None],
    )


def again_on(outlook: Outlook) -> date | None:
    """When a reason that is used today is possible the next time; none where no rule says."""
    judged = outlook.given
    if judged is None or judged.closing:
        return None
    days = [
        months_after(judged.today, condition.months)
        for condition in outlook.rule.conditions
        if condition.check == _LAST_TAKEN
    ]
    if any(condition.check == _YEAR_CAP for condition in outlook.rule.conditions):
        days.append(date(judged.today.year + 1, 1, 1))
    return max(days, default=None)


def _once(outlook: Outlook) -> str:
    clauses = (one.says for one in outlook.rule.conditions if one.check == _ONE_GROUND)
    return next(clauses, "")


def _of_reasons(waiting: Sequence[Outlook]) -> Iterator[Turn]:
    for one in waiting:
        if one.from_day is not None and one.judgement is not None:
            yield Turn(
                one.from_day,
                one.reason,
                one.rule.title,
                why=one.judgement.obstacles,
                outlook=one,
            )


def _hold_ends(own: Sequence[Outlook]) -> Iterator[Turn]:
    """One line for what keeps every reason alike: W04 is the same before each of them."""
    lines = [line for one in own if one.judgement for line in one.judgement.obstacles]
    for line in lines:
        if line.number == _HELD and line.verdict.from_day is not None:
            yield Turn(line.verdict.from_day, HOLD, "恢复支付", why=[line])
            return


def _card_usable(member: Member, now: datetime) -> Iterator[Turn]:
    card = live_card(member)
    if card is None or now >= card.usable_from:
        return
    at = card.usable_from.astimezone(CHINA)
    words = f"新绑定的银行卡（尾号 {card.number[-4:]}）从 {at:%Y-%m-%d %H:%M} 起可以收款。"
    yield Turn(at.date(), CARD, "新银行卡可以收款", words=words)


def _not_before(outlook: Outlook) -> date | None:
    obstacles = outlook.judgement.obstacles if outlook.judgement else []
    days = [line.verdict.from_day for line in obstacles]
    return max((day for day in days if day is not None), default=None)
