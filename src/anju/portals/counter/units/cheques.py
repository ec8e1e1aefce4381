"""支票入账 (C-51): the finance office books a treasury cheque into an employer's 预缴户."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from anju.contributions.prepay import book_cheque
from anju.ground.amounts import parse_yuan
from anju.ground.errors import Refusal
from anju.ground.money import format_yuan
from anju.people.models import Employer
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.units.asked import asked_employer, own_employer
from anju.portals.shared.fields import Field, answer
from anju.portals.shared.shell.page import REFUSED, page

PIECE = "pieces/counter/cheque.html"


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def cheque(request: StaffRequest) -> HttpResponse:
    """单位账号, 支票号, 金额; booked at once, a cheque only once."""
    if request.method != "POST":
        return page(request, PIECE, _context(request, asked_employer(request)))
    try:
        booked = book_cheque(
            employer=own_employer(answer(request, "number")),
            amount_fen=parse_yuan(answer(request, "amount")),
            cheque_number=answer(request, "cheque_number"),
            today=request.today,
            by=request.staff.name,
        )
    except Refusal as refusal:
        context = {**_context(request, asked_employer(request)), "refusal": refusal}
        return page(request, PIECE, context, status=REFUSED)
    done = (
        f"入账成功：{booked.employer.name} 支票 {booked.cheque_number}，"
        f"{format_yuan(booked.amount_fen)} 元已记入预缴户，业务流水号 {booked.number}。"
    )
    return page(request, PIECE, {**_context(request, booked.employer), "done": done})


def _context(request: StaffRequest, employer: Employer | None) -> dict[str, Any]:
    number = answer(request, "number") or (employer.number if employer else "")
    return {
        "title": "支票入账",
        "crumbs": [{"label": "工作台", "url": reverse("counter:desk")}],
        "back_url": reverse("counter:desk"),
        "employer": employer,
        "fields": [
            Field("number", "单位账号", value=number, inputmode="numeric"),
            Field(
                "cheque_number",
                "支票号",
                value=answer(request, "cheque_number"),
                hint="支票右上角，8 至 20 位数字",
                inputmode="numeric",
            ),
            Field(
                "amount",
                "金额（元）",
                value=answer(request, "amount"),
                inputmode="decimal",
                extra="in-money w-amount",
            ),
        ],
    }
