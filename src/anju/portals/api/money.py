"""What is owed, what was remitted, and the receipts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from anju.contributions.lists import remittance_of, remittances_of
from anju.contributions.models import Remittance
from anju.contributions.remittances.due import dues as dues_of
from anju.contributions.remittances.due import next_month
from anju.documents.lists import receipt_of
from anju.documents.models import Receipt
from anju.ground.calendar import BadMonth, Month
from anju.ground.money import plain_yuan
from anju.portals.api.door import Scope, actor_of, employer_of, needs, today
from anju.portals.api.pages import page_of
from anju.portals.api.problems import BadRequest, NotThere
from anju.portals.api.shapes import DuesState, Receipts, Remittances, RemittanceState
from anju.portals.shared import receipt_page

router = Router()
CHANNEL = "单位接口"


@router.get("/dues", response=DuesState)
@needs(Scope.READ, "until")
def dues(request: HttpRequest) -> dict[str, Any]:
    """应缴: the months up to `until`, or the next one alone."""
    employer = employer_of(request)
    try:
        until = Month.parse(request.GET["until"]) if "until" in request.GET else None
    except BadMonth as error:
        raise BadRequest("until 须是年月，例如 2026-11。") from error
    owed = dues_of(employer=employer, until=until or next_month(employer), today=today())
    return {
        "months": [
            {
                "month": str(one.month),
                "heads": one.heads,
                "total": plain_yuan(one.total_fen),
                "due_on": one.due_on.isoformat(),
            }
            for one in owed.months
        ],
        "total": plain_yuan(owed.total_fen),
        "prepaid": plain_yuan(owed.prepaid_fen),
    }


@router.get("/remittances", response=Remittances)
@needs(Scope.READ, "page", "size")
def remittances(request: HttpRequest) -> dict[str, Any]:
    """汇缴, newest first."""
    shown = page_of(request, remittances_of(employer=employer_of(request)))
    return {**shown.head, "remittances": [_remittance(one) for one in shown.rows]}


@router.get("/remittances/{number}", response=RemittanceState)
@needs(Scope.READ)
def remittance(request: HttpRequest, number: str) -> dict[str, Any]:
    """One remittance."""
    return _remittance(remittance_of(employer=employer_of(request), number=number))


@router.get("/receipts", response=Receipts)
@needs(Scope.READ, "page", "size")
def receipts(request: HttpRequest) -> dict[str, Any]:
    """回单, newest first."""
    owned = Receipt.objects.filter(owner=employer_of(request).number).order_by("-id")
    shown = page_of(request, owned)
    return {**shown.head, "receipts": [_receipt(one) for one in shown.rows]}


@router.get("/receipts/{number}/pdf")
@needs(Scope.READ)
def receipt_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """One more signed PDF of a receipt, counted like every printing."""
    owned = Receipt.objects.filter(owner=employer_of(request).number, number=number)
    if not owned.exists():
        raise NotThere("贵单位没有这份回单。")
    found = receipt_of(owner=employer_of(request).number, number=number)
    return receipt_page.receipt_pdf(request, found, by=actor_of(request), channel=CHANNEL)


def _remittance(one: Remittance) -> dict[str, Any]:
    return {
        "number": one.number,
        "first_month": str(one.first_month),
        "last_month": str(one.last_month),
        "heads": one.heads,
        "total": plain_yuan(one.total_fen),
        "state": one.state,
        "state_label": one.get_state_display(),
        "submitted_on": one.submitted_on.isoformat(),
        "posted_on": one.posted_on.isoformat() if one.posted_on else None,
    }


def _receipt(one: Receipt) -> dict[str, Any]:
    return {
        "number": one.number,
        "kind": one.kind,
        "kind_label": one.kind_label,
        "issued_on": one.issued_on.isoformat(),
        "total": None if one.stated_fen is None else plain_yuan(one.stated_fen),
        "prints": one.prints,
        "link": f"/api/v1/receipts/{one.number}/pdf",
    }
