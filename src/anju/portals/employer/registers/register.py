"""A draft register on the screen: what changes, what that makes the sum, and submitting it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from anju.contributions.lists import register_of, register_sums
from anju.contributions.models import Line, Register
from anju.contributions.registers.choose_month import choose_month, months_to_choose
from anju.contributions.registers.edit_register import (
    Edit,
    RegisterMoved,
    drop_register,
    edits_since,
)
from anju.contributions.registers.kinds import only_kind
from anju.contributions.registers.lists import kinds_in, lines_of, place_of
from anju.contributions.registers.open_register import draft_of, open_register
from anju.contributions.review.kinds import REGISTER
from anju.contributions.review.lists import waiting_about
from anju.contributions.review.submit_deed import Deed
from anju.contributions.uploads.corrections import latest_of
from anju.ground.calendar import Month, contribution_due_on
from anju.ground.errors import Refusal
from anju.portals.employer.door import AgentRequest, agents_only, may_act
from anju.portals.employer.figures import shown_sums
from anju.portals.employer.registers.asked import SIZES, asked_of, size_of, state_of
from anju.portals.employer.registers.fixes import fixes_of
from anju.portals.employer.registers.places import TABS, title_of, url_of
from anju.portals.employer.registers.tools import tools_of
from anju.portals.employer.review.hand_in import go_on, hand_in
from anju.portals.employer.ways import crumbs, urls
from anju.portals.shared.doors.hours import ask_open
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.doors.words import searchable
from anju.portals.shared.fields import answer
from anju.portals.shared.lists.paging import Paging, paging_of
from anju.portals.shared.shell.page import REFUSED, page

PIECE, DROP = "pieces/employer/register.html", "pieces/employer/register_drop.html"


@agents_only
@searchable
@require_safe
def register(request: AgentRequest, kind: str = Register.Kind.CHANGES) -> HttpResponse:
    """清册: the draft two agents share; who may act opens one if there is none."""
    if not request.rights.act:
        found = draft_of(request.employer, Register.Kind(kind))
        if found is None:
            return page(request, "pieces/employer/register_none.html", _none(request, kind))
    else:
        found = open_register(
            employer=request.employer, by=request.agent.name, kind=Register.Kind(kind)
        )
    return page(request, PIECE, register_context(request, found))


@may_act
@fresh
@require_POST
def submission(request: AgentRequest) -> HttpResponse:
    """提交: the good lines take effect; what turned bad meanwhile is shown instead."""
    draft = own_register(request)
    try:
        ask_open("register")
        outcome = hand_in(request, _deed(request, draft))
    except Refusal as refusal:
        return moved(request, draft, refusal)
    return go_on(outcome, reverse("employer:register_done", args=[draft.number]))


def _deed(request: AgentRequest, draft: Register) -> Deed:
    """The draft in the version its form speaks of, which may wait for a second person."""
    payload = {
        "register": draft.pk,
        "version": edit_of(request, draft).version,
        "whole": request.POST.get("accept") == "all",
    }
    return Deed(REGISTER, f"register/{draft.pk}", payload)


@may_act
@require_POST
def dropping(request: AgentRequest) -> HttpResponse:
    """作废: asked once more, with what would be lost; then the draft is given up."""
    draft = own_register(request)
    if not answer(request, "sure"):
        return page(request, DROP, _drop_context(request, draft))
    try:
        drop_register(edit=edit_of(request, draft))
    except Refusal as refusal:
        return moved(request, draft, refusal)
    return HttpResponseRedirect(reverse("employer:filing", args=[draft.number]))


def _drop_context(request: AgentRequest, draft: Register) -> dict[str, Any]:
    title = title_of(draft.kind, today=request.today)
    return {
        "title": f"作废{title}",
        "crumbs": [*crumbs("employer:home"), {"label": title, "url": url_of(draft)}],
        "urls": urls(),
        "register": draft,
        "version": seen_version(request),
        "lines": draft.lines.count(),
        "back_url": url_of(draft),
    }


@may_act
@require_POST
def month_choice(request: AgentRequest) -> HttpResponse:
    """生效月份: from which month on the register's changes count."""
    draft = own_register(request)
    try:
        choose_month(edit=edit_of(request, draft), month=Month.parse(answer(request, "month")))
    except Refusal as refusal:
        return moved(request, draft, refusal)
    return HttpResponseRedirect(url_of(draft))


def _none(request: AgentRequest, kind: str) -> dict[str, Any]:
    title = title_of(kind, today=request.today)
    return {"title": title, "crumbs": crumbs("employer:home"), "urls": urls()}


def own_register(request: AgentRequest) -> Register:
    """The register a form speaks of, if it is this employer's own."""
    return register_of(employer=request.employer, number=request.POST.get("register", ""))


