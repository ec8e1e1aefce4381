"""How much may leave in a day or in thirty: the member's own limit refuses, the center's sends
to review (security B2, 3.4)."""

from datetime import date, timedelta

from django.db.models import Sum

from anju.ground.errors import Refusal
from anju.ground.money import format_yuan
from anju.people.models import Member
from anju.policy.reasons import ReasonRule
from anju.policy.rules import value
from anju.withdrawals.models import Withdrawal

COUNTER = "counter"
THIRTY_DAYS = 30


class AboveOwnLimit(Refusal):
    code = "withdrawals.above_own_limit"


def check_own_limit(*, member: Member, amount_fen: int, channel: str, today: date) -> None:
    """Keep the limit a member has set himself for a day on line, in fen.

    At the counter he stands there himself. Raises AboveOwnLimit.
    """
    most = member.day_limit_fen
    if channel == COUNTER or most is None:
        return
    taken = _applied(member, since=today, until=today, on_line=True)
    if taken + amount_fen > most:
        raise AboveOwnLimit(
            f"超过您自己设置的网上每日限额 {format_yuan(most)} 元（今天已申请 "
            f"{format_yuan(taken)} 元）。请在“资金保护”里提高限额，或到柜台办理。"
        )


def may_pass_alone(*, rule: ReasonRule, member: Member, amount_fen: int, today: date) -> bool:
    """Whether nobody has to look at it: a small sum of a reason that needs no judgement.

    Sums of the day and of thirty days count, this one included, in fen; the smaller of the
    center's day limit and the member's own holds.
    """
    if rule.review != "automatic" or amount_fen > value("withdrawal.automatic_fen", on=today):
        return False
    limits = [int(value("withdrawal.day_limit_fen", on=today))]
    if member.day_limit_fen is not None:
        limits.append(member.day_limit_fen)
    month_ago = today - timedelta(days=THIRTY_DAYS - 1)
    return _applied(member, since=today, until=today) <= min(limits) and _applied(
        member, since=month_ago, until=today
    ) <= value("withdrawal.thirty_day_limit_fen", on=today)


def _applied(member: Member, *, since: date, until: date, on_line: bool = False) -> int:
    """What a member applied for and may still get, or has got, in fen."""
    counted = Withdrawal.objects.filter(
        member=member, applied_on__range=(since, until), state__in=Withdrawal.COUNTS
    )
    if on_line:
        counted = counted.exclude(channel=COUNTER)
    return int(counted.aggregate(fen=Sum("amount_fen"))["fen"] or 0)
