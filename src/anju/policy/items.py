"""Whether an item (事项) is served on a channel at a moment, and if not, when it will be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from anju.ground.calendar import is_working_day
from anju.policy.shapes import Channel, Hours, ItemHours

CHINA: Final = ZoneInfo("Asia/Shanghai")
_LOOK_AHEAD_DAYS: Final = 30  # longer than any holiday


@dataclass(frozen=True, slots=True)
class ItemState:
    """Open or not; the sentence says why not and what to do, opens_at when it opens again."""

    open: bool
    sentence: str = ""
    opens_at: datetime | None = None


def _serves(hours: Hours, day: date) -> bool:
    return hours.days == "every" or is_working_day(day)


def within(hours: Hours, at: datetime) -> bool:
    """Whether a moment lies in the hours: the opening minute does, the closing one does not.

    A moment with a zone is brought to China's time; one without is taken as China's.
    """
    local = at.astimezone(CHINA) if at.tzinfo else at
    clock = local.time()
    early_enough = hours.closes is None or clock < hours.closes
    return _serves(hours, local.date()) and hours.opens <= clock and early_enough


def _next_opening(hours: Hours, local: datetime) -> datetime | None:
    for ahead in range(_LOOK_AHEAD_DAYS):
        day = local.date() + timedelta(days=ahead)
        opens_at = datetime.combine(day, hours.opens, tzinfo=CHINA)
        if _serves(hours, day) and opens_at.replace(tzinfo=None) > local.replace(tzinfo=None):
            return opens_at
    return None


def state_of(
    label: str, table: tuple[ItemHours, ...], *, channel: Channel, at: datetime, hotline: str
) -> ItemState:
    """Judge one item by its table of channels and hours; label and hotline are for words."""
    hours = next((row for row in table if row.channel == channel), None)
    if hours is None:
        return ItemState(
            False,
            f"“{label}”暂不在{channel.chinese}办理，请到中心柜台办理，或拨打 {hotline} 咨询。",
        )
    if hours.closed_because:
        return ItemState(
            False,
            f"“{label}”暂停办理：{hours.closed_because}。请稍后再来，或拨打 {hotline} 咨询。",
        )
    if within(hours, at):
        return ItemState(True)
    opens_at = _next_opening(hours, at.astimezone(CHINA) if at.tzinfo else at)
    when = f"{opens_at:%Y-%m-%d %H:%M} 以后" if opens_at else "办理时间内"
    return ItemState(
        False,
        f"“{label}”的办理时间为{hours.chinese}，现在不在办理时间内，请在 {when}再来。",
        opens_at,
    )
