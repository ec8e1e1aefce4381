"""凭证重打: the employer's receipts, one receipt, its PDF and its QR code."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from anju.centers.listing import QueryListing
from anju.documents.lists import receipts as receipts_owned
from anju.documents.models import Receipt
from anju.portals.employer.door import AgentRequest, agents_only
from anju.portals.employer.queries.families import name_of, shown
from anju.portals.employer.queries.words import day, words
from anju.portals.shared.lists.columns import Amounts, Column
from anju.portals.shared.lists.conditions import choice, days
from anju.portals.shared.lists.filters import filters_of
from anju.portals.shared.lists.query import Query, back_to
from anju.portals.shared.receipt_page import (
    Places,
    printed,
    receipt_page,
    receipt_pdf,
    receipt_picture,
)

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
    at = Places(
        code_url=reverse("employer:receipt_code", args=[number]),
        print_url=reverse("employer:receipt_print", args=[number]),
        back_url=back_to(request, "employer:receipts"),
    )
    return receipt_page(request, _own(request, number), at)


@agents_only
@require_POST
def receipt_print(request: AgentRequest, number: str) -> HttpResponse:
    """打印: one more signed PDF, counted."""
    found = _own(request, number)
    return receipt_pdf(request, found, by=request.agent.name, channel=CHANNEL)


@agents_only
@require_safe
def receipt_code(request: AgentRequest, number: str) -> HttpResponse:
    """The QR code of a receipt: the public page with its code filled in."""
    return receipt_picture(request, _own(request, number))


def _own(request: AgentRequest, number: str) -> Receipt:
    return get_object_or_404(Receipt, owner=request.employer.number, number=number)
