"""单位比例变更 (C-44): the new ratio and its reason; what it comes to; 提交; 回单."""

from decimal import Decimal
from typing import Any

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from anju.contributions.ratios.change_ratio import (
    BadRatio,
    preview_ratio,
    read_reason,
)
from anju.contributions.registers.bounds import Bounds, bounds_for
from anju.contributions.remittances.due import next_month
from anju.contributions.review.own_kinds import RATIO
from anju.contributions.review.submit_deed import Deed
from anju.contributions.unit.kinds import Kind
from anju.ground.errors import Refusal
from anju.ground.money import format_yuan
from anju.ground.percent import BadPercent, format_percent, parse_percent
from anju.people.employers.change_ratios import RatioPreview, Ratios
from anju.portals.employer.door import AgentRequest, may_act
from anju.portals.employer.menu import title_in_menu
from anju.portals.employer.money.payment import Answer
from anju.portals.employer.own.done import done_url
from anju.portals.employer.review.hand_in import go_on, hand_in
from anju.portals.employer.ways import crumbs
from anju.portals.shared.fields import Field, FormError, whole_fen
from anju.portals.shared.shell.page import REFUSED, page

FORM, CHECK = "pieces/employer/own_ratio.html", "pieces/employer/own_ratio_check.html"
REASONS = ("单位经营状况变化", "职代会决议调整", "主管部门要求统一比例", "填写有误更正")


@may_act
@require_http_methods(["GET", "HEAD", "POST"])
def ratio(request: AgentRequest) -> HttpResponse:
    """变更后单位比例, 变更原因; a POST submits what was checked."""
    if request.method != "POST":
        return page(request, FORM, _context(request, request.GET))
    try:
        ratios = _ratios(request, request.POST)
        payload = {
            "employer_rate": str(ratios.employer_rate),
            "own_rate": str(ratios.own_rate),
            "reason": request.POST.get("reason", ""),
            "expected_fen": whole_fen(request, "expected_fen"),
        }
        outcome = hand_in(request, Deed(RATIO, "ratio", payload))
    except Refusal as refusal:
        return _refused(request, request.POST, refusal)
    return go_on(outcome, done_url(f"ratio/{outcome.result}"))


@may_act
@require_GET
def check(request: AgentRequest) -> HttpResponse:
    """核对: heads and the month's sum before and after, to the fen."""
    try:
        ratios = _ratios(request, request.GET)
        reason = read_reason(request.GET.get("reason", ""))
        seen = preview_ratio(employer=request.employer, ratios=ratios, today=request.today)
    except Refusal as refusal:
        return _refused(request, request.GET, refusal)
    back = f"{reverse('employer:own_ratio')}?{request.GET.urlencode()}"
    context = {
        "title": "核对比例变更",
        "crumbs": crumbs("employer:home", "employer:own_ratio"),
        "answers": _answers(request, ratios, reason, back),
        "sums": _sums(seen),
        "with_others": seen.with_others,
        "carried": [
            ("employer_rate", request.GET.get("employer_rate", "")),
            ("own_rate", request.GET.get("own_rate", "")),
            ("reason", reason),
            ("expected_fen", seen.after_fen),
        ],
        "submit_url": reverse("employer:own_ratio"),
        "back_url": back,
    }
    return page(request, CHECK, context)


def _answers(request: AgentRequest, ratios: Ratios, reason: str, back: str) -> list[Answer]:
    now = request.employer
    return [
        Answer("单位名称", now.name),
        Answer("单位比例", _from_to(now.employer_rate, ratios.employer_rate), change_url=back),
        Answer("个人比例", _from_to(now.own_rate, ratios.own_rate)),
        Answer("变更原因", reason, change_url=back),
        Answer("生效月份", f"{next_month(now).chinese}（下一个应缴月份）"),
    ]


def _from_to(before: Decimal, after: Decimal) -> str:
    return f"{format_percent(before)} → {format_percent(after)}"


def _sums(seen: RatioPreview) -> list[tuple[str, str, str, str]]:
    """A row for each side: before, after, difference, in yuan to the fen."""
    rows = (
        ("单位部分", seen.employer_before_fen, seen.employer_fen),
        ("个人部分", seen.own_before_fen, seen.own_fen),
        (f"合计（{seen.heads:,} 人）", seen.before_fen, seen.after_fen),
    )
    return [
        (label, format_yuan(before), format_yuan(after), _signed(after - before))
        for label, before, after in rows
    ]


def _signed(fen: int) -> str:
    return f"+{format_yuan(fen)}" if fen > 0 else format_yuan(fen)


def _ratios(request: AgentRequest, asked: QueryDict) -> Ratios:
    """Both ratios as typed; where they must be equal, one is asked for."""
    unit = _read("employer_rate", "变更后单位比例", asked)
    if _bounds(request).ratios_equal:
        return Ratios(unit, unit)
    return Ratios(unit, _read("own_rate", "变更后个人比例", asked))


def _read(name: str, label: str, asked: QueryDict) -> Decimal:
    try:
        return parse_percent(asked.get(name, ""))
    except BadPercent as bad:
        raise BadRatio(f"{label}：{bad.sentence}", field=name) from bad


def _bounds(request: AgentRequest) -> Bounds:
    return bounds_for(employer=request.employer, on=request.today)


def _refused(request: AgentRequest, asked: QueryDict, refusal: Refusal) -> HttpResponse:
    field = str(refusal.detail.get("field", ""))
    context = _context(request, asked, {field: refusal.sentence} if field else {})
    context["refusal"] = None if field else refusal
    context["errors"] = [FormError(field, refusal.sentence)] if field else []
    context["relief_url"] = reverse("employer:own_apply", args=[Kind.REDUCTION])
    context["too_low"] = bool(refusal.detail.get("too_low"))
    return page(request, FORM, context, status=REFUSED)


def _context(
    request: AgentRequest, asked: QueryDict, faults: dict[str, str] | None = None
) -> dict[str, Any]:
    bounds = _bounds(request)
    employer = request.employer
    low, high = (format_percent(rate) for rate in bounds.employer_ratio)
    whole = "，须为整数" if bounds.whole_percent else "，最多两位小数"
    fields = [("employer_rate", "变更后单位比例（%）", employer.employer_rate)]
    if not bounds.ratios_equal:
        fields.append(("own_rate", "变更后个人比例（%）", employer.own_rate))
    same = "；个人比例随单位比例一同变更" if bounds.ratios_equal else ""
    return {
        "title": title_in_menu("employer:own_ratio", today=request.today) or "单位比例变更",
        "crumbs": crumbs("employer:home"),
        "employer": employer,
        "month": next_month(employer),
        "fields": [
            *(
                Field(
                    name,
                    label,
                    value=asked.get(name, ""),
                    hint=f"{low} 至 {high} 之间{whole}{same}",
                    error=(faults or {}).get(name, ""),
                    inputmode="decimal",
                    placeholder=format_percent(rate).removesuffix("%"),
                    autocomplete="off",
                    extra="w-month",
                )
                for name, label, rate in fields
            ),
            Field(
                "reason",
                "变更原因",
                value=asked.get("reason", ""),
                hint=f"例如：{'、'.join(REASONS)}",
                error=(faults or {}).get("reason", ""),
                autocomplete="off",
            ),
        ],
        "check_url": reverse("employer:own_ratio_check"),
    }
