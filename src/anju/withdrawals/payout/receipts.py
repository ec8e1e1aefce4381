"""The receipt of a withdrawal that was paid (提取回单)."""

from datetime import date

from anju.documents.facts import WithdrawalFacts
from anju.documents.issue_receipt import issue_receipt
from anju.documents.models import Receipt
from anju.policy.shapes import Channel
from anju.withdrawals.models import Withdrawal


def receipt_for_withdrawal(withdrawal: Withdrawal, *, today: date) -> Receipt:
    """The receipt of a paid withdrawal, issued once for each payment; amounts in fen (C-13)."""
    account, order = withdrawal.account, withdrawal.order
    facts = WithdrawalFacts(
        member_name=withdrawal.member.name,
        account=account.number,
        employer_name=account.employer.name,
        reason=withdrawal.reason_title,
        mode=withdrawal.get_mode_display(),
        principal_fen=withdrawal.amount_fen,
        interest_fen=withdrawal.interest_fen,
        bank=withdrawal.card.bank,
        card=withdrawal.card.masked,
        bank_serial=order.bank_serial if order else "",
        business_serial=withdrawal.number,
        channel=Channel(withdrawal.channel).chinese,
        handler=withdrawal.receiver.name,
        payee_name=withdrawal.payee.name if withdrawal.payee else "",
    )
    return issue_receipt(
        facts=facts, subject=subject_of(withdrawal), owner=account.number, issued_on=today
    )


def subject_of(withdrawal: Withdrawal) -> str:
    """Under which subject its receipt is found."""
    return f"withdrawal/{withdrawal.number}/{withdrawal.attempt}"


def receipt_of(withdrawal: Withdrawal) -> Receipt | None:
    """The receipt of the last payment, if there is one."""
    return Receipt.objects.filter(subject=subject_of(withdrawal)).first()
