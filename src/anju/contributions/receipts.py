"""What the receipts of remittances and prepayments state (单位汇缴回单, 预缴回单)."""

from django.db.models import Count, Sum

from anju.contributions.models import BackPayment, Prepayment, Refund, Remittance
from anju.documents.facts import MonthLine, PrepaymentFacts, RemittanceFacts
from anju.documents.issue_receipt import issue_receipt
from anju.documents.models import Receipt
from anju.ledger.lists import balances
from anju.payments.models import Order, SignedAccount

COUNTER, HALL = "柜面", "网厅-单位版"


def subject_of(deed: Remittance | Prepayment | BackPayment | Refund) -> str:
    """Under which name the receipt of a deed is found."""
    return f"{deed._meta.model_name}/{deed.number}"


def receipt_for_remittance(remittance: Remittance) -> Receipt:
    """The receipt of a posted remittance, issued once (C-53, C-57); amounts in fen."""
    employer = remittance.employer
    facts = RemittanceFacts(
        employer_name=employer.name,
        employer_account=employer.number,
        business_serial=remittance.number,
        pay_method=remittance.get_method_display(),
        channel=HALL,
        handler=remittance.submitted_by,
        months=_months(remittance),
        from_prepayment_fen=remittance.from_prepayment_fen,
        **(bank_side(remittance.order) or _arrival_side(remittance)),
    )
    return issue_receipt(
        facts=facts,
        subject=subject_of(remittance),
        owner=employer.number,
        issued_on=remittance.posted_on or remittance.submitted_on,
    )


def receipt_for_prepayment(prepayment: Prepayment) -> Receipt:
    """The receipt of a posted prepayment, issued once (C-49, C-57); amounts in fen."""
    employer = prepayment.employer
    facts = PrepaymentFacts(
        employer_name=employer.name,
        employer_account=employer.number,
        business_serial=prepayment.number,
        pay_method=prepayment.get_way_display(),
        channel=COUNTER if prepayment.way == Prepayment.Way.CHEQUE else HALL,
        handler=prepayment.submitted_by,
        total_fen=prepayment.amount_fen,
        balance_fen=balances(accounts=[employer.prepayment_id])[employer.prepayment_id],
        remark=prepayment.note,
        **(bank_side(prepayment.order) or _arrival_side(prepayment)),
    )
    return issue_receipt(
        facts=facts,
        subject=subject_of(prepayment),
        owner=employer.number,
        issued_on=prepayment.posted_on or prepayment.submitted_on,
    )


def _months(remittance: Remittance) -> tuple[MonthLine, ...]:
    sums = (
        remittance.shares.filter(live=True)
        .values("month")
        .annotate(heads=Count("id"), unit=Sum("employer_fen"), own=Sum("own_fen"))
        .order_by("month")
    )
    return tuple(
        MonthLine(
            month=row["month"], heads=row["heads"], employer_fen=row["unit"], own_fen=row["own"]
        )
        for row in sums
    )


def bank_side(order: Order | None) -> dict[str, str]:
    """What a receipt says of the bank account the money came from."""
    if order is None:
        return {}
    signed = SignedAccount.objects.filter(account=order.payer_account).first()
    return {
        "payer_bank": signed.bank if signed else "",
        "payer_account": order.payer_account,
        "bank_serial": order.bank_serial,
    }


def _arrival_side(deed: Remittance | Prepayment) -> dict[str, str]:
    """From where the money of a 转账汇款 came; of several arrivals the last one speaks."""
    last = deed.arrivals.filter(state="allotted").order_by("-id").first()
    if last is None:
        return {}
    return {
        "payer_account": last.arrival.payer_account,
        "bank_serial": last.arrival.bank_serial,
    }
