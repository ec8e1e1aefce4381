"""Books money that came by itself, the moment we know of it: 101 → 21905 暂收."""

import re
from datetime import date

from django.db import IntegrityError, transaction

from anju.contributions.collecting import arrival_ledger, suspense_ledger
from anju.contributions.models import Prepayment, Suspense
from anju.contributions.serials import next_suspense_number
from anju.contributions.suspense.find_owner import Owner, find_owner
from anju.ledger.book import Deed, Leg, book
from anju.ledger.kinds import Kind
from anju.payments.models import Arrival
from anju.people.models import Employer

CHANNEL_BANK = "20"
BANK = "银行"
_DIGITS = re.compile(r"[0-9]{8,20}", re.ASCII)


def book_arrival(*, arrival: Arrival, today: date) -> None:
    """Give an arrival its place in 暂收, in fen, and book it; a second call does nothing.

    A treasury cheque that finance has booked already (C-51) is only tied to its prepayment:
    its money is in the books.
    """
    try:
        with transaction.atomic():
            cheque = _cheque_of(arrival)
            if cheque is not None:
                _tie_cheque(arrival, cheque, today)
                return
            owner = _owner(arrival)
            suspense = Suspense.objects.create(
                number=next_suspense_number(),
                arrival=arrival,
                employer=owner.employer,
                remittance=owner.remittance,
                found_by=owner.found_by,
                confidence=owner.confidence,
                why_open=owner.why_open,
                booked_on=today,
            )
            _book(suspense, today)
    except IntegrityError as error:
        # Somebody else has booked the same arrival at the same moment; his rows stand.
        if "arrival_id" not in str(error):
            raise


def _owner(arrival: Arrival) -> Owner:
    """Whose it is; a remittance it would pay is looked at again with its employer held, so
    that nobody withdraws it in between."""
    owner = find_owner(arrival=arrival)
    if owner.remittance is None:
        return owner
    Employer.objects.select_for_update(no_key=True).get(pk=owner.remittance.employer_id)
    return find_owner(arrival=arrival)


def _book(suspense: Suspense, today: date) -> None:
    arrival = suspense.arrival
    deed = Deed(
        kind=Kind.UNALLOTTED,
        act=suspense.number,
        booked_on=today,
        value_on=today,
        actor=BANK,
        summary=f"暂收 {arrival.payer_name}"[:200],
        branch=suspense.employer.branch if suspense.employer else "中心",
        channel=CHANNEL_BANK,
    )
    legs = [
        Leg(suspense_ledger(today), arrival.amount_fen),
        Leg(arrival_ledger(today, arrival.account), -arrival.amount_fen),
    ]
    book(deed=deed, legs=legs)


def _cheque_of(arrival: Arrival) -> Prepayment | None:
    """The booked cheque whose number the bank's line names, if the sum is the same."""
    numbers = _DIGITS.findall(f"{arrival.remark} {arrival.digest}")
    booked = Prepayment.objects.select_for_update(no_key=True, of=("self",)).filter(
        way=Prepayment.Way.CHEQUE,
        cheque_number__in=numbers,
        amount_fen=arrival.amount_fen,
        arrivals=None,
    )
    return booked.order_by("id").first() if numbers else None


def _tie_cheque(arrival: Arrival, cheque: Prepayment, today: date) -> None:
    Suspense.objects.create(
        number=next_suspense_number(),
        arrival=arrival,
        state=Suspense.State.CHEQUE,
        employer=cheque.employer,
        prepayment=cheque,
        found_by=Suspense.Found.REMARK,
        confidence=100,
        booked_on=today,
        settled_on=today,
        settled_by=BANK,
    )
