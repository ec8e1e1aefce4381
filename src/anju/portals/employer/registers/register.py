"""The change register on the screen: what changes this month, and what that makes the sum."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from anju.contributions.lists import lines_of_register, register_of, register_sums
from anju.contributions.models import Register
from anju.contributions.registers.edit_register import Edit, drop_register
from anju.contributions.registers.open_register import draft_of, open_register
from anju.contributions.registers.submit_register import submit_register
from anju.contributions.uploads.corrections import latest_of
from anju.ground.calendar import contribution_due_on
from anju.ground.errors import Refusal
from anju.portals.employer.door import AgentRequest, agents_only, may_act
from anju.portals.employer.figures import shown_sums
from anju.portals.employer.ways import crumbs, urls
from anju.portals.shared.hours import ask_open
from anju.portals.shared.page import REFUSED, page
from anju.portals.shared.paging import paging_of
from anju.portals.shared.visitors import fresh

ROWS = 50
PIECE = "pieces/employer/register.html"


@agents_only
@require_safe
def register(request: AgentRequest) -> HttpResponse:
    """变更清册: the draft two agents share; who may act opens one if there is none."""
    if not request.rights.act:
        found = draft_of(request.employer)
        if found is None:
            return page(request, "pieces/employer/register_none.html", _none())
    else:
        found = open_register(employer=request.employer, by=request.agent.name)
    return page(request, PIECE, register_context(request, found))


@may_act
@fresh
@require_POST
def submission(request: AgentRequest) -> HttpResponse:
    """提交: the good lines take effect; what turned bad meanwhile is shown instead."""
    draft = own_register(request)
    try:
        ask_open("register")
        submit_register(edit=edit_of(request, draft), whole=request.POST.get("accept") == "all")
    except Refusal as refusal:
        return moved(request, draft, refusal)
    return HttpResponseRedirect(reverse("employer:remittances"))


@may_act
@require_POST
def dropping(request: AgentRequest) -> HttpResponse:
    """作废: the draft is given up."""
    draft = own_register(request)
    try:
        drop_register(edit=edit_of(request, draft))
    except Refusal as refusal:
        return moved(request, draft, refusal)
    return HttpResponseRedirect(reverse("employer:month"))


def _none() -> dict[str, Any]:
    return {"title": "变更清册", "crumbs": crumbs("employer:home"), "urls": urls()}


def own_register(request: AgentRequest) -> Register:
    """The register a form speaks of, if it is this employer's own."""
    return register_of(employer=request.employer, number=request.POST.get("register", ""))


def edit_of(request: AgentRequest, draft: Register) -> Edit:
    """Who edits which version of the draft; a form without a version edits none."""
    version = request.POST.get("version", "")
    return Edit(
        register=draft.pk,
        version=int(version) if version.isdecimal() and len(version) < 10 else 0,
        today=request.today,
        by=request.agent.name,
    )


def moved(request: AgentRequest, draft: Register, refusal: Refusal) -> HttpResponse:
    """The register as it is now, with what was refused on top."""
    draft.refresh_from_db()
    context = {**register_context(request, draft), "refusal": refusal}
    return page(request, PIECE, context, status=REFUSED)


def register_context(request: AgentRequest, draft: Register) -> dict[str, Any]:
    """Everything the register's piece shows."""
    show = request.GET.get("show", "all")
    sums = register_sums(register=draft)
    counts = {"all": sums.good + sums.bad, "good": sums.good, "bad": sums.bad}
    lines = lines_of_register(register=draft, show=show)
    total = counts.get(show, counts["all"])
    shown = paging_of(request, total=total, size=ROWS)
    return {
        "title": "变更清册",
        "wide": True,
        "crumbs": crumbs("employer:home", "employer:month"),
        "urls": urls(),
        "employer": request.employer,
        "register": draft,
        "is_draft": draft.state == Register.State.DRAFT,
        "may_act": request.rights.act,
        "due_on": contribution_due_on(draft.month, request.employer.payday),
        "counts": counts,
        "sums": shown_sums(sums),
        "show": show,
        "shown": shown,
        "lines": lines[shown.slice],
        "upload": latest_of(draft),
    }
