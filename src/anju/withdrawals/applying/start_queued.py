"""When the hours open, what was kept overnight begins (到点受理)."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from django.db import transaction

from anju.cases.actors import member_acts
from anju.centers.each import run_each
from anju.ground.errors import Refusal
from anju.people.restraints.holds import check_may_pay_out
from anju.withdrawals.applying.apply import amount_of
from anju.withdrawals.applying.start import Applicant, start
from anju.withdrawals.dossier.card_for import card_for
from anju.withdrawals.dossier.request import Request
from anju.withdrawals.models import Withdrawal
from anju.withdrawals.review.decide import let_go, outlook_of
from anju.withdrawals.tell import tell_refused


class CardReplaced(Refusal):
    code = "withdrawals.card_replaced"


def start_queued(*, today: date, now: datetime) -> int:
    """Begin every queued withdrawal whose hour has come; answers how many.

    Judged anew: what is not met any more, held by a lock set overnight, or named a card that
    was replaced since, is not begun, and the member is told why. (C1.19, security B2.)
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
            with transaction.atomic():
                _begin_held(withdrawal, today, now)
        except Refusal as refused:
            # What was begun is undone; the member learns why, and his money is free.
            withdrawal.refresh_from_db()
            let_go(withdrawal, Withdrawal.State.WITHDRAWN, today, now)
            tell_refused(withdrawal, refused.sentence, now=now)


def _begin_held(withdrawal: Withdrawal, today: date, now: datetime) -> None:
    member = withdrawal.member
    check_may_pay_out(member=member, now=now)
    applicant = Applicant(member, member_acts(member), withdrawal.channel)
    outlook = outlook_of(withdrawal, today, now)
    # Asked as if it were handed in now: the amount stands, if it is still offered.
    asked = Request(
        withdrawal.reason,
        withdrawal.account.number,
        withdrawal.told,
        tuple(withdrawal.materials),
        withdrawal.amount_fen,
    )
    amount_of(outlook, asked, applicant)
    if card_for(member=member, rule=outlook.rule, now=now).pk != withdrawal.card_id:
        raise CardReplaced(
            "您提交以后换绑了银行卡，没有受理。请重新申请，核对现在绑定的收款卡。"
        )
    start(withdrawal=withdrawal, outlook=outlook, applicant=applicant, today=today, now=now)
