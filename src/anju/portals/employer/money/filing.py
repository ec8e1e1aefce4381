"""这个月报错了怎么办: asks what is wrong and leads to the filing that mends it."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from anju.contributions.backpay.draft import Wanted, open_back_payment, put_people
from anju.contributions.filings.guide import Advice, Filing, Wrong, advise
from anju.contributions.models import BackPayment
from anju.contributions.remittances.due import next_month
from anju.ground.calendar import BadMonth, Month
from anju.ground.errors import Refusal
from anju.portals.employer.door import AgentRequest, agents_only, may_act
from anju.portals.employer.money.back_payments import edit_now, shown_again
from anju.portals.employer.ways import crumbs
from anju.portals.shared.fields import BadForm
from anju.portals.shared.shell.page import REFUSED, page

MONTHS_BACK, SHOWN_MOST = 24, 50
KINDS = {Wrong.LESS: BackPayment.Kind.DIFFERENCE, Wrong.MISSING: BackPayment.Kind.FULL}


@agents_only
@require_safe
def filing(request: AgentRequest) -> HttpResponse:
    """哪个月, 哪里错了; then which of the three filings, and for whom."""
    context: dict[str, Any] = {
        "title": "这个月报错了怎么办",
        "crumbs": crumbs("employer:home"),
        "months": _months(request),
        "wrongs": Wrong.choices,
        "month": request.GET.get("month", ""),
        "wrong": request.GET.get("wrong", ""),
        "may_act": request.rights.act,
    }
    if not context["month"]:
        return page(request, "pieces/employer/filing.html", context)
    try:
        advice = _advice(request, request.GET.get("month", ""), request.GET.get("wrong", ""))
    except Refusal as refusal:
        told = {**context, "refusal": refusal, "error_title": "请先选好"}
        return page(request, "pieces/employer/filing.html", told, status=REFUSED)
    return page(request, "pieces/employer/filing.html", {**context, **_shown(advice)})


@may_act
@require_POST
def filing_people(request: AgentRequest) -> HttpResponse:
    """补充申报: everybody concerned joins the list of a back payment, to be checked there."""
    try:
        advice = _advice(request, request.POST.get("month", ""), request.POST.get("wrong", ""))
        kind = KINDS.get(advice.wrong)
        if kind is None or advice.filing != Filing.SUPPLEMENTARY or not advice.effects:
            raise BadForm("这里没有要补缴的职工，请重新选择月份和错在哪里。")
        open_back_payment(employer=request.employer, kind=kind, by=request.agent.name)
        wanted = [Wanted(one.account, advice.month, advice.month) for one in advice.effects]
        put_people(edit=edit_now(request), wanted=wanted)
    except Refusal as refusal:
        return shown_again(request, refusal)
    return HttpResponseRedirect(reverse("employer:back_payments"))


def _advice(request: AgentRequest, month: str, wrong: str) -> Advice:
    if wrong not in Wrong.values:
        raise BadForm("请选择错在哪里。")
    try:
        asked = Month.parse(month)
    except BadMonth as bad:
        raise BadForm(bad.sentence) from bad
    return advise(
        employer=request.employer, month=asked, wrong=Wrong(wrong), today=request.today
    )


def _months(request: AgentRequest) -> list[Month]:
    """The next month to be paid and those before it, newest first."""
    ahead = next_month(request.employer)
    first = max(request.employer.first_month, ahead - MONTHS_BACK)
    return Month.span(first, ahead)[::-1]


def _shown(advice: Advice) -> dict[str, Any]:
    kind = "correction" if advice.wrong == Wrong.MORE else "refund"
    deed = advice.deed.number if advice.deed else ""
    return {
        "advice": advice,
        "filing_label": advice.filing.label,
        "effects": advice.effects[:SHOWN_MOST],
        "more": max(0, len(advice.effects) - SHOWN_MOST),
        "refund_url": f"{reverse('employer:refund_choice', args=[deed])}?kind={kind}"
        if deed
        else reverse("employer:refunds"),
    }
