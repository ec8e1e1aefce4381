"""An officer or his manager enters days away; what lies before him goes back to the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from anju.audit.record import record
from anju.cases.actors import Actor
from anju.cases.models import Absence, Case, SecondLook
from anju.ground.errors import Refusal
from anju.people.models import Staff

DAYS_MOST = 366
WHY_MOST = 100


class BadDays(Refusal):
    code = "cases.bad_days_away"


class AwayAlready(Refusal):
    code = "cases.away_already"


class NotHisAbsence(Refusal):
    code = "cases.not_his_absence"


class AbsenceOver(Refusal):
    code = "cases.absence_over"


@dataclass(frozen=True)
class DaysAway:
    """What was typed: which kind, from when to when, both included, and a word about it."""

    kind: Absence.Kind
    first_on: date
    last_on: date
    why: str = ""


def enter_absence(
    *, staff: Staff, days: DaysAway, by: Actor, today: date, now: datetime
) -> tuple[Absence, Sequence[str]]:
    """Keep the days; answers the numbers of the cases and second looks that were given back.

    Work is given out by the day, so only what lies before him today has to go back, and only
    if he is away today. Raises NotHisAbsence, BadDays, AwayAlready.
    """
    entered_by = _check_whose(staff, by)
    _check_days(days, today)
    with transaction.atomic():
        Staff.objects.select_for_update(no_key=True).get(pk=staff.pk)
        _check_free(staff, days)
        made = Absence.objects.create(
            staff=staff,
            kind=days.kind,
            first_on=days.first_on,
            last_on=days.last_on,
            why=" ".join(days.why.split())[:WHY_MOST],
            entered_by=entered_by,
            entered_at=now,
        )
        record(
            actor=f"staff/{entered_by.pk}",
            deed="enter_absence",
            subject=staff.login,
            kind=made.kind,
            first_on=f"{made.first_on}",
            last_on=f"{made.last_on}",
        )
        back = _give_back(staff, entered_by, today) if made.covers(today) else []
    return made, back


def end_absence(*, absence: Absence, by: Actor, today: date) -> Absence:
    """Let somebody be back from today on, or never have gone; he is given work again.

    Raises NotHisAbsence, and AbsenceOver for one that has ended.
    """
    ended_by = _check_whose(absence.staff, by)
    with transaction.atomic():
        held = Absence.objects.select_for_update(no_key=True).get(pk=absence.pk)
        if not held.open_on(today):
            raise AbsenceOver("这次休假或外出已经结束，没有变化。请刷新后再看。")
        held.ended_on, held.ended_by = max(today, held.first_on), ended_by
        held.save(update_fields=["ended_on", "ended_by"])
        record(
            actor=f"staff/{ended_by.pk}",
            deed="end_absence",
            subject=absence.staff.login,
            ended_on=f"{held.ended_on}",
        )
    return held


def _check_whose(staff: Staff, by: Actor) -> Staff:
    if by.staff is None or (by.staff.pk != staff.pk and by.staff.role != Staff.Role.MANAGER):
        raise NotHisAbsence("只能登记自己的休假和外出；他人的由主管登记。")
    return by.staff


def _check_days(days: DaysAway, today: date) -> None:
    if days.last_on < days.first_on:
        raise BadDays("结束日期不能早于开始日期，请核对。")
    if days.first_on < today:
        raise BadDays(f"开始日期最早是今天（{today}），过去的不用登记。")
    if days.last_on - days.first_on > timedelta(days=DAYS_MOST):
        raise BadDays("一次最多登记一年，请核对结束日期。")


def _check_free(staff: Staff, days: DaysAway) -> None:
    near = Absence.objects.filter(
        staff=staff,
        first_on__lte=days.last_on,
        last_on__gte=days.first_on,
    )
    for one in near.order_by("first_on"):
        # One that was ended early leaves its last days free again.
        last = one.last_on if one.ended_on is None else one.ended_on - timedelta(days=1)
        if one.first_on <= last and last >= days.first_on:
            raise AwayAlready(
                f"{staff.name} {one.first_on} 至 {last} 已登记{one.get_kind_display()}，"
                "日期不能重叠。请改日期，或先结束那一次。"
            )


def _give_back(staff: Staff, by: Staff, today: date) -> list[str]:
    """Nobody holds them from now on: whoever asks next is given them."""
    held = Case.objects.select_for_update(no_key=True).filter(
        given_to=staff, given_on=today, state__in=(Case.State.WAITING, Case.State.REVIEWING)
    )
    cases = list(held.order_by("id"))
    for one in cases:
        one.given_to, one.given_on = None, None
        one.save(update_fields=["given_to", "given_on"])
    looks = SecondLook.objects.select_for_update(no_key=True, of=("self",)).filter(
        given_to=staff, result=SecondLook.Result.WAITING
    )
    back = list(looks.select_related("case").order_by("id"))
    for look in back:
        look.given_to = None
        look.save(update_fields=["given_to"])
    numbers = [one.number for one in cases] + [look.case.number for look in back]
    for number in numbers:
        record(actor=f"staff/{by.pk}", deed="case_given_back", subject=number, of=staff.login)
    return numbers
