"""When the hours open, what was kept overnight begins (到点受理)."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from django.db import transaction

from anju.cases.actors import member_acts
from anju.centers.each import run_each
from anju.people.holds import PayoutsHeld, check_may_pay_out
from anju.withdrawals.decide import let_go, outlook_of
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.start import Applicant, start
from anju.withdrawals.survey import why_not
from anju.withdrawals.tell import tell_refused


def start_queued(*, today: date, now: datetime) -> int:
    """Begin every queued withdrawal whose hour has come; answers how many.

    Judged anew: what is not met any more, or held by a lock set overnight, is not begun, and
    the member is told why. (C1.19.)
    """
    due = Withdrawal.objects.filter(state=Withdrawal.State.QUEUED, starts_at__lte=now)
    steps: list[Callable[[], None]] = [
        partial(_begin, number, today, now)
        for number in due.order_by("id").values_list("number", flat=True)
    ]
    run_each(steps)
    return len(steps)


def _begin(number: str, today: date, now: datetime) -> None:
    with transaction.atomic():
        withdrawal = (
            Withdrawal.objects.select_for_update(no_key=True, of=("self",))
            .select_related("member", "account__employer", "card")
            .get(number=number)
        )
        if withdrawal.state != Withdrawal.State.QUEUED:
            return
        try:
            check_may_pay_out(member=withdrawal.member, now=now)
        except PayoutsHeld as held:
            _give_up(withdrawal, held.sentence, today, now)
            return
        outlook = outlook_of(withdrawal, today, now)
        if outlook.judgement is None or outlook.judgement.obstacles:
            _give_up(withdrawal, why_not(outlook), today, now)
            return
        member = withdrawal.member
        start(
            withdrawal=withdrawal,
            outlook=outlook,
            applicant=Applicant(member, member_acts(member), withdrawal.channel),
            today=today,
            now=now,
        )


def _give_up(withdrawal: Withdrawal, why: str, today: date, now: datetime) -> None:
    let_go(withdrawal, Withdrawal.State.WITHDRAWN, today, now)
    tell_refused(withdrawal, why, now=now)
