"""补缴: which kind, for whom and which months, paid how; check; submit; watch the bank."""

from typing import Any
from uuid import uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
    require_safe,
)

from anju.contributions.backpay.draft import (
    Edit,
    draft_of,
    drop_back_payment,
    open_back_payment,
)
from anju.contributions.backpay.lists import (
    back_payment_of,
    back_payments_of,
    counts_of,
    lines_of_back_payment,
)
from anju.contributions.lists import overview
from anju.contributions.models import BackPayment
from anju.contributions.receipts import subject_of
from anju.contributions.review.money_kinds import BACK_PAYMENT
from anju.contributions.review.submit_deed import Deed
from anju.documents.lists import receipt_about
from anju.ground.errors import Refusal
from anju.ground.money import chinese_amount, format_yuan
from anju.portals.employer.door import AgentRequest, agents_only, may_act
from anju.portals.employer.money.paying import ways_to_pay
from anju.portals.employer.money.payment import Answer, Payment
from anju.portals.employer.money.remittances import Way
from anju.portals.employer.review.hand_in import go_on, hand_in
from anju.portals.employer.ways import crumbs
from anju.portals.shared.doors.hours import ask_open
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import BadForm, answer, form_key, whole_fen
from anju.portals.shared.lists.paging import paging_of
from anju.portals.shared.shell.page import REFUSED, page

PIECE = "pieces/employer/back_payment.html"
ROWS, RECENT = 50, 8


@may_act
@require_http_methods(["GET", "HEAD", "POST"])
def back_payments(request: AgentRequest) -> HttpResponse:
    """补缴: choose the kind (a POST opens a draft of it), then the list of people."""
    if request.method != "POST":
        return page(request, PIECE, draft_context(request))
    try:
        open_back_payment(employer=request.employer, kind=_kind(request), by=request.agent.name)
    except Refusal as refusal:
        return shown_again(request, refusal)
    return HttpResponseRedirect(reverse("employer:back_payments"))


@may_act
@require_POST
def dropping(request: AgentRequest) -> HttpResponse:
    """作废: the draft is given up."""
    try:
        drop_back_payment(edit=edit_of(request))
    except Refusal as refusal:
        return shown_again(request, refusal)
    return HttpResponseRedirect(reverse("employer:back_payments"))


@may_act
@fresh
@require_GET
def check(request: AgentRequest) -> HttpResponse:
    """核对, freshly proven: every answer once more before money moves."""
    draft = draft_of(request.employer)
    if draft is None or not draft.total_fen or counts_of(back_payment=draft).bad:
        return HttpResponseRedirect(reverse("employer:back_payments"))
    asked = request.GET.get("method", "")
    way = next((way for way in _ways(request, draft) if way.value == asked), None)
    if way is None or way.closed_because:
        return HttpResponseRedirect(reverse("employer:back_payments"))
    return page(request, "pieces/employer/check.html", _check_context(request, draft, way))


@may_act
@fresh
@require_POST
def submission(request: AgentRequest) -> HttpResponse:
    """提交: the list as it was checked is paid, or waits for a second person."""
    try:
        ask_open("back_payment")
        payload = {
            "version": edit_of(request).version,
            "method": _method(request).value,
            "expected_fen": whole_fen(request, "expected_fen"),
            "intent": form_key(request),
        }
        outcome = hand_in(request, Deed(BACK_PAYMENT, "back_payment", payload))
    except Refusal as refusal:
        return shown_again(request, refusal)
    return go_on(outcome, reverse("employer:back_payment", args=[outcome.result or "-"]))


@agents_only
@require_safe
def back_payment(request: AgentRequest, number: str) -> HttpResponse:
    """One back payment: waiting for the bank, booked, or turned down."""
    payment = _payment(back_payment_of(employer=request.employer, number=number))
    context = {
        "title": "补缴结果",
        "crumbs": crumbs("employer:home", "employer:back_payments"),
        "payment": payment,
        "refresh_seconds": 3 if payment.waiting else 0,
    }
    return page(request, "pieces/employer/payment.html", context)


def edit_of(request: AgentRequest) -> Edit:
    """Who edits which version of the draft; a form without a version edits none."""
    version = answer(request, "version")
    return Edit(
        employer=request.employer,
        version=int(version) if version.isdecimal() and len(version) < 10 else 0,
        today=request.today,
        by=request.agent.name,
    )


