"""汇缴: up to which month, paid how; check; submit; watch the bank answer."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from anju.contributions.enquiries.dry_run import DryRun
from anju.contributions.lists import remittance_of
from anju.contributions.models import Remittance
from anju.contributions.receipts import subject_of
from anju.contributions.remittances.due import Dues, MonthNotNext, dues, next_month
from anju.contributions.review.kinds import REMITTANCE
from anju.contributions.review.submit_deed import Deed
from anju.documents.lists import receipt_about
from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.ground.money import chinese_amount, format_yuan
from anju.payments.models import SignedAccount
from anju.policy.rules import value
from anju.portals.employer.door import AgentRequest, agents_only, may_act
from anju.portals.employer.figures import span_of
from anju.portals.employer.money.awaited import awaited_page, is_awaited
from anju.portals.employer.money.dry_run import shown_beside
from anju.portals.employer.money.payment import Answer, Payment, bank_words
from anju.portals.employer.review.hand_in import go_on, hand_in
from anju.portals.employer.ways import crumbs, urls
from anju.portals.shared.doors.hours import ask_open
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import BadForm, answer, form_key, whole_fen
from anju.portals.shared.shell.page import REFUSED, page

FORM = "pieces/employer/remittance.html"
CHECK = "pieces/employer/check.html"
# What submitting does, by way to pay; 实时结算 says what the page says by itself.
LEDES = {
    "prepayment": "请逐项核对，提交后就从预缴户转出并入账",
    "transfer": "请逐项核对，提交后给出汇款附言码，由您自己去转账",
}


@dataclass(frozen=True)
class Way:
    """One way to pay (缴款方式): what it takes from where, or why it cannot be used now."""

    value: str
    label: str
    words: str
    paid_fen: int
    from_prepaid_fen: int
    closed_because: str = ""
    chosen: bool = False


@may_act
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def remittances(request: AgentRequest) -> HttpResponse:
    """汇缴, freshly proven: choose 终止年月 and 缴款方式; a POST submits what was checked."""
    if request.method == "POST":
        return _submit(request)
    try:
        return page(request, FORM, _context(request, _until(request, request.GET)))
    except MonthNotNext as refusal:
        # Who only opened the page while everything is paid has done nothing wrong.
        if "until" in request.GET:
            return _refused(request, refusal)
        frame = _frame(request, next_month(request.employer))
        return page(request, FORM, {"nothing_due": True, **frame})
    except Refusal as refusal:
        return _refused(request, refusal)


@may_act
@require_GET
def check(request: AgentRequest) -> HttpResponse:
    """核对: every answer once more before money moves; the form carries its own key."""
    try:
        until = _until(request, request.GET)
        owed = dues(employer=request.employer, until=until, today=request.today)
    except Refusal as refusal:
        return _refused(request, refusal)
    chosen = _way(request.GET.get("method", ""), _ways(request, owed))
    if chosen is None or chosen.closed_because:
        return HttpResponseRedirect(reverse("employer:remittances"))
    context = _check_context(request, owed, until, chosen)
    beside = shown_beside(request, DryRun(request.employer, request.today))
    return page(request, CHECK, {**context, **beside})


@agents_only
@require_safe
def remittance(request: AgentRequest, number: str) -> HttpResponse:
    """One remittance: waiting for the bank, booked, or turned down."""
    found = remittance_of(employer=request.employer, number=number)
    if is_awaited(found):
        return awaited_page(request, found)
    payment = _payment(found)
    context = {
        "title": "汇缴结果",
        "crumbs": crumbs("employer:home", "employer:month"),
        "payment": payment,
        "refresh_seconds": 3 if payment.waiting else 0,
    }
    return page(request, "pieces/employer/payment.html", context)


def _submit(request: AgentRequest) -> HttpResponse:
    try:
        ask_open("remittance")
        payload = {
            "until": str(Month.parse(answer(request, "until"))),
            "method": _method(request).value,
            "expected_fen": whole_fen(request, "expected_fen"),
            "intent": form_key(request),
        }
        outcome = hand_in(request, Deed(REMITTANCE, "remittance", payload))
    except Refusal as refusal:
        return _refused(request, refusal)
    return go_on(outcome, reverse("employer:remittance", args=[outcome.result or "-"]))


def _method(request: AgentRequest) -> Remittance.Method:
    chosen = answer(request, "method")
    if chosen not in Remittance.Method.values:
        raise BadForm("请选择一种缴款方式。")
    return Remittance.Method(chosen)


def _refused(request: AgentRequest, refusal: Refusal) -> HttpResponse:
    first = next_month(request.employer)
    try:
        context = _context(request, first)
    except Refusal:
        context = {"nothing_due": True, **_frame(request, first)}
    return page(request, FORM, {**context, "refusal": refusal}, status=REFUSED)


def _until(request: AgentRequest, asked: Any) -> Month:
    text = asked.get("until", "")
    return Month.parse(text) if text else next_month(request.employer)


def _frame(request: AgentRequest, first: Month) -> dict[str, Any]:
    return {
        "title": "汇缴",
        "crumbs": crumbs("employer:home", "employer:month"),
        "urls": urls(),
        "employer": request.employer,
        "first": first,
        "check_url": reverse("employer:remittance_check"),
    }


def _context(request: AgentRequest, until: Month) -> dict[str, Any]:
    owed = dues(employer=request.employer, until=until, today=request.today)
    first = next_month(request.employer)
    ahead = Month.of(request.today) + int(value("contribution.months_ahead", on=request.today))
    most = int(value("contribution.most_months_at_once", on=request.today))
    return {
        **_frame(request, first),
        "until": until,
        "months": Month.span(first, min(ahead, first + (most - 1))),
        "owed": owed,
        "ways": _ways(request, owed),
    }


def _ways(request: AgentRequest, owed: Dues) -> list[Way]:
    signed = SignedAccount.objects.filter(employer=request.employer, ended_on=None).first()
    short = owed.total_fen - owed.prepaid_fen
    ways = [
        Way(
            "realtime",
            "实时结算",
            f"从签约账户 {bank_words(signed)} 划款",
            paid_fen=owed.total_fen,
            from_prepaid_fen=0,
            closed_because="" if signed else "还没有签约付款账户，请先到中心柜台签约",
        ),
        Way(
            "prepayment",
            "预缴转出",
            f"从预缴户转出，现有余额 {format_yuan(owed.prepaid_fen)} 元",
            paid_fen=0,
            from_prepaid_fen=owed.total_fen,
            closed_because=f"预缴户余额 {format_yuan(owed.prepaid_fen)} 元，"
            f"还差 {format_yuan(short)} 元"
            if short > 0
            else "",
        ),
    ]
    if int(value("contribution.bank_transfer_days", on=request.today)):
        ways.append(
            Way(
                "transfer",
                "转账汇款",
                "自己到银行或网银转账，备注写上附言码，到账后自动入账",
                paid_fen=owed.total_fen,
                from_prepaid_fen=0,
            )
        )
    usable = next((way.value for way in ways if not way.closed_because), "")
    return [Way(**{**vars(way), "chosen": way.value == usable}) for way in ways]


def _way(asked: str, ways: list[Way]) -> Way | None:
    return next((way for way in ways if way.value == asked), None)


def _check_context(request: AgentRequest, owed: Dues, until: Month, way: Way) -> dict[str, Any]:
    first = next_month(request.employer)
    back = f"{reverse('employer:remittances')}?until={until}"
    span = first.chinese if first == until else f"{first.chinese}至 {until.chinese}"
    heads = f"{owed.heads:,} {'人' if first == until else '人次'}"
    return {
        "title": "核对汇缴信息",
        "crumbs": crumbs("employer:home", "employer:month", "employer:remittances"),
        "answers": [
            Answer("单位名称", request.employer.name),
            Answer("汇缴年月", span, change_url=back),
            Answer("汇缴人数", heads),
            Answer("缴款方式", way.label, change_url=back),
            Answer("应缴金额", f"{format_yuan(owed.total_fen)} 元"),
            Answer("预缴转出金额", f"{format_yuan(way.from_prepaid_fen)} 元"),
            Answer(
                "实缴金额",
                f"{format_yuan(way.paid_fen)} 元",
                words=chinese_amount(way.paid_fen),
                grand=True,
            ),
        ],
        "carried": [
            ("until", str(until)),
            ("method", way.value),
            ("expected_fen", owed.total_fen),
            ("intent", uuid4().hex),
        ],
        "submit_url": reverse("employer:remittances"),
        "lede": LEDES.get(way.value, ""),
        "submit_label": "确认汇缴",
        "back_url": back,
    }


def _payment(found: Remittance) -> Payment:
    receipt = receipt_about(subject=subject_of(found))
    last, span = found.last_month, span_of(found)
    return Payment(
        serial=found.number,
        amount_fen=found.total_fen,
        state=found.state,
        url=reverse("employer:remittance", args=[found.number]),
        done_words="汇缴成功",
        done_detail=f"{span}的汇缴已记入职工账户，下次从 {last.next.chinese}起汇缴。",
        reason=found.failure,
        facts=(
            ("业务类型", "汇缴"),
            ("汇缴年月", span),
            ("汇缴人次", f"{found.heads:,}"),
            ("缴款方式", found.get_method_display()),
            ("实缴金额", f"{format_yuan(found.paid_fen)} 元"),
            ("预缴转出金额", f"{format_yuan(found.from_prepayment_fen)} 元"),
        ),
        again_url=reverse("employer:remittances"),
        receipt_url=reverse("employer:receipt", args=[receipt.number]) if receipt else "",
    )
