"""From which month on a register's changes count (生效月份)."""

from datetime import date

from django.db import transaction

from anju.contributions.models import Line, Register
from anju.contributions.registers.edit_register import Edit, keep_moved, rejudge, take_draft
from anju.contributions.remittances.due import next_unpaid
from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.policy.rules import value


class MonthPaid(Refusal):
    code = "contributions.month_paid"


class MonthTooFar(Refusal):
    code = "contributions.month_too_far"


def months_to_choose(*, register: Register, today: date) -> list[Month]:
    """The months a draft may take effect from: the next unpaid one, and some later ones."""
    first = next_unpaid(register.employer)
    last = max(first, Month.of(today)) + int(
        value("contribution.effect_months_ahead", on=today)
    )
    return Month.span(first, last)


def choose_month(*, edit: Edit, month: Month) -> Register:
    """Let a draft's changes count from another month; every line is judged anew.

    Raises MonthPaid for a month that is paid already, MonthTooFar for one that lies further
    ahead than the center takes, and as `put_line`.
    """
    with transaction.atomic():
        register = take_draft(edit)
        months = months_to_choose(register=register, today=edit.today)
        if month < months[0]:
            raise MonthPaid(
                f"{month.chinese}已经汇缴，变更最早从 {months[0].chinese}起生效；"
                f"{month.chinese}需要补的，请办理补缴。"
            )
        if month > months[-1]:
            raise MonthTooFar(f"生效月份最远可到 {months[-1].chinese}，更晚的变更请到时再办。")
        register.month = month
        rejudge(
            register, list(Line.objects.filter(register=register).order_by("id")), edit.today
        )
        keep_moved(register, edit, f"生效月份改为 {month.chinese}")
    return register
