"""A clerk takes an application back for the person who stands before him (柜面撤回)."""

from datetime import date, datetime

from django.db import transaction

from anju.audit.record import record
from anju.cases.actors import member_acts, staff_acts
from anju.cases.intake import Intake
from anju.ground.errors import Refusal
from anju.people.models import Member, Staff
from anju.people.staff.actor import actor_of
from anju.withdrawals.applying.cancel import take_back
from anju.withdrawals.counter.at_counter import stands_there
from anju.withdrawals.dossier.hold_own import hold_own
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.tell import tell_withdrawn

WHY_MOST = 200


class WhyTakenBack(Refusal):
    code = "withdrawals.why_taken_back"


def cancel_at_counter(
    *,
    member: Member,
    number: str,
    why: str,
    card_checked: bool,
    clerk: Staff,
    today: date,
    now: datetime,
) -> Withdrawal:
    """End an open application; what it held is free at once, and its applicant is told.

    Raises WhyTakenBack, TooLate once it was decided, and as `stands_there`, `withdraw_case`.
    """
    words = " ".join(why.split())
    if not words or len(words) > WHY_MOST:
        raise WhyTakenBack(f"请写明为什么撤回，最多 {WHY_MOST} 个字。", fields={"why": words})
    asked = stands_there(member=member, number=number, clerk=clerk, card_checked=card_checked)
    with transaction.atomic():
        withdrawal = hold_own(member=member, number=asked.number, heirs_too=True)
        take_back(
            withdrawal,
            by=member_acts(withdrawal.receiver),
            today=today,
            now=now,
            intake=Intake(staff_acts(clerk), words),
        )
        record(
            actor=actor_of(clerk),
            deed="cancel_withdrawal_at_counter",
            subject=number,
            why=words,
        )
        tell_withdrawn(withdrawal, now=now)
    return withdrawal
