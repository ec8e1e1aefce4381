"""退缴 and 错缴更正: which deed, whom, see what it does, submit, and what has come of it."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anju.contributions.models import Refund, Remittance
from anju.contributions.receipts import subject_of
from anju.contributions.refunds.lists import (
    deed_of,
    persons_of,
    posted_back_payments,
    posted_remittances,
    refund_of,
    refunds_of,
)
from anju.contributions.refunds.preview import preview_refund
from anju.contributions.refunds.submit_refund import check_reason
from anju.contributions.review.money_kinds import REFUND
from anju.contributions.review.submit_deed import Deed
from anju.documents.lists import receipt_about
from anju.ground.errors import Refusal
from anju.ground.money import format_yuan
from anju.portals.employer.door import AgentRequest, agents_only, may_act
from anju.portals.employer.money.refund_form import (
    asked_in,
    carried_of,
    chosen_months,
    kind_in,
    months_of,
    shown_preview,
)
from anju.portals.employer.review.hand_in import go_on, hand_in
from anju.portals.employer.ways import crumbs
from anju.portals.shared.doors.hours import ask_open
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.doors.words import searchable, words_of
from anju.portals.shared.fields import answer, form_key, whole_fen
from anju.portals.shared.lists.paging import paging_of
from anju.portals.shared.shell.page import REFUSED, page

ROWS, RECENT = 50, 12


@agents_only
@require_safe
def refunds(request: AgentRequest) -> HttpResponse:
    """Which remittance or back payment was wrong, and what was taken back already."""
    own = request.employer
    context = {
        "title": "退缴与错缴更正",
        "crumbs": crumbs("employer:home"),
        "remittances": posted_remittances(employer=own)[:RECENT],
        "back_payments": posted_back_payments(employer=own)[:RECENT],
        "refunds": refunds_of(employer=own)[:RECENT],
        "may_act": request.rights.act,
    }
    return page(request, "pieces/employer/refunds.html", context)


@may_act
@searchable
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def choice(request: AgentRequest, number: str) -> HttpResponse:
    """Whom it concerns: everybody or some, all months or one; freshly proven."""
    try:
        context = _choice_context(request, number)
    except Refusal as refusal:
        return _nothing(request, refusal)
    return page(request, "pieces/employer/refund_choice.html", context)


@may_act
@require_POST
def check(request: AgentRequest) -> HttpResponse:
    """核对: what is taken back of whom, before anything moves."""
    number = answer(request, "deed")
    try:
        asked = asked_in(request, deed_of(employer=request.employer, number=number))
        preview = preview_refund(asked=asked, today=request.today)
    except Refusal as refusal:
        return _chosen_again(request, number, refusal)
    context = {
        "title": f"核对{asked.kind.label}",
        "crumbs": crumbs("employer:home", "employer:refunds"),
        "back_url": reverse("employer:refund_choice", args=[number]),
        **shown_preview(preview),
        "carried": carried_of(preview),
    }
    return page(request, "pieces/employer/refund_check.html", context)


@may_act
@fresh
@require_POST
def submission(request: AgentRequest) -> HttpResponse:
    """提交: booked at once, or waiting for the center's second person."""
    number = answer(request, "deed")
    try:
        ask_open("refund")
        asked = asked_in(request, deed_of(employer=request.employer, number=number))
        check_reason(answer(request, "reason"))
        payload = {
            "deed": number,
            "kind": asked.kind.value,
            "months": [month.code for month in asked.months],
            "accounts": list(asked.accounts),
            "bases": {str(key): fen for key, fen in (asked.bases or {}).items()},
            "reason": answer(request, "reason"),
            "to_bank": answer(request, "to") == "bank",
            "expected_fen": whole_fen(request, "expected_fen"),
            "intent": form_key(request),
        }
        outcome = hand_in(request, Deed(REFUND, f"refund/{number}", payload))
    except Refusal as refusal:
        return _chosen_again(request, number, refusal)
    return go_on(outcome, reverse("employer:refund", args=[outcome.result or "-"]))


@agents_only
@require_safe
def refund(request: AgentRequest, number: str) -> HttpResponse:
    """One refund or correction: waiting for the center, booked, paid out, or refused."""
    try:
        found = refund_of(employer=request.employer, number=number)
    except Refusal as refusal:
        return _nothing(request, refusal)
    receipt = receipt_about(subject=subject_of(found))
    context = {
        "title": f"{found.get_kind_display()}结果",
        "crumbs": crumbs("employer:home", "employer:refunds"),
        "refund": found,
        "facts": _facts(found),
        "receipt_url": reverse("employer:receipt", args=[receipt.number]) if receipt else "",
        "refresh_seconds": 3 if found.payout == Refund.Payout.PROCESSING else 0,
    }
    return page(request, "pieces/employer/refund.html", context)


def _choice_context(request: AgentRequest, number: str) -> dict[str, Any]:
    deed = deed_of(employer=request.employer, number=number)
    words = words_of(request)
    found = persons_of(deed=deed, words=words)
    shown = paging_of(request, total=found.count(), size=ROWS)
    kind = kind_in(request)
    here = reverse("employer:refund_choice", args=[number])
    return {
        "title": kind.label,
        "wide": True,
        "crumbs": crumbs("employer:home", "employer:refunds"),
        "deed": deed,
        "remits": isinstance(deed, Remittance),
        "kind": kind.value,
        "kinds": [
            {"label": one.label, "url": f"{here}?kind={one.value}", "here": one == kind}
            for one in Refund.Kind
        ],
        "months": months_of(deed),
        "chosen": [month.code for month in chosen_months(request)],
        "words": words,
        "persons": found[shown.slice],
        "shown": shown,
        "check_url": reverse("employer:refund_check"),
        "back_url": reverse("employer:refunds"),
    }


def _chosen_again(request: AgentRequest, number: str, refusal: Refusal) -> HttpResponse:
    try:
        context = _choice_context(request, number)
    except Refusal as gone:
        return _nothing(request, gone)
    told = {**context, "refusal": refusal, "error_title": "没有办理"}
    return page(request, "pieces/employer/refund_choice.html", told, status=REFUSED)


def _nothing(request: AgentRequest, refusal: Refusal) -> HttpResponse:
    context = {"title": "没有找到", "refusal_title": "没有找到", "refusal": refusal}
    return page(request, "pieces/refusal.html", context, status=404)


def _came_back(found: Refund) -> str:
    """When the bank sent a paid refund back, and what it says; empty if it did not."""
    back = getattr(found.order, "returned_by", None)
    return f"{back.day} {back.remark}" if back is not None else ""


def _facts(found: Refund) -> tuple[tuple[str, str], ...]:
    decided = f"{found.decided_by}：{found.decision}" if found.decided_by else ""
    return (
        ("业务类型", found.get_kind_display()),
        ("原业务流水号", found.deed.number),
        ("人次", f"{found.heads:,}"),
        ("原因", found.reason),
        ("退款去向", "原付款账户" if found.to_bank else "预缴户"),
        *((("退款状态", found.get_payout_display()),) if found.to_bank else ()),
        *((("退汇", back),) if (back := _came_back(found)) else ()),
        *((("复核原因", found.waits_because),) if found.waits_because else ()),
        *((("中心复核", decided),) if decided else ()),
        ("退回金额", f"{format_yuan(found.total_fen)} 元"),
    )
