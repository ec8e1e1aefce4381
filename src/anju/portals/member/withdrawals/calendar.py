"""可提日历: the days on which reasons become possible, as a page and as a file (C1.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.member.withdrawals.frame import PIECES, framed
from anju.portals.shared import ics
from anju.portals.shared.shell.page import REFUSED, page
from anju.portals.shared.templatetags.hall import WEEKDAYS
from anju.withdrawals.judging.look_ahead import Ahead, Turn, look_ahead
from anju.withdrawals.reminders.ask_reminder import reminders_of

TITLE = "可提日历"
# On the day itself, at nine in the morning: before it nothing can be done.
ON_THE_DAY = "PT9H"


@dataclass(frozen=True)
class Shown:
    """A day with the words for how soon it is."""

    turn: Turn
    weekday: str
    soon: str


@dataclass(frozen=True)
class MonthOfTurns:
    """A month in which something becomes possible."""

    month: Month
    shown: Sequence[Shown]


@members_only
@require_safe
def withdrawal_calendar(request: MemberRequest) -> HttpResponse:
    """可提日历: what is possible today, then the days to come, then what has no day."""
    return calendar_page(request)


def calendar_page(request: MemberRequest, *, refusal: Refusal | None = None) -> HttpResponse:
    """The page, and the same page with what was refused on it."""
    ahead = _ahead(request)
    context = framed(
        TITLE,
        ahead=ahead,
        months=_months(ahead.turns, request.today),
        reminders=reminders_of(member=request.member),
        asked_from="calendar",
        seen_at=timezone.now(),
        refusal=refusal,
        error_title="没有办成",
    )
    status = REFUSED if refusal is not None else 200
    return page(request, f"{PIECES}/calendar.html", context, status=status)


@members_only
@require_safe
def withdrawal_calendar_file(request: MemberRequest) -> HttpResponse:
    """下载日历文件: the days alone; no name, no number and no amount goes along."""
    host = request.get_host().partition(":")[0]
    url = request.build_absolute_uri(reverse("member:withdrawal_calendar"))
    occasions = [
        ics.Occasion(
            uid=f"{_anonymous(request, turn)}@{host}",
            day=turn.day,
            title=f"可以办理：{turn.title}" if turn.outlook else turn.title,
            words=_without_own_data(turn),
            url=url,
            alarm=ON_THE_DAY,
        )
        for turn in _ahead(request).turns
    ]
    content = ics.calendar("住房公积金可提日历", occasions, now=timezone.now())
    return ics.offered(content, filename="withdrawals.ics")


def _ahead(request: MemberRequest) -> Ahead:
    return look_ahead(member=request.member, today=request.today, now=timezone.now())


def _months(turns: Sequence[Turn], today: date) -> list[MonthOfTurns]:
    months = sorted({Month.of(one.day) for one in turns})
    return [
        MonthOfTurns(month, [_shown(one, today) for one in turns if Month.of(one.day) == month])
        for month in months
    ]


def _shown(turn: Turn, today: date) -> Shown:
    days = (turn.day - today).days
    soon = f"还有 {days:,} 天" if days else "今天"
    return Shown(turn, f"星期{WEEKDAYS[turn.day.weekday()]}", soon)


def _anonymous(request: MemberRequest, turn: Turn) -> str:
    """The same line keeps its name when its day moves, so that a file read again moves it."""
    return sha256(f"withdrawal/{request.member.pk}/{turn.key}".encode()).hexdigest()[:32]


def _without_own_data(turn: Turn) -> str:
    """The clauses alone: what a member's own data says stays in the hall."""
    clauses = "；".join(f"{line.title}（{line.number} {line.clause}）" for line in turn.why)
    return f"{clauses}。办理以当日账户情况为准。" if clauses else "以当日账户情况为准。"