def edit_now(request: AgentRequest) -> Edit:
    """An edit of the draft as it stands at this moment, for a page that opened it itself."""
    draft = draft_of(request.employer)
    return Edit(
        employer=request.employer,
        version=draft.version if draft else 0,
        today=request.today,
        by=request.agent.name,
    )


def shown_again(request: AgentRequest, refusal: Refusal) -> HttpResponse:
    """The list as it is now, with what was refused on top."""
    context = {**draft_context(request), "refusal": refusal, "error_title": "没有办理"}
    return page(request, PIECE, context, status=REFUSED)


def draft_context(request: AgentRequest) -> dict[str, Any]:
    """Everything the list's piece shows."""
    draft = draft_of(request.employer)
    context: dict[str, Any] = {
        "title": "补缴",
        "wide": True,
        "crumbs": crumbs("employer:home"),
        "employer": request.employer,
        "kinds": BackPayment.Kind.choices,
        "draft": draft,
        "recent": back_payments_of(employer=request.employer)[:RECENT],
    }
    if draft is None:
        return context
    counts = counts_of(back_payment=draft)
    shown = paging_of(request, total=counts.all, size=ROWS)
    return {
        **context,
        "counts": counts,
        "shown": shown,
        "lines": lines_of_back_payment(back_payment=draft)[shown.slice],
        "ways": _ways(request, draft),
        "indefinite": draft.kind == BackPayment.Kind.INDEFINITE,
    }


def _kind(request: AgentRequest) -> BackPayment.Kind:
    chosen = answer(request, "kind")
    if chosen not in BackPayment.Kind.values:
        raise BadForm("请选择补缴类型：正常全额补缴、正常差额补缴或不定额补缴。")
    return BackPayment.Kind(chosen)


def _method(request: AgentRequest) -> BackPayment.Method:
    chosen = answer(request, "method")
    if chosen not in BackPayment.Method.values:
        raise BadForm("请选择缴款方式：实时结算或预缴户转出。")
    return BackPayment.Method(chosen)


def _ways(request: AgentRequest, draft: BackPayment) -> list[Way]:
    held = overview(employer=request.employer, today=request.today).prepaid_fen
    return ways_to_pay(employer=request.employer, total_fen=draft.total_fen, prepaid_fen=held)


def _check_context(request: AgentRequest, draft: BackPayment, way: Way) -> dict[str, Any]:
    back = reverse("employer:back_payments")
    people = counts_of(back_payment=draft).all
    return {
        "title": "核对补缴信息",
        "crumbs": crumbs("employer:home", "employer:back_payments"),
        "answers": [
            Answer("单位名称", request.employer.name),
            Answer("补缴类型", draft.get_kind_display()),
            Answer("补缴人数", f"{people:,} 人（{draft.heads:,} 人次）", change_url=back),
            Answer("缴款方式", way.label, words=way.words, change_url=back),
            Answer("补缴金额", f"{format_yuan(draft.total_fen)} 元"),
            Answer("预缴转出金额", f"{format_yuan(way.from_prepaid_fen)} 元"),
            Answer(
                "实缴金额",
                f"{format_yuan(way.paid_fen)} 元",
                words=chinese_amount(way.paid_fen),
                grand=True,
            ),
        ],
        "carried": [
            ("version", draft.version),
            ("method", way.value),
            ("expected_fen", draft.total_fen),
            ("intent", uuid4().hex),
        ],
        "submit_url": reverse("employer:back_payment_submission"),
        "submit_label": "提交补缴",
        "back_url": back,
    }


def _payment(found: BackPayment) -> Payment:
    receipt = receipt_about(subject=subject_of(found))
    return Payment(
        serial=found.number,
        amount_fen=found.total_fen,
        state=found.state,
        url=reverse("employer:back_payment", args=[found.number]),
        done_words="补缴成功",
        done_detail="补缴的月份已记入职工账户；单位的缴至年月不变。",
        reason=found.failure,
        facts=(
            ("业务类型", found.get_kind_display()),
            ("补缴人次", f"{found.heads:,}"),
            ("缴款方式", found.get_method_display()),
            ("实缴金额", f"{format_yuan(found.paid_fen)} 元"),
            ("预缴转出金额", f"{format_yuan(found.from_prepayment_fen)} 元"),
        ),
        again_url=reverse("employer:back_payments"),
        receipt_url=reverse("employer:receipt", args=[receipt.number]) if receipt else "",
    )
