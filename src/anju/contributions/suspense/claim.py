"""What an employer does with money that came: confirm it, disown it, put it by."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import transaction

from anju.audit.record import record
from anju.contributions.models import Prepayment, Remittance, Suspense
from anju.contributions.models.suspense import SURE
from anju.contributions.suspense.settle_transfer import OPEN_DEEDS, put_by, settle_transfer
from anju.ground.errors import Refusal
from anju.people.models import Employer


class ArrivalIsSettled(Refusal):
    code = "contributions.arrival_is_settled"


class ArrivalIsHeld(Refusal):
    code = "contributions.arrival_is_held"


class ArrivalNotYours(Refusal):
    code = "contributions.arrival_not_yours"


class NothingToConfirm(Refusal):
    code = "contributions.nothing_to_confirm"


class StillAwaited(Refusal):
    code = "contributions.still_awaited"


@contextmanager
def held_open(number: str, employer: Employer | None) -> Iterator[Suspense]:
    """Hold an open arrival in a transaction, the employer first.

    Raises ArrivalNotYours for another's or none, ArrivalIsSettled when it was allotted or
    given back since, ArrivalIsHeld while somebody's request about it waits for a decision.
    """
    with transaction.atomic():
        if employer is not None:
            Employer.objects.select_for_update(no_key=True).get(pk=employer.pk)
        found = Suspense.objects.select_for_update(no_key=True, of=("self",)).filter(
            number=number
        )
        if employer is not None:
            found = found.filter(employer=employer)
        suspense = found.first()
        if suspense is None:
            raise ArrivalNotYours("没有这笔来款，可能已经改认给别的单位。")
        if suspense.state != Suspense.State.OPEN:
            raise ArrivalIsSettled(
                f"这笔来款{suspense.get_state_display()}，没有重复办理。请刷新后查看结果。"
            )
        if suspense.deeds.filter(state__in=OPEN_DEEDS).exists():
            raise ArrivalIsHeld("这笔来款正在认领或退回，请等办完再处理。")
        yield suspense


def confirm_arrival(*, number: str, employer: Employer, today: date, by: str) -> Suspense:
    """Say that a proposed arrival is the employer's own; it then pays what it was meant for.

    Raises NothingToConfirm when that was said already, and as `held_open` does.
    """
    with held_open(number, employer) as suspense:
        if suspense.sure:
            raise NothingToConfirm("这笔来款已经确认过，没有重复办理。")
        suspense.confidence = SURE
        suspense.why_open = "" if suspense.remittance_id else "已确认是本单位的款，请选择用途。"
        suspense.save(update_fields=["confidence", "why_open"])
        record(actor=by, deed="confirm_arrival", subject=number, employer=employer.number)
    _pay(suspense, today, by)
    return suspense


def disown_arrival(*, number: str, employer: Employer, by: str) -> Suspense:
    """Say that a proposed arrival is not the employer's: the center's finance looks into it.

    Raises NothingToConfirm for money that is certainly its own, and as `held_open` does.
    """
    with held_open(number, employer) as suspense:
        if suspense.sure:
            raise NothingToConfirm("这笔来款带有贵单位的附言码或已经确认，不能再否认。")
        suspense.employer = suspense.remittance = None
        suspense.found_by, suspense.confidence = Suspense.Found.NOBODY, 0
        suspense.why_open = "推断的单位表示不是它的款，待财务核实付款人。"
        suspense.save()
        record(actor=by, deed="disown_arrival", subject=number, employer=employer.number)
    return suspense


def put_arrival_by(*, number: str, employer: Employer, today: date, by: str) -> Prepayment:
    """Move an arrival into the employer's prepayment account, whole, with a receipt.

    Raises NothingToConfirm while it is only a proposal, StillAwaited while a remittance waits
    for it, and as `held_open` does.
    """
    with held_open(number, employer) as suspense:
        if not suspense.sure:
            raise NothingToConfirm("请先确认这笔来款是贵单位的。")
        paid = suspense.remittance
        if paid is not None and paid.state == Remittance.State.WAITING:
            raise StillAwaited(
                f"这笔款是为汇缴 {paid.number} 汇来的。请补足差额，或先撤回那笔汇缴。"
            )
        prepayment = put_by(
            employer=employer,
            amount_fen=suspense.arrival.amount_fen,
            note=f"来款 {suspense.number} 存入预缴户",
            by=by,
            today=today,
        )
        suspense.state, suspense.prepayment = Suspense.State.ALLOTTED, prepayment
        suspense.remittance, suspense.why_open = None, ""
        suspense.settled_on, suspense.settled_by = today, by[:60]
        suspense.save()
        record(actor=by, deed="put_arrival_by", subject=number, into=prepayment.number)
    return prepayment


def _pay(suspense: Suspense, today: date, by: str) -> None:
    waiting = suspense.remittance
    if waiting is not None and waiting.state == Remittance.State.WAITING:
        settle_transfer(remittance=waiting, today=today, by=by)
