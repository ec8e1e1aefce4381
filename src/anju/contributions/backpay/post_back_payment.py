"""Books a back payment whose money is there: month by month, member by member."""

from datetime import date

from django.db import transaction

from anju.centers.sql import text
from anju.contributions.backpay.receipts import receipt_for_back_payment
from anju.contributions.collecting import collection_ledger
from anju.contributions.models import BackPayment, Share
from anju.contributions.remittances.post_remittance import CHANNEL_ONLINE_HALL, PrepaymentShort
from anju.ground.calendar import Month
from anju.ledger.book import Deed, Overdrawn
from anju.ledger.kinds import Kind
from anju.ledger.mass import MassDeed, book_mass


def post_back_payment(*, back_payment: BackPayment, today: date) -> None:
    """Book every month of a back payment to its members' accounts and issue the receipt.

    Each month is a mass deed of its own (fen; value date = booking day, 条例第二十一条). The
    employer's paid-through month does not move (domain rule 3.4). A call after a fall goes on
    where it stopped; a call for a posted one does nothing.
    Raises PrepaymentShort when the prepayment account holds too little.
    """
    if back_payment.state == BackPayment.State.POSTED:
        return
    shares = Share.objects.filter(back_payment=back_payment, live=True)
    for month in shares.order_by("month").values_list("month", flat=True).distinct():
        _post_month(back_payment, month, today)
    with transaction.atomic():
        posted = BackPayment.objects.filter(
            pk=back_payment.pk, state=BackPayment.State.PROCESSING
        ).update(state=BackPayment.State.POSTED, posted_on=today)
        if posted:
            back_payment.refresh_from_db()
            receipt_for_back_payment(back_payment, today=today)


def _post_month(back_payment: BackPayment, month: Month, today: date) -> None:
    prepaid = back_payment.method == BackPayment.Method.PREPAYMENT
    employer = back_payment.employer
    deed = Deed(
        kind=Kind.BACK_PAYMENT,
        act=f"{back_payment.number}/{month}",
        booked_on=today,
        value_on=today,
        actor=back_payment.submitted_by,
        summary=f"补缴 {month.chinese} {employer.name}"[:200],
        branch=employer.branch,
        channel=CHANNEL_ONLINE_HALL,
        month=month,
    )
    against = (
        employer.prepayment_id if prepaid else collection_ledger(today, back_payment.order)
    )
    try:
        book_mass(
            mass=MassDeed(
                deed=deed,
                query=text("contributions/back_legs"),
                values={"back_payment": back_payment.pk, "share_month": month.code},
                against=against,
            )
        )
    except Overdrawn as error:
        raise PrepaymentShort("预缴户余额不足，请先预缴，或改用实时结算。") from error
