"""Ends a transfer that is still awaited: the employer takes it back, or its time is over."""

from datetime import date

from django.db import transaction

from anju.contributions.lists import remittance_of
from anju.contributions.models import Remittance
from anju.contributions.remittances.end_remittance import end_remittance
from anju.contributions.suspense.book_arrival import BANK
from anju.contributions.suspense.settle_transfer import let_go, settle_transfer
from anju.ground.errors import Refusal
from anju.people.models import Employer


class NotWaiting(Refusal):
    code = "contributions.not_waiting"


def withdraw_transfer(*, number: str, employer: Employer, by: str) -> Remittance:
    """Take back a 转账汇款 before its money is there; its months are open again.

    What came in part stays in 暂收 as the employer's own, to be put by or sent back.
    Raises NotWaiting when the money has come, or it was ended since; NotYours.
    """
    with transaction.atomic():
        remittance = _held(remittance_of(employer=employer, number=number))
        if remittance.state != Remittance.State.WAITING:
            raise NotWaiting(
                f"这笔汇缴{remittance.get_state_display()}，不能撤回。"
                "款已到账的会照常入账；如需更正，请到柜台办理。"
            )
        _end(remittance, "单位已撤回", by)
    return remittance


def expire_transfer(*, remittance: Remittance, today: date) -> None:
    """End a transfer whose day is over, unless its money has come in time after all."""
    if settle_transfer(remittance=remittance, today=today, by=BANK):
        return
    with transaction.atomic():
        held = _held(remittance)
        if held.state == Remittance.State.WAITING:
            _end(held, f"到 {held.expires_on} 款项没有到齐，已自动撤回", BANK)


def _held(remittance: Remittance) -> Remittance:
    """The remittance, held after its employer."""
    Employer.objects.select_for_update(no_key=True).get(pk=remittance.employer_id)
    return Remittance.objects.select_for_update(no_key=True).get(pk=remittance.pk)


def _end(remittance: Remittance, why: str, by: str) -> None:
    end_remittance(remittance=remittance, why=why, by=by)
    remittance.refresh_from_db()
    let_go(remittance, f"汇缴 {remittance.number} {why}，这笔款请存入预缴户或申请退回。")
