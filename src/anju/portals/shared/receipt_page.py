"""A receipt wherever it is shown: on the screen, as a signed PDF, as a picture of its code."""

import io
from dataclasses import dataclass

import segno
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from anju.documents.lists import stated
from anju.documents.models import Receipt
from anju.documents.print_receipt import print_receipt
from anju.portals.shared.shell.page import page
from anju.portals.shared.verify_code import grouped, verify_page


@dataclass(frozen=True)
class Places:
    """Where a door keeps a receipt's picture and its printing, and where one came from."""

    code_url: str
    print_url: str
    back_url: str


def printed(times: int) -> str:
    """How often a receipt was printed, and how often of these again (补打)."""
    if not times:
        return "未打印"
    return f"已打印 {times} 次" + (f"，补打 {times - 1} 次" if times > 1 else "")


def receipt_page(request: HttpRequest, receipt: Receipt, at: Places) -> HttpResponse:
    """One receipt on the screen, as it was issued."""
    context = {
        "title": receipt.kind_label,
        "receipt": receipt,
        "facts": stated(receipt=receipt),
        "code": grouped(receipt.verify_code),
        "qr_url": at.code_url,
        "pdf_url": at.print_url,
        "printed": printed(receipt.prints),
        "back_url": at.back_url,
    }
    return page(request, "pieces/receipt.html", context)


def receipt_pdf(
    request: HttpRequest, receipt: Receipt, *, by: str, channel: str
) -> HttpResponse:
    """打印: one more signed PDF, counted."""
    pdf = print_receipt(
        receipt=receipt,
        by=by,
        channel=channel,
        verify_page=verify_page(request),
        now=timezone.now(),
    )
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{receipt.number}.pdf"'
    return response


def receipt_picture(request: HttpRequest, receipt: Receipt) -> HttpResponse:
    """The QR code of a receipt: the public page with its code filled in."""
    picture = io.BytesIO()
    code = segno.make(f"{verify_page(request)}?code={receipt.verify_code}", error="m")
    code.save(picture, kind="svg", scale=4, border=1, xmldecl=False)
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")
