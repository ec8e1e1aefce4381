"""凭证重打: the employer's receipts, one receipt, its PDF and its QR code."""

import io

import segno
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from anju.documents.lists import receipts as receipts_owned
from anju.documents.lists import stated
from anju.documents.models import Receipt
from anju.documents.print_receipt import print_receipt
from anju.portals.employer.door import AgentRequest, agents_only
from anju.portals.employer.ways import crumbs
from anju.portals.shared.filters import Filters, filters_of
from anju.portals.shared.page import page
from anju.portals.shared.paging import paging_of
from anju.portals.shared.verify_code import grouped, verify_page

CHANNEL = "网厅-单位版"


@agents_only
@require_safe
def receipts(request: AgentRequest) -> HttpResponse:
    """查询: the receipts of a span of days."""
    filters = filters_of(request, today=request.today)
    found = _found(request, filters)
    shown = paging_of(request, total=found.count())
    context = {
        "title": "凭证重打",
        "crumbs": crumbs("employer:home"),
        "receipts": found[shown.slice],
        "shown": shown,
        "filters": filters,
        "kinds": Receipt.Kind.choices,
        "refusal": filters.refusal,
    }
    return page(request, "pieces/employer/receipts.html", context)


@agents_only
@require_safe
def receipt(request: AgentRequest, number: str) -> HttpResponse:
    """One receipt on the screen, as it was issued."""
    found = _own(request, number)
    context = {
        "title": found.kind_label,
        "receipt": found,
        "facts": stated(receipt=found),
        "code": grouped(found.verify_code),
        "qr_url": reverse("employer:receipt_code", args=[number]),
        "pdf_url": reverse("employer:receipt_print", args=[number]),
        "back_url": reverse("employer:receipts"),
    }
    return page(request, "pieces/receipt.html", context)


@agents_only
@require_POST
def receipt_print(request: AgentRequest, number: str) -> HttpResponse:
    """打印: one more signed PDF, counted."""
    found = _own(request, number)
    pdf = print_receipt(
        receipt=found,
        by=request.agent.name,
        channel=CHANNEL,
        verify_page=verify_page(request),
        now=timezone.now(),
    )
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{found.number}.pdf"'
    return response


@agents_only
@require_safe
def receipt_code(request: AgentRequest, number: str) -> HttpResponse:
    """The QR code of a receipt: the public page with its code filled in."""
    found = _own(request, number)
    picture = io.BytesIO()
    code = segno.make(f"{verify_page(request)}?code={found.verify_code}", error="m")
    code.save(picture, kind="svg", scale=4, border=1, xmldecl=False)
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


def _own(request: AgentRequest, number: str) -> Receipt:
    return get_object_or_404(Receipt, owner=request.employer.number, number=number)


def _found(request: AgentRequest, filters: Filters):
    known = filters.kind if filters.kind in Receipt.Kind.values else ""
    return receipts_owned(
        owner=request.employer.number, kind=known, since=filters.since, until=filters.until
    )
