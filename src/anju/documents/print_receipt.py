"""Somebody prints a receipt, for the first or the tenth time (打印、凭证重打)."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from anju.centers.current import center_code
from anju.documents.models import Print, Receipt
from anju.documents.render import ReceiptSheet, Seal, render_receipt
from anju.documents.seal import center_credential
from anju.documents.sign import sign_pdf
from anju.policy.rules import value

SPECIMEN = "样张 · 无效"


def print_receipt(
    *, receipt: Receipt, by: str, channel: str, verify_page: str, now: datetime
) -> bytes:
    """Count one more printing and give the receipt as a signed PDF that says which one it is.

    `verify_page` is the address of the public page the QR code opens, without a query; `now`
    is the moment of signing. Two people printing at once get two numbers.
    """
    now = now.replace(microsecond=0)  # a PDF's dates know whole seconds only
    hall = str(value("hall.name", on=receipt.issued_on))
    with transaction.atomic():
        print_no = _count(receipt, by=by, channel=channel)
        sheet = ReceiptSheet(
            hall=hall,
            title=receipt.kind_label,
            number=receipt.number,
            issued_on=receipt.issued_on,
            print_no=print_no,
            facts=receipt.facts,
            verify_code=receipt.verify_code,
            verify_page=verify_page,
            wording=receipt.wording,
        )
        # A demo town must not put the valid-looking seal of a real center on anything.
        seal = Seal(name=hall, remark=SPECIMEN if settings.DEMO else "")
        return sign_pdf(
            render_receipt(sheet, seal, now=now),
            center_credential(settings.ANJU_PKI_DIR, code=center_code(), name=hall, now=now),
            reason=f"{receipt.kind_label} {receipt.number}",
            location=hall,
            now=now,
        )


def _count(receipt: Receipt, *, by: str, channel: str) -> int:
    held = Receipt.objects.select_for_update(no_key=True).get(pk=receipt.pk)
    held.prints += 1
    held.save(update_fields=["prints"])
    Print.objects.create(receipt=held, print_no=held.prints, printed_by=by, channel=channel)
    receipt.prints = held.prints
    return held.prints
