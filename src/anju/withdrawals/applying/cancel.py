"""The member takes an application back before it is decided (撤回申请)."""

from datetime import date, datetime

from django.db import transaction

from anju.audit.record import record
from anju.cases.actors import Actor
from anju.cases.intake import Intake
from anju.cases.withdraw_case import withdraw_case
from anju.ground.errors import Refusal
from anju.people.models import Member
from anju.withdrawals.dossier.hold_own import hold_own
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.review.decide import let_go


class TooLate(Refusal):
    code = "withdrawals.too_late"


def cancel(*, member: Member, number: str, by: Actor, today: date, now: datetime) -> Withdrawal:
    """End one's own application, never an heir's; what it held is free at once.

    Raises NotYours, TooLate once it was decided, and as `withdraw_case`.
    """
    with transaction.atomic():
        withdrawal = hold_own(member=member, number=number)
        take_back(withdrawal, by=by, today=today, now=now)
        record(actor=f"member/{member.pk}", deed="cancel_withdrawal", subject=number)
    return withdrawal


def take_back(
    withdrawal: Withdrawal,
    *,
    by: Actor,
    today: date,
    now: datetime,
    intake: Intake | None = None,
) -> None:
    """End a withdrawal whose row is held. Raises TooLate, and as `withdraw_case`."""
    if withdrawal.state not in (Withdrawal.State.QUEUED, Withdrawal.State.REVIEWING):
        raise TooLate(
            f"{withdrawal.number} 现在的状态是“{withdrawal.get_state_display()}”，不能撤回。"
        )
    if withdrawal.case is not None:
        withdraw_case(number=withdrawal.case.number, by=by, today=today, intake=intake)
    let_go(withdrawal, Withdrawal.State.WITHDRAWN, today, now)
