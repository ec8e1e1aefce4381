"""向中心提出的申请: the list, a new one, one with its steps; mended or taken back."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anju.cases.lists import cases_of, last_return, marked_fields, steps_of
from anju.cases.models import Case
from anju.contributions.unit.apply_to_counter import (
    apply_to_counter,
    case_of,
    mend_application,
    withdraw_application,
)
from anju.contributions.unit.kinds import TITLES, Kind
from anju.ground.errors import Refusal
from anju.people.employers.change_employer import FieldsWrong
from anju.portals.employer.door import AgentRequest, agents_only, may_act
from anju.portals.employer.own.application_fields import LEDES, fields_of
from anju.portals.employer.ways import crumbs
from anju.portals.shared.fields import Field, FormError, answers
from anju.portals.shared.lists.paging import paging_of
from anju.portals.shared.lists.sheet import Column, sheet
from anju.portals.shared.shell.page import REFUSED, page

FORM = "pieces/employer/form.html"
ONE = "pieces/employer/own_application.html"
TONES = {"approved": ("tag-ok", "check"), "refused": ("tag-err", "alert-circle")}
COLUMNS = (
    Column("办件编号", 18),
    Column("业务", 26),
    Column("申请日期", 12),
    Column("状态", 12),
    Column("现由谁办理", 16),
    Column("预计办结日", 12),
)


@agents_only
@require_safe
def applications(request: AgentRequest) -> HttpResponse:
    """Where every application stands, and who must act now."""
    found = cases_of(employer=request.employer)
    shown = paging_of(request, total=found.count())
    context = {
        "title": "单位申请",
        "wide": True,
        "crumbs": crumbs("employer:home"),
        "rows": [_row(case) for case in found[shown.slice]],
        "shown": shown,
        "kinds": [(TITLES[one], reverse("employer:own_apply", args=[one])) for one in Kind],
        "export_url": reverse("employer:own_applications_export"),
    }
    return page(request, "pieces/employer/own_applications.html", context)


@agents_only
@require_safe
def applications_export(request: AgentRequest) -> HttpResponse:
    """导出: the same list as a workbook."""
    rows = (
        (
            case.number,
            case.title,
            case.opened_on.isoformat(),
            case.get_state_display(),
            case.waits_for,
            case.due_on.isoformat(),
        )
        for case in cases_of(employer=request.employer)
    )
    return sheet("单位申请", COLUMNS, rows, filename="applications.xlsx")


@may_act
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: AgentRequest, kind: str) -> HttpResponse:
    """A new application of a kind."""
    if kind not in list(Kind):
        raise Http404
    wanted = Kind(kind)
    if request.method != "POST":
        return page(request, FORM, _form(request, wanted, {}, {}))
    asked = answers(request)
    try:
        case = apply_to_counter(
            employer=request.employer,
            kind=wanted,
            asked=asked,
            agent=request.agent,
            today=request.today,
        )
    except Refusal as refusal:
        return _refused(request, wanted, asked, refusal)
    return HttpResponseRedirect(reverse("employer:own_application", args=[case.number]))


@agents_only
@require_safe
def application(request: AgentRequest, number: str) -> HttpResponse:
    """One application: what it says, its steps, and what must be mended."""
    return page(request, ONE, _one(request, case_of(employer=request.employer, number=number)))


@may_act
@require_http_methods(["GET", "HEAD", "POST"])
def mending(request: AgentRequest, number: str) -> HttpResponse:
    """补正: only the fields the return marked are asked for."""
    case = case_of(employer=request.employer, number=number)
    asked = answers(request)
    if request.method != "POST":
        papers = {f"paper_{place}": one.number for place, one in enumerate(case.papers)}
        return page(request, FORM, _mend_form(request, case, {**case.values, **papers}, {}))
    try:
        mend_application(
            employer=request.employer,
            number=number,
            asked=_with_papers(case, asked),
            agent=request.agent,
            today=request.today,
        )
    except Refusal as refusal:
        faults = refusal.faults if isinstance(refusal, FieldsWrong) else {}
        context = {**_mend_form(request, case, asked, faults), "refusal": refusal}
        context["errors"] = [FormError(name, words) for name, words in faults.items()]
        return page(request, FORM, context, status=REFUSED)
    return HttpResponseRedirect(reverse("employer:own_application", args=[number]))


@may_act
@require_POST
def taking_back(request: AgentRequest, number: str) -> HttpResponse:
    """撤回: before it is decided."""
    try:
        withdraw_application(
            employer=request.employer,
            number=number,
            agent=request.agent,
            today=request.today,
        )
    except Refusal as refusal:
        case = case_of(employer=request.employer, number=number)
        context = {**_one(request, case), "refusal": refusal}
        return page(request, ONE, context, status=REFUSED)
    return HttpResponseRedirect(reverse("employer:own_application", args=[number]))


def _with_papers(case: Case, asked: dict[str, str]) -> dict[str, str]:
    """Papers that were not marked are not asked for again: they stay as they are."""
    kept = {f"paper_{place}": one.number for place, one in enumerate(case.papers)}
    return {**kept, **asked}


def _form(
    request: AgentRequest, kind: Kind, asked: dict[str, str], faults: dict[str, str]
) -> dict[str, Any]:
    return {
        "title": TITLES[kind],
        "lede": LEDES[kind],
        "crumbs": crumbs("employer:home", "employer:own_applications"),
        "fields": _fields(request, kind, asked, faults),
        "submit": "提交申请",
        "back_url": reverse("employer:own_applications"),
    }


def _fields(
    request: AgentRequest, kind: Kind, asked: dict[str, str], faults: dict[str, str]
) -> list[Field]:
    return fields_of(
        kind, employer=request.employer, asked=asked, faults=faults, today=request.today
    )


def _mend_form(
    request: AgentRequest, case: Case, asked: dict[str, str], faults: dict[str, str]
) -> dict[str, Any]:
    marked = marked_fields(case)
    every = _fields(request, Kind(case.kind), asked, faults)
    papers = "papers" in marked
    step = last_return(case)
    return {
        "title": f"补正：{case.title}",
        "lede": "只需修改退回时标明的内容，其余保持不变",
        "crumbs": crumbs("employer:home", "employer:own_applications"),
        "notes": [_why(one) for one in (step.reasons if step else [])],
        "fields": [
            one
            for one in every
            if "" in marked or one.name in marked or (papers and one.name.startswith("paper_"))
        ],
        "submit": "补正后重新提交",
        "back_url": reverse("employer:own_application", args=[case.number]),
    }


def _why(reason: dict[str, str]) -> str:
    return f"{reason['label']}{'：' if reason['words'] else ''}{reason['words']}"


def _refused(
    request: AgentRequest, kind: Kind, asked: dict[str, str], refusal: Refusal
) -> HttpResponse:
    faults = refusal.faults if isinstance(refusal, FieldsWrong) else {}
    context = {**_form(request, kind, asked, faults), "refusal": refusal}
    context["errors"] = [FormError(name, words) for name, words in faults.items()]
    return page(request, FORM, context, status=REFUSED)


def _row(case: Case) -> dict[str, Any]:
    tone, icon = TONES.get(case.state, ("tag-warn", "clock") if case.open else ("", "x"))
    return {
        "case": case,
        "url": reverse("employer:own_application", args=[case.number]),
        "tone": tone,
        "icon": icon,
    }


def _one(request: AgentRequest, case: Case) -> dict[str, Any]:
    return {
        "title": case.title,
        "crumbs": crumbs("employer:home", "employer:own_applications"),
        **_row(case),
        "steps": [
            {"step": step, "why": [_why(one) for one in step.reasons]}
            for step in steps_of(case=case)
        ],
        "mend_url": reverse("employer:own_mending", args=[case.number]),
        "back_url": reverse("employer:own_applications"),
        "take_back_url": reverse("employer:own_taking_back", args=[case.number]),
        "returned": case.state == Case.State.RETURNED,
    }
