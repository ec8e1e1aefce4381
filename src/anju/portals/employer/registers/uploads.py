"""一表通: hand in the payroll list, watch it being read, take it back with the reasons."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.http import FileResponse, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from anju.contributions.models import RosterUpload
from anju.contributions.remittances.due import next_month
from anju.contributions.roster.annotate import annotate_roster
from anju.contributions.uploads.compare_roster import error_sentences
from anju.contributions.uploads.read_upload import file_of, take_upload
from anju.ground.errors import Refusal
from anju.portals.employer.door import AgentRequest, may_act
from anju.portals.employer.ways import crumbs, urls
from anju.portals.shared.page import REFUSED, page

PIECE = "pieces/employer/upload.html"
WAITING = {RosterUpload.State.WAITING, RosterUpload.State.READING}


class NoFile(Refusal):
    code = "portals.no_file"


@may_act
@require_http_methods(["GET", "HEAD", "POST"])
def uploads(request: AgentRequest) -> HttpResponse:
    """上传工资表: the form, and the file."""
    if request.method != "POST":
        return _form(request, None)
    try:
        upload = _take(request)
    except Refusal as refusal:
        return _form(request, refusal)
    return HttpResponseRedirect(reverse("employer:upload", args=[upload.pk]))


@may_act
@require_safe
def upload(request: AgentRequest, pk: int) -> HttpResponse:
    """How far the file is read; when it is compared, on to the register."""
    found = get_object_or_404(RosterUpload, pk=pk, employer=request.employer)
    if found.state == RosterUpload.State.COMPARED:
        return _on(request, reverse("employer:register"))
    if found.state == RosterUpload.State.UNREADABLE:
        return _form(request, NoFile(found.refusal), status=200)
    context = {
        "title": "正在比对",
        "crumbs": crumbs("employer:home", "employer:month", "employer:register"),
        "upload": found,
        "upload_url": reverse("employer:upload", args=[found.pk]),
        "refresh_seconds": 2,
    }
    return page(request, "pieces/employer/upload_progress.html", context)


@may_act
@require_safe
def corrected(request: AgentRequest, pk: int) -> FileResponse:
    """The same workbook, with a column 错误原因."""
    found = get_object_or_404(
        RosterUpload.objects.select_related("register"), pk=pk, employer=request.employer
    )
    with TemporaryDirectory() as folder:
        marked = annotate_roster(
            file_of(found),
            filename=found.filename,
            errors=error_sentences(found.register),
            out=Path(folder) / "marked.xlsx",
            sheet_name=found.sheet or None,
        )
        stream = io.BytesIO(marked.read_bytes())
    name = f"{Path(found.filename).stem}-错误说明.xlsx"
    return FileResponse(stream, as_attachment=True, filename=name)


def _take(request: AgentRequest) -> RosterUpload:
    file = request.FILES.get("roster")
    if file is None or not file.name:
        raise NoFile("还没有选择文件，请选择本月的工资表再上传。")
    content = file.read(settings.ROSTER_UPLOAD_MOST_BYTES + 1)
    return take_upload(
        employer=request.employer, filename=file.name, content=content, by=request.agent.name
    )


def _form(
    request: AgentRequest, refusal: Refusal | None, *, status: int = REFUSED
) -> HttpResponse:
    context = {
        "title": "上传工资表",
        "crumbs": crumbs("employer:home", "employer:month", "employer:register"),
        "urls": urls(),
        "month": next_month(request.employer),
        "most_megabytes": settings.ROSTER_UPLOAD_MOST_BYTES // 1024 // 1024,
        "refusal": refusal,
    }
    if "HX-Request" in request.headers and refusal:
        return _on(request, request.path)
    return page(request, PIECE, context, status=status if refusal else 200)


def _on(request: AgentRequest, url: str) -> HttpResponse:
    if "HX-Request" in request.headers:
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)
