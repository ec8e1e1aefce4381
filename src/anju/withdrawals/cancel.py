"""The member takes an application back before it is decided (撤回申请)."""

from datetime import date, datetime

from django.db import transaction

from anju.audit.record import record
from anju.cases.actors import Actor
from anju.cases.withdraw_case import withdraw_case
from anju.ground.errors import Refusal
from anju.people.models import Member
from anju.withdrawals.decide import let_go
from anju.withdrawals.models import Withdrawal


class NotYours(Refusal):
    code = "withdrawals.not_yours"


class TooLate(Refusal):
    code = "withdrawals.too_late"


def cancel(*, member: Member, number: str, by: Actor, today: date, now: datetime) -> Withdrawal:
    """End one's own application, never an heir's; what it held is free at once.

    Raises NotYours, TooLate once it was decided, and as `withdraw_case`.
    """
    with transaction.atomic():
        withdrawal = (
            Withdrawal.objects.select_for_update(no_key=True, of=("self",))
            .filter(member=member, payee=None, number=number)
            .first()
        )
        if withdrawal is None:
            raise NotYours("您没有这笔提取。")
        if withdrawal.state not in (Withdrawal.State.QUEUED, Withdrawal.State.REVIEWING):
            raise TooLate(
                f"{number} 现在的状态是“{withdrawal.get_state_display()}”，不能撤回。"
            )
        if withdrawal.case is not None:
            withdraw_case(number=withdrawal.case.number, by=by, today=today)
        let_go(withdrawal, Withdrawal.State.WITHDRAWN, today, now)
        record(actor=f"member/{member.pk}", deed="cancel_withdrawal", subject=number)
    return withdrawal
