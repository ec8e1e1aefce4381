"""我的导出, the same behind every door: ask, watch, leave, come back, fetch."""

from collections.abc import Callable
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from anju.documents.exports.ask_export import ask_export
from anju.documents.exports.asked import Asker
from anju.documents.exports.fetch_export import fetch_export
from anju.documents.exports.lists import exports_of
from anju.documents.exports.models import Export
from anju.documents.exports.write_exports import KEPT
from anju.ground.errors import Refusal
from anju.portals.shared.doors.visitors import View
from anju.portals.shared.lists.export_offer import taken
from anju.portals.shared.lists.sheet import offered
from anju.portals.shared.shell.page import REFUSED, page

SEE_OTHER = 303
SHOWN = 50


def paths(guard: Callable[[View], View]) -> list[URLPattern]:
    """The pages behind one door, opened by its own guard."""
    return [
        path("exports", guard(exports), name="exports"),
        path("exports/<int:pk>", guard(export), name="export"),
        path("exports/<int:pk>/file", guard(export_file), name="export_file"),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def exports(request: HttpRequest) -> HttpResponse:
    """我的导出: what was asked for and is still kept; a POST asks for a list's workbook."""
    if request.method != "POST":
        return _list(request)
    try:
        offer = taken(request, request.POST.get("question", ""))
        asked = ask_export(
            asker=asker_of(request),
            question=offer.question,
            wanted=offer.wanted,
            today=request.today,  # type: ignore[attr-defined]
        )
    except Refusal as refusal:
        return _list(request, refusal)
    url = reverse(f"{_door(request)}:export", args=[asked.pk])
    return HttpResponseRedirect(url, status=SEE_OTHER)


@require_safe
def export(request: HttpRequest, pk: int) -> HttpResponse:
    """One export: how far it is, and its file when it is whole."""
    found = get_object_or_404(exports_of(asker_of(request)), pk=pk)
    under_way = found.state in Export.UNDER_WAY
    context = {
        "title": "导出 Excel",
        "export": found,
        "under_way": under_way,
        "export_url": request.path,
        **_addresses(request),
        "file_url": reverse(f"{_door(request)}:export_file", args=[pk]),
        **({"refresh_seconds": 2} if under_way else {}),
    }
    return page(request, "pieces/export.html", context)


@require_safe
def export_file(request: HttpRequest, pk: int) -> HttpResponse:
    """下载: the workbook, logged."""
    found = get_object_or_404(exports_of(asker_of(request)), pk=pk)
    try:
        book = fetch_export(export=found, by=asker_of(request), now=timezone.now())
    except Refusal as refusal:
        return _list(request, refusal)
    return offered(book, filename=f"{found.filename}.xlsx", title=found.title)


def _list(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    door = _door(request)
    rows = [
        {
            "export": one,
            "url": reverse(f"{door}:export", args=[one.pk]),
            "file_url": reverse(f"{door}:export_file", args=[one.pk]),
        }
        for one in exports_of(asker_of(request))[:SHOWN]
    ]
    context = {
        "title": "我的导出",
        "refusal": refusal,
        "rows": rows,
        "kept_days": KEPT.days,
        **_addresses(request),
    }
    status = REFUSED if refusal else 200
    return page(request, "pieces/exports.html", context, status=status)


def _addresses(request: HttpRequest) -> dict[str, Any]:
    door = _door(request)
    home = cast(Any, request).visitor.home_url
    return {"exports_url": reverse(f"{door}:exports"), "home_url": home}


def _door(request: HttpRequest) -> str:
    return request.resolver_match.namespace if request.resolver_match else ""


def asker_of(request: HttpRequest) -> Asker:
    """Who stands at this door; of an agent with the employer he acts for."""
    known = cast(Any, request)
    return Asker(
        holder=known.visit.holder,
        holder_id=known.visit.holder_id,
        visit_id=known.visit.pk,
        employer=getattr(known, "employer", None),
    )
