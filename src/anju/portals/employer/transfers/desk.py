"""个人转移 (转入单位申请): whom this employer asks for, listed until it is submitted."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anju.contributions.lists import overview
from anju.contributions.models import Transfer
from anju.contributions.registers.bounds import bounds_for
from anju.contributions.review.kinds import TRANSFERS
from anju.contributions.review.submit_deed import Deed
from anju.contributions.transfers.judge_transfers import typed_person
from anju.contributions.transfers.keep_transfer import (
    Asked,
    check_transfers,
    digest_of,
    drafts_of,
    keep_transfers,
    remove_transfer,
)
from anju.ground.amounts import BadAmount, parse_yuan, plain_yuan
from anju.ground.errors import Refusal
from anju.ground.money import format_yuan
from anju.policy.rules import value
from anju.portals.employer.door import AgentRequest, agents_only, may_act
from anju.portals.employer.menu import title_in_menu
from anju.portals.employer.review.hand_in import go_on, hand_in
from anju.portals.employer.ways import crumbs
from anju.portals.shared.doors.hours import ask_open
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import Field, FormError, answer
from anju.portals.shared.lists.paging import paging_of
from anju.portals.shared.shell.page import REFUSED, page

LIST, FORM = "pieces/employer/arrivals.html", "pieces/employer/transfer_form.html"
ROWS = 50


@agents_only
@require_safe
def transfers(request: AgentRequest) -> HttpResponse:
    """The list (转入清册): 添加, 校验, 提交; and the way to what was submitted before."""
    return show_list(request)


@may_act
@require_http_methods(["GET", "HEAD", "POST"])
def new_transfer(request: AgentRequest) -> HttpResponse:
    """添加 / 新增: the person's exact number and full name, and his base here; 保存."""
    if request.method == "POST" and "name" in request.POST:
        return _keep(request, "")
    return page(request, FORM, _form(request, {"former": answer(request, "former")}))


@may_act
@require_http_methods(["GET", "HEAD", "POST"])
def transfer_line(request: AgentRequest, number: str) -> HttpResponse:
    """修改: one request of the list, with what is wrong at its field."""
    kept = get_object_or_404(request.employer.transfers, number=number, state="draft")
    if request.method == "POST":
        return _keep(request, kept.number)
    values = {
        "former": kept.former_number,
        "person": typed_person(kept),
        "name": kept.name,
        "base_fen": plain_yuan(kept.base_fen) if kept.base_fen is not None else "",
    }
    wrong = {fault["field"]: fault["sentence"] for fault in kept.faults}
    return page(request, FORM, _form(request, values, wrong))


@may_act
@require_POST
def transfer_removal(request: AgentRequest, number: str) -> HttpResponse:
    """移除: take one out of the list."""
    try:
        remove_transfer(employer=request.employer, number=number)
    except Refusal as refusal:
        return show_list(request, refusal)
    return HttpResponseRedirect(reverse("employer:arrivals"))


@may_act
@require_POST
def transfer_check(request: AgentRequest) -> HttpResponse:
    """校验: judge the whole list anew."""
    bad = check_transfers(employer=request.employer, today=request.today)
    heads = len(drafts_of(request.employer))
    words = f"{heads} 人校验通过" if not bad else f"{heads - bad} 人校验通过，{bad} 人需修改"
    return show_list(request, checked=words)


@may_act
@fresh
@require_POST
def transfer_submission(request: AgentRequest) -> HttpResponse:
    """提交: what is sealed elsewhere comes at once, the rest waits for a word."""
    try:
        ask_open("register")
        deed = Deed(TRANSFERS, "transfers", {"seen": answer(request, "seen")})
        outcome = hand_in(request, deed)
    except Refusal as refusal:
        return show_list(request, refusal)
    if not outcome.waiting and not outcome.result:
        return show_list(request, checked="没有办理：清册里的职工刚刚有变化，请看各行的说明。")
    args = [outcome.result or "-"]
    return go_on(outcome, reverse("employer:transfers_submitted", args=args))


