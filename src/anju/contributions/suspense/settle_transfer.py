"""Pays a waiting remittance out of the money that came for it, once there is enough."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet, Sum

from anju.audit.record import record
from anju.contributions.models import Prepayment, Remittance, Suspense
from anju.contributions.models.suspense import SURE
from anju.contributions.prepay import post_prepayment
from anju.contributions.remittances.post_remittance import post_remittance
from anju.contributions.serials import next_prepayment_number
from anju.people.models import Employer

OPEN_DEEDS = ("asked", "processing")


def money_for(remittance: Remittance) -> QuerySet[Suspense]:
    """Open arrivals that certainly pay this remittance and with which nothing else happens."""
    return Suspense.objects.filter(
        remittance=remittance, state=Suspense.State.OPEN, confidence=SURE
    ).exclude(deeds__state__in=OPEN_DEEDS)


def came_fen(remittance: Remittance) -> int:
    """What has come for a waiting remittance so far, in fen."""
    return int(money_for(remittance).aggregate(fen=Sum("arrival__amount_fen"))["fen"] or 0)


def settle_transfer(*, remittance: Remittance, today: date, by: str) -> bool:
    """Allot what came to a remittance that waits, and post it; False while money is short.

    What is too much goes into the employer's prepayment account with a line of its own. The
    arrivals are taken in one transaction; posting may fall and is taken up by the job.
    """
    if not _take_money(remittance, today, by):
        return False
    remittance.refresh_from_db()
    post_remittance(remittance=remittance, today=today)
    return True


def _take_money(remittance: Remittance, today: date, by: str) -> bool:
    with transaction.atomic():
        # Employer, remittance, arrivals: the order in which everybody takes them.
        Employer.objects.select_for_update(no_key=True).get(pk=remittance.employer_id)
        held = Remittance.objects.select_for_update(no_key=True).get(pk=remittance.pk)
        if held.state != Remittance.State.WAITING:
            return False
        # Rows first, then whether something else is asked for them: who asks locks them too.
        rows = Suspense.objects.select_for_update(no_key=True, of=("self",)).filter(
            remittance=held, state=Suspense.State.OPEN, confidence=SURE
        )
        locked = [one.pk for one in rows.order_by("id")]
        taken = list(money_for(held).filter(pk__in=locked).select_related("arrival"))
        fen = sum(one.arrival.amount_fen for one in taken)
        if fen < held.total_fen:
            return False
        held.state = Remittance.State.PROCESSING
        held.save(update_fields=["state"])
        surplus = _surplus(held, fen - held.total_fen, today)
        Suspense.objects.filter(pk__in=[one.pk for one in taken]).update(
            state=Suspense.State.ALLOTTED,
            prepayment=surplus,
            why_open="",
            settled_on=today,
            settled_by=by[:60],
        )
        let_go(held, f"汇缴 {held.number} 已经足额，这笔是多到的款。")
        record(
            actor=by,
            deed="allot_arrivals",
            subject=held.number,
            came_fen=fen,
            arrivals=[one.number for one in taken],
        )
    return True


def let_go(remittance: Remittance, why: str) -> None:
    """What still lies in 暂收 for a remittance pays it no longer; the reason is kept."""
    left = Suspense.objects.filter(remittance=remittance, state=Suspense.State.OPEN)
    left.update(remittance=None, why_open=why[:200])


def _surplus(remittance: Remittance, fen: int, today: date) -> Prepayment | None:
    if fen == 0:
        return None
    return put_by(
        employer=remittance.employer,
        amount_fen=fen,
        note=f"汇缴 {remittance.number} 多付的余款",
        by=remittance.submitted_by,
        today=today,
    )


def put_by(
    *, employer: Employer, amount_fen: int, note: str, by: str, today: date
) -> Prepayment:
    """Move money out of 暂收 into an employer's prepayment account, in fen, with a receipt."""
    number = next_prepayment_number()
    prepayment = Prepayment.objects.create(
        number=number,
        intent=f"arrival:{number}",
        employer=employer,
        way=Prepayment.Way.ARRIVAL,
        amount_fen=amount_fen,
        note=note,
        submitted_by=by,
        submitted_on=today,
    )
    post_prepayment(prepayment=prepayment, today=today)
    return prepayment
