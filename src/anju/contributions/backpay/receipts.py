"""What the receipt of a back payment states (单位补缴回单)."""

from datetime import date

from django.db.models import Sum

from anju.contributions.models import BackPayment
from anju.contributions.receipts import HALL, bank_side, subject_of
from anju.documents.facts import PERSONS_MOST, BackPaymentFacts, PersonLine
from anju.documents.issue_receipt import issue_receipt
from anju.documents.models import Receipt


def receipt_for_back_payment(back_payment: BackPayment, *, today: date) -> Receipt:
    """The receipt of a posted back payment, issued once (C-55, C-57); amounts in fen."""
    employer = back_payment.employer
    sums = back_payment.shares.filter(live=True).aggregate(
        unit=Sum("employer_fen"), own=Sum("own_fen")
    )
    facts = BackPaymentFacts(
        employer_name=employer.name,
        employer_account=employer.number,
        business_serial=back_payment.number,
        pay_method=back_payment.get_method_display(),
        channel=HALL,
        handler=back_payment.submitted_by,
        payment_kind=back_payment.get_kind_display(),
        heads=back_payment.heads,
        employer_fen=sums["unit"],
        own_fen=sums["own"],
        persons=_persons(back_payment),
        from_prepayment_fen=back_payment.from_prepayment_fen,
        **bank_side(back_payment.order),
    )
    return issue_receipt(
        facts=facts,
        subject=subject_of(back_payment),
        owner=employer.number,
        issued_on=today,
    )


def _persons(back_payment: BackPayment) -> tuple[PersonLine, ...]:
    lines = back_payment.lines.select_related("account__member").order_by("id")
    if lines.count() > PERSONS_MOST:
        return ()
    return tuple(
        PersonLine(
            name=line.account.member.name,
            account=line.account.number,
            first=line.first_month,
            last=line.last_month,
            employer_fen=sum(unit for _, _, unit, _ in line.parts),
            own_fen=sum(own for _, _, _, own in line.parts),
        )
        for line in lines
    )