def seen_version(request: HttpRequest) -> int:
    """Which version the form was made from; a form without one has seen none."""
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 10 else 0


def edit_of(request: AgentRequest, draft: Register) -> Edit:
    """Who edits which version of the draft."""
    return Edit(
        register=draft.pk,
        version=seen_version(request),
        today=request.today,
        by=request.agent.name,
    )


def moved(request: AgentRequest, draft: Register, refusal: Refusal) -> HttpResponse:
    """The register as it is now, with what was refused and what another changed on top."""
    draft.refresh_from_db()
    context = {**register_context(request, draft), "refusal": refusal}
    if isinstance(refusal, RegisterMoved):
        context["edits"] = edits_since(draft, seen_version(request))
    return page(request, PIECE, context, status=REFUSED)


def register_context(request: AgentRequest, draft: Register) -> dict[str, Any]:
    """Everything the register's piece shows."""
    asked, sums = asked_of(request), register_sums(register=draft)
    lines = lines_of(register=draft, asked=asked)
    shown = _paging(request, lines, lines.count())
    is_draft = draft.state == Register.State.DRAFT
    may = request.rights.act and is_draft and only_kind(draft) != Line.Kind.TRANSFER
    return {
        "title": title_of(draft.kind, today=request.today),
        "wide": True,
        "crumbs": crumbs("employer:home", "employer:month"),
        "urls": urls(),
        "employer": request.employer,
        "register": draft,
        "mixed": only_kind(draft) is None,
        "is_draft": is_draft,
        "waiting": waiting_about(register=draft) if is_draft else None,
        "may_act": request.rights.act,
        "due_on": contribution_due_on(draft.month, request.employer.payday),
        "counts": {"all": sums.good + sums.bad, "good": sums.good, "bad": sums.bad},
        "sums": shown_sums(sums),
        "asked": asked,
        "shows": _shows(request, sums.good, sums.bad),
        "tabs": _tabs(request, draft),
        "tools": tools_of(draft, only_kind(draft) or asked.kind) if may else (),
        "sizes": [(size, state_of(request, size=str(size), page="")) for size in SIZES],
        "months": months_to_choose(register=draft, today=request.today) if may else [],
        "state": state_of(request, page=str(shown.number) if shown.number > 1 else ""),
        "sorts": {name: state_of(request, sort=name, page="") for name in SORTED},
        "search_state": _search_state(request),
        "shown": shown,
        "lines": [(line, fixes_of(line)) for line in lines[shown.slice]],
        "upload": latest_of(draft),
        "export_url": f"{_export_url(draft)}?{state_of(request)}",
    }


SORTED = ("name", "kind", "base", "effect")


def _paging(request: AgentRequest, lines: Any, total: int) -> Paging:
    """The page asked for, or the one on which a row stands that was just edited.

    Where the row is in the list no more (it is not bad any longer), the page one was on.
    """
    size = size_of(request)
    row, was = request.GET.get("row", ""), request.GET.get("was", "")
    if "page" in request.GET or not row.isdecimal():
        return paging_of(request, total=total, size=size)
    place_in = place_of(lines=lines, line=int(row))
    number = int(was) if was.isdecimal() and len(was) < 7 else 1
    if place_in is not None:
        number = place_in // size + 1
    last = max(1, -(-total // size))
    return Paging(number=min(max(number, 1), last), size=size, total=total)


def _shows(request: AgentRequest, good: int, bad: int) -> list[dict[str, Any]]:
    here = asked_of(request).show
    words = (("all", "全部", good + bad), ("bad", "需修改", bad), ("good", "已通过", good))
    return [
        {
            "label": label,
            "count": count,
            "state": state_of(request, show=show, page="") or "show=all",
            "here": show == here,
        }
        for show, label, count in words
    ]


def _tabs(request: AgentRequest, draft: Register) -> list[dict[str, Any]]:
    """开户, 启封, 封存 …: the kinds of change of a mixed register, each with its count."""
    if only_kind(draft) is not None:
        return []
    here, counted = asked_of(request).kind, kinds_in(register=draft)
    named = {"": "全部", **TABS}
    return [
        {
            "label": label,
            "count": counted.get(kind, 0) if kind else sum(counted.values()),
            "state": state_of(request, tab=kind, page="") or "tab=",
            "here": kind == here,
        }
        for kind, label in named.items()
        if kind != Line.Kind.UNCLEAR or counted.get(kind)
    ]


def _search_state(request: AgentRequest) -> list[tuple[str, str]]:
    """What a search takes along as hidden fields."""
    return [
        (name, text)
        for name in ("show", "tab", "sort", "size")
        if (text := request.GET.get(name, ""))
    ]


def _export_url(draft: Register) -> str:
    return reverse("employer:register_export", args=[draft.number])
