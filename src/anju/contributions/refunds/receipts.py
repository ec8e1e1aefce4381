"""What the receipts of refunds and corrections state (单位退缴回单, 错缴更正回单)."""

from collections import defaultdict
from datetime import date

from django.db.models import Sum

from anju.contributions.models import Refund, RefundedShare
from anju.contributions.receipts import HALL, subject_of
from anju.documents.facts import PERSONS_MOST, CorrectionFacts, PersonLine, RefundFacts
from anju.documents.issue_receipt import issue_receipt
from anju.documents.models import Receipt


def receipt_for_refund(refund: Refund, *, today: date) -> Receipt:
    """The receipt of a posted refund or correction, issued once; amounts in fen."""
    employer = refund.employer
    shares = refund.shares.filter(live=True)
    sums = shares.aggregate(unit=Sum("employer_fen"), own=Sum("own_fen"))
    origin = refund.deed.order
    record = RefundFacts if refund.kind == Refund.Kind.REFUND else CorrectionFacts
    facts = record(
        employer_name=employer.name,
        employer_account=employer.number,
        business_serial=refund.number,
        pay_method="退到原付款账户" if refund.to_bank else "退入预缴户",
        payer_account=origin.payer_account if refund.to_bank and origin else "",
        channel=HALL,
        handler=refund.submitted_by,
        corrected=refund.deed.number,
        reason=refund.reason,
        heads=refund.heads,
        employer_fen=sums["unit"],
        own_fen=sums["own"],
        persons=_persons(refund),
    )
    return issue_receipt(
        facts=facts, subject=subject_of(refund), owner=employer.number, issued_on=today
    )


def _persons(refund: Refund) -> tuple[PersonLine, ...]:
    by_account: dict[int, list[RefundedShare]] = defaultdict(list)
    shares = refund.shares.filter(live=True).select_related("share__account__member")
    for one in shares.order_by("share__account", "share__month"):
        by_account[one.share.account_id].append(one)
    if len(by_account) > PERSONS_MOST:
        return ()
    return tuple(
        PersonLine(
            name=own[0].share.account.member.name,
            account=own[0].share.account.number,
            first=own[0].share.month,
            last=own[-1].share.month,
            employer_fen=sum(one.employer_fen for one in own),
            own_fen=sum(one.own_fen for one in own),
        )
        for own in by_account.values()
    )
