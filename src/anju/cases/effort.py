"""How long officers have cases before their eyes, and what a day has brought (办理日报)."""

from datetime import date

from anju.cases.actors import Actor
from anju.cases.models import Effort, Side, Step
from anju.centers.sql import Row, rows
from anju.people.models import Staff

SECONDS_MOST = 8 * 3600


def keep_effort(*, number: str, by: Actor, seconds: int) -> None:
    """Keep how many seconds the officer's last step took him; at most a working day."""
    steps = Step.objects.filter(case__number=number, person=by.person)
    last = steps.order_by("-place").first()
    if last is not None:
        seconds = min(max(seconds, 0), SECONDS_MOST)
        Effort.objects.get_or_create(step=last, defaults={"seconds": seconds})


def own_day(*, by: Staff, day: date) -> tuple[int, int | None]:
    """How many cases an officer has moved on a day, and his median of seconds for one."""
    mine = Step.objects.filter(person=bytes(by.identity_index or b""), happened_on=day)
    steps = mine.filter(side__in=[Side.FIRST, Side.SECOND])
    seconds = sorted(steps.exclude(effort=None).values_list("effort__seconds", flat=True))
    return steps.count(), seconds[(len(seconds) - 1) // 2] if seconds else None


def day_figures(*, day: date) -> list[Row]:
    """Per business what was received, accepted, closed, sent back, put aside; what is open."""
    return rows("cases/day_figures", day=day)


def effort_figures(*, since: date, until: date) -> list[Row]:
    """Per person and business: steps, returns, and the median of seconds where measured."""
    return rows("cases/effort_figures", since=since, until=until)


def top_reasons(*, since: date, until: date) -> list[Row]:
    """What applications went back for, per business, code and place, most frequent first."""
    return rows("cases/top_reasons", since=since, until=until)
