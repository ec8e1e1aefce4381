"""A refund the bank had paid comes back (退汇): its money goes into the prepayment account."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from anju.audit.record import record
from anju.contributions.collecting import arrival_ledger
from anju.contributions.models import Refund
from anju.contributions.refunds.post_refund import payout_deed
from anju.ledger.book import Leg, book
from anju.payments.models import Arrival
from anju.people.models import Employer

BANK = "银行"


def returned_refunds() -> QuerySet[Arrival]:
    """What came back of refunds that are held for paid, oldest first."""
    paid = Refund.objects.filter(payout=Refund.Payout.PAID)
    return Arrival.objects.filter(returns__in=paid.values("order")).order_by("id")


def take_returned(*, arrival: Arrival, today: date) -> None:
    """Book what came back (101 → 预缴户), in fen, by its own entry; the payout has failed.

    What was taken back from the members stays so: only the way to the employer's bank account
    is undone. A second call does nothing.
    """
    with transaction.atomic():
        refund = Refund.objects.get(order=arrival.returns_id)
        employer = Employer.objects.select_for_update(no_key=True).get(pk=refund.employer_id)
        held = Refund.objects.select_for_update(no_key=True).get(pk=refund.pk)
        if held.payout != Refund.Payout.PAID:
            return
        legs = [
            Leg(arrival_ledger(today, arrival.account), -arrival.amount_fen),
            Leg(employer.prepayment_id, arrival.amount_fen),
        ]
        book(deed=payout_deed(held, "returned", today), legs=legs)
        held.payout = Refund.Payout.FAILED
        held.save(update_fields=["payout"])
        record(
            actor=BANK,
            deed="take_returned_refund",
            subject=held.number,
            arrival=arrival.bank_serial,
            why=arrival.remark,
        )
