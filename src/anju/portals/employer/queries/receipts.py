"""凭证重打: the employer's receipts, one receipt, its PDF and its QR code."""

import io

import segno
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from anju.centers.listing import QueryListing
from anju.documents.lists import receipts as receipts_owned
from anju.documents.lists import stated
from anju.documents.models import Receipt
from anju.documents.print_receipt import print_receipt
from anju.portals.employer.door import AgentRequest, agents_only
from anju.portals.employer.queries.families import name_of, shown
from anju.portals.employer.queries.words import day, words
from anju.portals.shared.columns import Amounts, Column
from anju.portals.shared.conditions import choice, days
from anju.portals.shared.filters import filters_of
from anju.portals.shared.page import page
from anju.portals.shared.query import Query, back_to
from anju.portals.shared.verify_code import grouped, verify_page

CHANNEL = "网厅-单位版"


COLUMNS = (
    words("number", "回单号", 22),
    words("kind_label", "回单类型", 20, lead=True),
    day("issued_on", "记账日期"),
    Amounts("金额", of="stated_fen"),
    Column("打印次数", lambda row: printed(row.prints), 20),
    Column(
        "",
        lambda row: "补打" if row.prints else "打印",
        url=lambda row: reverse("employer:receipt", args=[row.number]),
        about=lambda row: row.number,
    ),
)


def printed(times: int) -> str:
    """How often a receipt was printed, and how often of these again (补打)."""
    if not times:
        return "未打印"
    return f"已打印 {times} 次" + (f"，补打 {times - 1} 次" if times > 1 else "")


@agents_only
@require_safe
def receipts(request: AgentRequest) -> HttpResponse:
    """查询: the receipts of a span of days, by type."""
    filters = filters_of(request, today=request.today)
    kind = choice(request, "kind", "回单类型", Receipt.Kind.choices)
    found = receipts_owned(
        owner=request.employer.number,
        kind=kind.value,
        since=filters.since,
        until=filters.until,
    )
    query = Query(
        title=name_of(request, "employer:receipts"),
        lead="本单位办过的业务回单，随时可以再打印；补打的回单上写明是第几次",
        file="receipts",
        columns=COLUMNS,
        found=QueryListing(found),
        conditions=(*days(filters), kind),
        refusal=filters.refusal,
        empty="这段时间没有业务回单。",
        hint="银行扣款成功、入账以后才有回单。",
        icon="receipt",
    )
    return shown(request, query, route="employer:receipts")


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
        "printed": printed(found.prints),
        "back_url": back_to(request, "employer:receipts"),
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
