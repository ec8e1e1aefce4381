"""提取回单: on the screen, as a signed PDF, with the code by which anybody verifies it."""

import io

import segno
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from anju.documents.lists import stated
from anju.documents.models import Receipt
from anju.documents.print_receipt import print_receipt
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.member.withdrawals.one import own_withdrawal
from anju.portals.shared.page import page
from anju.portals.shared.verify_code import grouped, verify_page
from anju.withdrawals.receipts import receipt_of

CHANNEL = "网厅-个人版"


@members_only
@require_safe
def withdrawal_receipt(request: MemberRequest, number: str) -> HttpResponse:
    """The receipt as it was issued."""
    found = _own(request, number)
    context = {
        "title": found.kind_label,
        "receipt": found,
        "facts": stated(receipt=found),
        "code": grouped(found.verify_code),
        "qr_url": reverse("member:withdrawal_receipt_code", args=[number]),
        "pdf_url": reverse("member:withdrawal_receipt_print", args=[number]),
        "printed": f"已打印 {found.prints} 次" if found.prints else "未打印",
        "back_url": reverse("member:withdrawal", args=[number]),
    }
    return page(request, "pieces/receipt.html", context)


@members_only
@require_POST
def withdrawal_receipt_print(request: MemberRequest, number: str) -> HttpResponse:
    """打印: one more signed PDF, counted."""
    found = _own(request, number)
    pdf = print_receipt(
        receipt=found,
        by=request.member.name,
        channel=CHANNEL,
        verify_page=verify_page(request),
        now=timezone.now(),
    )
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{found.number}.pdf"'
    return response


@members_only
@require_safe
def withdrawal_receipt_code(request: MemberRequest, number: str) -> HttpResponse:
    """The QR code: the public page with the receipt's code filled in."""
    found, picture = _own(request, number), io.BytesIO()
    code = segno.make(f"{verify_page(request)}?code={found.verify_code}", error="m")
    code.save(picture, kind="svg", scale=4, border=1, xmldecl=False)
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


def _own(request: MemberRequest, number: str) -> Receipt:
    found = receipt_of(own_withdrawal(request, number))
    if found is None:
        raise Http404
    return found
