"""Books a remittance whose money is there: month by month, member by member."""

from datetime import date

from django.db import transaction

from anju.centers.sql import text
from anju.contributions.collecting import collection_ledger, suspense_ledger
from anju.contributions.models import Remittance, RemittedMonth
from anju.contributions.receipts import receipt_for_remittance
from anju.ground.errors import Refusal
from anju.ledger.book import Deed, Overdrawn
from anju.ledger.kinds import Kind
from anju.ledger.mass import MassDeed, book_mass
from anju.people.models import Employer

CHANNEL_COUNTER, CHANNEL_ONLINE_HALL = "00", "40"


class PrepaymentShort(Refusal):
    code = "contributions.prepayment_short"


def post_remittance(*, remittance: Remittance, today: date) -> None:
    """Book every month of a remittance to its members' accounts and issue the receipt.

    Each month is a mass deed of its own (fen; value date = booking day, 条例第二十一条),
    against the bank account, the employer's prepayment account, or 暂收 where a transfer lies
    already. A call after a fall goes on
    where it stopped; a call for a posted remittance does nothing.
    Raises PrepaymentShort when the prepayment account holds too little.
    """
    if remittance.state == Remittance.State.POSTED:
        return
    for month in remittance.months.filter(live=True).order_by("month"):
        _post_month(remittance, month, today)
    with transaction.atomic():
        # Employer first, as whoever submits the next one does: nobody waits in a circle.
        Employer.objects.select_for_update(no_key=True).get(pk=remittance.employer_id)
        posted = Remittance.objects.filter(
            pk=remittance.pk, state=Remittance.State.PROCESSING
        ).update(state=Remittance.State.POSTED, posted_on=today)
        if not posted:
            return
        Employer.objects.filter(pk=remittance.employer_id).update(
            paid_through=remittance.last_month
        )
        remittance.refresh_from_db()
        receipt_for_remittance(remittance)


def _post_month(remittance: Remittance, month: RemittedMonth, today: date) -> None:
    employer = remittance.employer
    deed = Deed(
        kind=Kind.REMITTANCE,
        act=f"{remittance.number}/{month.month}",
        booked_on=today,
        value_on=today,
        actor=remittance.submitted_by,
        summary=f"汇缴 {month.month.chinese} {employer.name}"[:200],
        branch=employer.branch,
        channel=CHANNEL_ONLINE_HALL,
        month=month.month,
    )
    try:
        book_mass(
            mass=MassDeed(
                deed=deed,
                query=text("contributions/legs"),
                values={"remittance": remittance.pk, "share_month": month.month.code},
                against=_opposite(remittance, today),
            )
        )
    except Overdrawn as error:
        raise PrepaymentShort("预缴户余额不足，请先预缴，或改用实时结算。") from error


def _opposite(remittance: Remittance, today: date) -> int:
    """The ledger account out of which the months are paid."""
    if remittance.method == Remittance.Method.PREPAYMENT:
        return int(remittance.employer.prepayment_id)
    if remittance.method == Remittance.Method.TRANSFER:
        return suspense_ledger(today)
    return collection_ledger(today, remittance.order)
