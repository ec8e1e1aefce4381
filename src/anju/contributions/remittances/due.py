"""What an employer owes next: the months in their order, and the sum for each."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from anju.centers.sql import one
from anju.contributions.models import Relief
from anju.ground.calendar import Month, contribution_due_on
from anju.ground.errors import Refusal
from anju.ledger.lists import balances
from anju.people.models import Employer
from anju.policy.rules import value


class MonthNotNext(Refusal):
    code = "contributions.month_not_next"


class TooManyMonths(Refusal):
    code = "contributions.too_many_months"


class Relieved(Refusal):
    code = "contributions.relieved"


@dataclass(frozen=True)
class MonthDue:
    """One month that is owed: heads, both sides together in fen, and the last day to pay it."""

    month: Month
    heads: int
    total_fen: int
    due_on: date


@dataclass(frozen=True)
class Dues:
    """All months up to the one asked for, and what the prepayment account holds, in fen."""

    months: list[MonthDue]
    prepaid_fen: int

    @property
    def heads(self) -> int:
        """Heads of all months together (人次)."""
        return sum(month.heads for month in self.months)

    @property
    def total_fen(self) -> int:
        """The sum of all months, in fen (应缴金额)."""
        return sum(month.total_fen for month in self.months)


def next_unpaid(employer: Employer) -> Month:
    """The month after the last paid one, or the employer's first, also if it is deferred."""
    paid: Month | None = employer.paid_through
    first: Month = employer.first_month
    return first if paid is None else paid.next


def next_month(employer: Employer) -> Month:
    """The month that must be remitted next: the next unpaid one that is not deferred (缓缴)."""
    month = next_unpaid(employer)
    for relief in _deferrals(employer).filter(last_month__gte=month.code):
        if relief.first_month <= month:
            month = relief.last_month.next
    return month


def _deferrals(employer: Employer) -> QuerySet[Relief]:
    found = Relief.objects.filter(employer=employer, kind=Relief.Kind.DEFERRAL)
    return found.order_by("first_month")


def dues(*, employer: Employer, until: Month, today: date) -> Dues:
    """What remitting every month up to `until` (终止年月) would cost; nothing is written.

    Months are paid in their order, without a gap (domain rule 3.4). Raises MonthNotNext when
    `until` is paid already or lies further ahead than the center takes, TooManyMonths when more
    months would go at once than the center takes, Relieved when a deferred month, or the
    beginning or end of a ratio reduction, lies between.
    """
    first = next_month(employer)
    if until < employer.first_month:
        raise MonthNotNext(f"贵单位从 {employer.first_month.chinese}起缴存，没有更早的月份。")
    if until < first:
        raise MonthNotNext(f"{until.chinese}已经汇缴，下一个应缴月份是 {first.chinese}。")
    _check_reliefs(employer, first, until)
    latest = Month.of(today) + int(value("contribution.months_ahead", on=today))
    if until > latest:
        raise MonthNotNext(f"终止年月最远可到 {latest.chinese}，请改选较早的月份。")
    most = int(value("contribution.most_months_at_once", on=today))
    if until - first + 1 > most:
        raise TooManyMonths(
            f"从 {first.chinese}起一次最多汇缴 {most} 个月，请改选不晚于 "
            f"{(first + most - 1).chinese}的终止年月。"
        )
    months = [_month_due(employer, month) for month in Month.span(first, until)]
    prepaid = balances(accounts=[employer.prepayment_id])[employer.prepayment_id]
    return Dues(months=months, prepaid_fen=prepaid)


def _check_reliefs(employer: Employer, first: Month, until: Month) -> None:
    """No roll is drawn for a deferred month, nor past a ratio that is about to change."""
    for relief in _deferrals(employer).filter(first_month__lte=until.code):
        if relief.first_month > first:
            raise Relieved(
                f"{relief.span}已批准缓缴，不办理汇缴；请先汇缴到 "
                f"{(relief.first_month + -1).chinese}。"
            )
    states = Relief.State
    for relief in Relief.objects.filter(employer=employer, kind=Relief.Kind.REDUCTION):
        turns = {
            states.APPROVED.value: relief.first_month,
            states.IN_FORCE.value: relief.last_month.next,
        }.get(relief.state)
        if turns is None or until < turns:
            continue
        if first < turns:
            raise Relieved(
                f"从 {turns.chinese}起缴存比例将变更（{relief.number}），"
                f"请先汇缴到 {(turns + -1).chinese}。"
            )
        raise Relieved("缴存比例正在按批准的期限变更，请先提交或作废变更清册，稍后再汇缴。")


def _month_due(employer: Employer, month: Month) -> MonthDue:
    found = one("contributions/due", employer=employer.pk, month=month.code)
    return MonthDue(
        month=month,
        heads=found["heads"],
        total_fen=found["total_fen"],
        due_on=contribution_due_on(month, employer.payday),
    )
