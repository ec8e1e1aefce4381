"""Another person decides what was asked about an arrival (four eyes), and it happens."""

from datetime import date

from django.db import transaction

from anju.audit.record import record
from anju.centers.wake import wake
from anju.contributions.collecting import collection_account
from anju.contributions.models import Remittance, Suspense, SuspenseDeed
from anju.contributions.models.suspense import SURE
from anju.contributions.suspense.give_back import order_return
from anju.contributions.suspense.settle_transfer import settle_transfer
from anju.ground.errors import Refusal
from anju.people.models import Employer, Staff

State, Kind = SuspenseDeed.State, SuspenseDeed.Kind


class DeedIsDecided(Refusal):
    code = "contributions.suspense_deed_is_decided"


class OwnDeed(Refusal):
    code = "contributions.own_suspense_deed"


def decide_deed(
    *, number: str, approve: bool, opinion: str, by: Staff, today: date
) -> SuspenseDeed:
    """Approve or refuse; the money then belongs to the employer, or an order pays it back.

    Raises DeedIsDecided when it was decided already, OwnDeed for the one who asked.
    """
    with transaction.atomic():
        deed = _held(number, by)
        deed.decided_by, deed.decided_on, deed.opinion = by, today, opinion.strip()[:200]
        if not approve:
            deed.state = State.REFUSED
        elif deed.kind == Kind.ASSIGN:
            _assign(deed)
        else:
            holder = collection_account(today).name
            deed.order, deed.state = order_return(deed=deed, holder=holder), State.PROCESSING
            wake("send_orders")
        deed.save()
        record(
            actor=by.name,
            deed="decide_suspense_deed",
            subject=deed.number,
            kind=deed.kind,
            approved=approve,
        )
    paid = deed.suspense.remittance
    if deed.state == State.DONE and paid is not None:
        settle_transfer(remittance=paid, today=today, by=by.name)
    return deed


def _held(number: str, by: Staff) -> SuspenseDeed:
    """The deed with employer and arrival held, in the order in which everybody takes them."""
    seen = SuspenseDeed.objects.get(number=number)
    if seen.employer_id is not None:
        Employer.objects.select_for_update(no_key=True).get(pk=seen.employer_id)
    suspense = Suspense.objects.select_for_update(no_key=True, of=("self",)).get(
        pk=seen.suspense_id
    )
    deed = SuspenseDeed.objects.select_for_update(no_key=True, of=("self",)).get(pk=seen.pk)
    deed.suspense = suspense
    if deed.state != State.ASKED:
        raise DeedIsDecided(f"{deed.number} {deed.get_state_display()}，没有重复办理。")
    if deed.asked_by_id == by.pk:
        raise OwnDeed("自己提出的不能由自己复核，请另一位同事办理。")
    return deed


def _assign(deed: SuspenseDeed) -> None:
    suspense = deed.suspense
    waiting = Remittance.objects.filter(
        employer=deed.employer, state=Remittance.State.WAITING
    ).first()
    in_time = waiting is not None and (
        waiting.expires_on is None or suspense.arrival.day <= waiting.expires_on
    )
    suspense.employer, suspense.confidence = deed.employer, SURE
    suspense.remittance = waiting if in_time else None
    suspense.found_by = Suspense.Found.PERSON
    suspense.why_open = "" if in_time else "中心已认领到贵单位，请选择存入预缴户或原路退回。"
    suspense.save()
    deed.state = State.DONE
