"""一表通: hand in the payroll list, watch it being read, take it back with the reasons."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.http import FileResponse, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anju.contributions.models import Register, RosterUpload
from anju.contributions.remittances.due import next_unpaid
from anju.contributions.uploads.cancel_upload import cancel_upload
from anju.contributions.uploads.corrections import register_with
from anju.contributions.uploads.errors_of import errors_of
from anju.contributions.uploads.explain_errors import explain_errors
from anju.contributions.uploads.follow_upload import percent_of
from anju.contributions.uploads.read_upload import take_upload
from anju.contributions.uploads.running_upload import running_upload
from anju.ground.errors import Refusal
from anju.portals.employer.door import AgentRequest, may_act
from anju.portals.employer.registers.places import place
from anju.portals.employer.ways import crumbs, urls
from anju.portals.shared.shell.page import REFUSED, page

PIECE = "pieces/employer/upload.html"
State = RosterUpload.State


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
    if found.state in (State.COMPARED, State.ASKING):
        asking = found.state == State.ASKING
        route = reverse("employer:columns", args=[pk]) if asking else _list_of(found)
        return _on(request, route)
    if found.state == State.UNREADABLE and found.fills:
        return _on(request, f"{place(found.register_kind, 'upload')}?failed={pk}")
    if found.state == State.UNREADABLE:
        return _form(request, NoFile(found.refusal), status=200)
    if found.state == State.CANCELLED:
        return _on(request, reverse("employer:uploads"))
    RosterUpload.objects.filter(pk=pk).update(watched_at=timezone.now())
    context = {
        "title": "正在比对",
        "crumbs": crumbs("employer:home", "employer:month", "employer:register"),
        "upload": found,
        "upload_url": reverse("employer:upload", args=[found.pk]),
        "percent": percent_of(found),
        "steps": RosterUpload.Step.choices,
        "done_steps": _done(found.step),
        "home_url": reverse("employer:home"),
        "cancel_url": reverse("employer:cancellation", args=[found.pk]),
        "refresh_seconds": 2,
    }
    return page(request, "pieces/employer/upload_progress.html", context)


@may_act
@require_POST
def cancellation(request: AgentRequest, pk: int) -> HttpResponse:
    """取消读取: nothing of the file stays in the register."""
    found = get_object_or_404(RosterUpload, pk=pk, employer=request.employer)
    try:
        cancel_upload(upload=found, by=request.agent.name)
    except Refusal as refusal:
        return _form(request, refusal)
    return HttpResponseRedirect(reverse("employer:uploads"))


def _list_of(found: RosterUpload) -> str:
    """The register the file went into, at the tab of the change it was for."""
    mixed = found.register_kind == Register.Kind.CHANGES
    tab = f"?tab={found.fills}" if found.fills and mixed else ""
    return f"{place(found.register_kind)}{tab}"


def _done(step: str) -> list[str]:
    steps = list(RosterUpload.Step.values)
    return steps[: steps.index(step)]


@may_act
@require_safe
def corrected(request: AgentRequest, pk: int) -> FileResponse:
    """The same workbook with 错误原因 and 怎么改, and a sheet of the failed rows."""
    found = get_object_or_404(
        RosterUpload, pk=pk, employer=request.employer, state=State.COMPARED
    )
    with TemporaryDirectory() as folder:
        marked = explain_errors(
            upload=found, today=request.today, out=Path(folder) / "marked.xlsx"
        )
        stream = io.BytesIO(marked.read_bytes())
    name = f"{Path(found.filename).stem.removesuffix('-错误说明')}-错误说明.xlsx"
    return FileResponse(stream, as_attachment=True, filename=name)


@may_act
@require_safe
def errors(request: AgentRequest, pk: int) -> JsonResponse:
    """What is wrong with the upload's register, in the form in which programs read it."""
    found = get_object_or_404(RosterUpload, pk=pk, employer=request.employer)
    register = register_with(found)
    return JsonResponse({"errors": errors_of(register) if register else []})


def _take(request: AgentRequest) -> RosterUpload:
    file = request.FILES.get("roster")
    if file is None or not file.name:
        raise NoFile("还没有选择文件，请选择本月的工资表再上传。")
    content = file.read(settings.ROSTER_UPLOAD_MOST_BYTES + 1)
    return take_upload(
        employer=request.employer,
        filename=file.name,
        content=content,
        by=request.agent.name,
        whole=request.POST.get("scope") != "changes",
        agent=request.agent,
    )


def _form(
    request: AgentRequest, refusal: Refusal | None, *, status: int = REFUSED
) -> HttpResponse:
    context = {
        "title": "上传工资表",
        "crumbs": crumbs("employer:home", "employer:month", "employer:register"),
        "urls": urls(),
        "month": next_unpaid(request.employer),
        "most_rows": settings.ROSTER_UPLOAD_MOST_ROWS,
        "taught": request.employer.taught.order_by("-taught_at", "-pk"),
        "running": running_upload(request.employer),
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
