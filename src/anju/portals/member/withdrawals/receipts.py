"""提取回单: on the screen, as a signed PDF, with the code by which anybody verifies it."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from anju.documents.models import Receipt
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.member.withdrawals.one import own_withdrawal
from anju.portals.shared.receipt_page import (
    Places,
    receipt_page,
    receipt_pdf,
    receipt_picture,
)
from anju.withdrawals.payout.receipts import receipt_of

CHANNEL = "网厅-个人版"


@members_only
@require_safe
def withdrawal_receipt(request: MemberRequest, number: str) -> HttpResponse:
    """The receipt as it was issued."""
    at = Places(
        code_url=reverse("member:withdrawal_receipt_code", args=[number]),
        print_url=reverse("member:withdrawal_receipt_print", args=[number]),
        back_url=reverse("member:withdrawal", args=[number]),
    )
    return receipt_page(request, _own(request, number), at)


@members_only
@require_POST
def withdrawal_receipt_print(request: MemberRequest, number: str) -> HttpResponse:
    """打印: one more signed PDF, counted."""
    found = _own(request, number)
    return receipt_pdf(request, found, by=request.member.name, channel=CHANNEL)


@members_only
@require_safe
def withdrawal_receipt_code(request: MemberRequest, number: str) -> HttpResponse:
    """The QR code: the public page with the receipt's code filled in."""
    return receipt_picture(request, _own(request, number))


def _own(request: MemberRequest, number: str) -> Receipt:
    found = receipt_of(own_withdrawal(request, number))
    if found is None:
        raise Http404
    return found
