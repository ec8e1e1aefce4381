"""预缴: money into the employer's own prepayment account, by 实时结算 only."""

from typing import Any
from uuid import uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from anju.contributions.enquiries.cheque_due import awaited_cheque
from anju.contributions.lists import overview, prepayment_of, prepayments_of
from anju.contributions.models import Prepayment
from anju.contributions.receipts import subject_of
from anju.contributions.review.kinds import PREPAYMENT
from anju.contributions.review.submit_deed import Deed
from anju.documents.lists import receipt_about
from anju.ground.amounts import BadAmount, parse_yuan
from anju.ground.errors import Refusal
from anju.ground.money import chinese_amount, format_yuan
from anju.payments.models import SignedAccount
from anju.portals.employer.door import AgentRequest, agents_only, may_act
from anju.portals.employer.money.payment import Answer, Payment, bank_words
from anju.portals.employer.review.hand_in import go_on, hand_in
from anju.portals.employer.ways import crumbs, urls
from anju.portals.shared.doors.hours import ask_open
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import Field, FormError, answer, form_key
from anju.portals.shared.shell.page import REFUSED, page

FORM = "pieces/employer/prepayment.html"
NOTE_MOST = 100
RECENT = 8


@may_act
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def prepayments(request: AgentRequest) -> HttpResponse:
    """预缴, freshly proven: 实际要存入预缴户的金额, 备注; a POST submits what was checked."""
    if request.method != "POST":
        return page(request, FORM, _context(request))
    try:
        ask_open("prepayment")
        payload = {
            "amount_fen": parse_yuan(answer(request, "amount")),
            "note": answer(request, "note")[:NOTE_MOST],
            "intent": form_key(request),
        }
        about = f"prepayment/{payload['intent']}"
        outcome = hand_in(request, Deed(PREPAYMENT, about, payload))
    except Refusal as refusal:
        return page(request, FORM, {**_context(request), "refusal": refusal}, status=REFUSED)
    return go_on(outcome, reverse("employer:prepayment", args=[outcome.result or "-"]))


@may_act
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: AgentRequest) -> HttpResponse:
    """核对: the amount in words before money moves; without one, back to the form."""
    if request.method != "POST":
        return HttpResponseRedirect(reverse("employer:prepayments"))
    text, note = answer(request, "amount"), answer(request, "note")
    try:
        fen = parse_yuan(text)
    except BadAmount as refusal:
        return _wrong(request, FormError("amount", refusal.sentence))
    if len(note) > NOTE_MOST:
        return _wrong(request, FormError("note", f"备注最多 {NOTE_MOST} 个字，请改短一些。"))
    return page(request, "pieces/employer/check.html", _check_context(request, fen, note))


@agents_only
@require_safe
def prepayment(request: AgentRequest, number: str) -> HttpResponse:
    """One prepayment: waiting for the bank, booked, or turned down."""
    found = prepayment_of(employer=request.employer, number=number)
    payment = _payment(found)
    context = {
        "title": "预缴结果",
        "crumbs": crumbs("employer:home", "employer:prepayments"),
        "payment": payment,
        "refresh_seconds": 3 if payment.waiting else 0,
    }
    return page(request, "pieces/employer/payment.html", context)


def _wrong(request: AgentRequest, error: FormError) -> HttpResponse:
    return page(request, FORM, {**_context(request, error), "errors": [error]}, status=REFUSED)


def _context(request: AgentRequest, error: FormError | None = None) -> dict[str, Any]:
    wrong = {error.field: error.sentence} if error else {}
    signed = SignedAccount.objects.filter(employer=request.employer, ended_on=None).first()
    return {
        "title": "预缴",
        "crumbs": crumbs("employer:home"),
        "urls": urls(),
        "cheque": awaited_cheque(employer=request.employer, today=request.today),
        "prepaid_fen": overview(employer=request.employer, today=request.today).prepaid_fen,
        "signed": signed,
        "recent": prepayments_of(employer=request.employer)[:RECENT],
        "check_url": reverse("employer:prepayment_check"),
        "fields": [
            Field(
                "amount",
                "实际要存入预缴户的金额（元）",
                value=answer(request, "amount"),
                hint="例如 100000.00，最多两位小数",
                error=wrong.get("amount", ""),
                inputmode="decimal",
                extra="in-money w-amount",
            ),
            Field(
                "note",
                "备注",
                value=answer(request, "note"),
                error=wrong.get("note", ""),
                required=False,
            ),
        ],
    }


def _check_context(request: AgentRequest, fen: int, note: str) -> dict[str, Any]:
    signed = SignedAccount.objects.filter(employer=request.employer, ended_on=None).first()
    back = reverse("employer:prepayments")
    return {
        "title": "核对预缴信息",
        "crumbs": crumbs("employer:home", "employer:prepayments"),
        "answers": [
            Answer("单位名称", request.employer.name),
            Answer("缴款方式", "实时结算"),
            Answer("付款账户", bank_words(signed)),
            Answer("备注", note or "—", change_url=back),
            Answer("存入金额", f"{format_yuan(fen)} 元", chinese_amount(fen), back, True),
        ],
        "carried": [
            ("amount", answer(request, "amount")),
            ("note", note),
            ("intent", uuid4().hex),
        ],
        "submit_url": back,
        "submit_label": "确认预缴",
        "back_url": back,
    }


def _payment(found: Prepayment) -> Payment:
    receipt = receipt_about(subject=subject_of(found))
    return Payment(
        serial=found.number,
        amount_fen=found.amount_fen,
        state=found.state,
        url=reverse("employer:prepayment", args=[found.number]),
        done_words="预缴成功",
        done_detail="款项已存入贵单位的预缴户，可以在“汇缴”里选“预缴转出”使用。",
        reason=found.failure,
        facts=(
            ("业务类型", "预缴"),
            ("缴款方式", found.get_way_display()),
            *((("支票号", found.cheque_number),) if found.cheque_number else ()),
            ("备注", found.note or "—"),
        ),
        again_url=reverse("employer:prepayments"),
        receipt_url=reverse("employer:receipt", args=[receipt.number]) if receipt else "",
    )
