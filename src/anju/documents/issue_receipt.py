"""A deed is done: its receipt is issued (出具回单)."""

from datetime import date

from anju.documents.codes import new_verify_code, next_receipt_number
from anju.documents.facts import Facts
from anju.documents.models import Receipt


def issue_receipt(*, facts: Facts, subject: str, owner: str, issued_on: date) -> Receipt:
    """Issue the receipt of one deed; asked again for the same subject, give the same receipt.

    `subject` names the deed ("remittance/HJ000000000017"), `owner` the account number under
    which the receipt is found again. Amounts in the facts are fen. Nothing is printed yet.
    """
    issued = Receipt.objects.filter(subject=subject).first()
    if issued:
        return issued
    # Two at once: the unique subject lets one in, and the other receives what that one made.
    receipt, _ = Receipt.objects.get_or_create(
        subject=subject,
        defaults={
            "number": next_receipt_number(facts.kind, issued_on=issued_on),
            "kind": facts.kind,
            "owner": owner,
            "issued_on": issued_on,
            "total_fen": facts.total_fen,
            "payload": facts.to_payload(),
            "verify_code": new_verify_code(),
        },
    )
    return receipt