def show_list(
    request: AgentRequest, refusal: Refusal | None = None, *, checked: str = ""
) -> HttpResponse:
    """The list as it stands, with what was refused or found on top."""
    kept = drafts_of(request.employer)
    shown = paging_of(request, total=len(kept), size=ROWS)
    good = [one for one in kept if not one.faults]
    context = {
        "title": _title(request),
        "wide": True,
        "crumbs": crumbs("employer:home"),
        "drafts": kept[shown.slice],
        "shown": shown,
        "good": len(good),
        "bad": len(kept) - len(good),
        "monthly_fen": sum(one.monthly_fen for one in good),
        "seen": digest_of(kept),
        "may_act": request.rights.act,
        "names_former": _names_former(request),
        "former": Field("former", "转出单位账号", inputmode="numeric", autocomplete="off"),
        "waiting": request.employer.transfers.filter(state=Transfer.State.WAITING).count(),
        "checked": checked,
        "refusal": refusal,
    }
    return page(request, LIST, context, status=REFUSED if refusal else 200)


def _keep(request: AgentRequest, replace: str) -> HttpResponse:
    names = ("former", "person", "name", "base_fen")
    values = {name: answer(request, name) for name in names}
    wrong: dict[str, str] = {}
    base_fen: int | None = None
    try:
        base_fen = parse_yuan(values["base_fen"]) if values["base_fen"] else None
    except BadAmount as refusal:
        wrong["base_fen"] = f"缴存基数：{refusal.sentence}"
    if not (values["person"] and values["name"]):
        wrong["person"] = "请填写职工的身份证号或个人账号，以及完整的姓名。"
    if wrong:
        return page(request, FORM, _form(request, values, wrong), status=REFUSED)
    asked = Asked(values["name"], values["person"], base_fen, values["former"])
    try:
        (kept,) = keep_transfers(
            employer=request.employer,
            asked=[asked],
            today=request.today,
            by=request.agent.name,
            replace=replace,
        )
    except Refusal as refusal:
        return show_list(request, refusal)
    return HttpResponseRedirect(f"{reverse('employer:arrivals')}#row-{kept.number}")


def _form(
    request: AgentRequest, values: dict[str, str], wrong: dict[str, str] | None = None
) -> dict[str, Any]:
    errors = [FormError(field, sentence) for field, sentence in (wrong or {}).items()]
    return {
        "title": "转移职工信息",
        "crumbs": crumbs("employer:home", "employer:arrivals"),
        "month": overview(employer=request.employer, today=request.today).due,
        "fields": _fields(request, values, wrong or {}),
        "errors": errors,
    }


def _fields(
    request: AgentRequest, values: dict[str, str], wrong: dict[str, str]
) -> list[Field]:
    bounds = bounds_for(employer=request.employer, on=request.today)
    limits = f"{format_yuan(bounds.base_floor_fen)} – {format_yuan(bounds.base_cap_fen)} 元"
    asked = (
        ("former", "转出单位账号", "职工原单位的账号，可向职工本人核实", "numeric"),
        ("person", "身份证号或个人账号", "须完整、准确，不能只填一部分", ""),
        ("name", "姓名", "与身份证一致的完整姓名", ""),
        ("base_fen", "缴存基数（元）", f"本年度基数在 {limits}之间", "decimal"),
    )
    return [
        Field(
            name,
            label,
            value=values.get(name, ""),
            hint=hint,
            error=wrong.get(name, ""),
            inputmode=mode,
            autocomplete="off",
            extra="w-amount" if name == "base_fen" else "",
        )
        for name, label, hint, mode in asked
        if name != "former" or _names_former(request)
    ]


def _names_former(request: AgentRequest) -> bool:
    return bool(value("contribution.transfer_names_former", on=request.today))


def _title(request: AgentRequest) -> str:
    return title_in_menu("employer:arrivals", today=request.today) or "个人转移"
