"""Which months of a remittance go as a whole, and that they go from the end only."""

from collections.abc import Iterable

from anju.contributions.models import RemittedMonth, Share
from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.people.models import Employer


class LaterMonthsPaid(Refusal):
    code = "contributions.later_months_paid"


def months_left_empty(*, remittance: int, taken: Iterable[int]) -> list[Month]:
    """The live months of a remittance that keep no live share once these shares are taken."""
    left = Share.objects.filter(remittance=remittance, live=True).exclude(pk__in=list(taken))
    months = RemittedMonth.objects.filter(remittance=remittance, live=True)
    gone = months.exclude(month__in=left.values("month")).order_by("month")
    return list(gone.values_list("month", flat=True))


def check_from_the_end(*, employer: Employer, months: list[Month]) -> None:
    """Let whole months go that no remitted month follows; raises LaterMonthsPaid."""
    if not months:
        return
    later = RemittedMonth.objects.filter(employer=employer, live=True, month__gt=months[0])
    follows = later.exclude(month__in=months).order_by("-month").first()
    if follows is not None:
        raise LaterMonthsPaid(
            f"{follows.month.chinese}已经汇缴，整月退缴要从最后一个月退起；"
            "只退部分职工的，请选择职工。"
        )
