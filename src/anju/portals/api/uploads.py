"""名单: hand a file in, ask how far it is, take it back with what is wrong."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from ninja import File, Form, Router, UploadedFile

from anju.contributions.models import RosterUpload
from anju.contributions.uploads.corrections import register_with
from anju.contributions.uploads.explain_errors import explain_errors
from anju.contributions.uploads.files import digest_of
from anju.contributions.uploads.follow_upload import percent_of
from anju.contributions.uploads.read_upload import take_upload
from anju.identity.tokens.do_once import Answered
from anju.portals.api.door import Scope, actor_of, agent_of, employer_of, needs, once, today
from anju.portals.api.problems import BadRequest, NotThere
from anju.portals.api.shapes import UploadState

router = Router()
SCOPES = ("everybody", "changes")


@router.post("", response={202: UploadState})
@needs(Scope.UPLOAD, "file", "scope")
def hand_in(
    request: HttpRequest, file: File[UploadedFile], scope: Form[str] = "everybody"
) -> Any:
    """上传名单: the same file as on the web; 202 with where to ask."""
    if scope not in SCOPES:
        raise BadRequest("scope 只能是 everybody（全部职工）或 changes（只列有变化的职工）。")
    content = file.read(settings.ROSTER_UPLOAD_MOST_BYTES + 1)
    name = file.name or ""

    def deed() -> Answered:
        upload = take_upload(
            employer=employer_of(request),
            filename=name,
            content=content,
            by=actor_of(request),
            whole=scope == "everybody",
            agent=agent_of(request),
        )
        return Answered(202, _state(upload))

    return once(request, (scope, name, digest_of(content)), deed)


@router.get("/{int:pk}", response=UploadState, url_name="upload")
@needs(Scope.READ)
def upload(request: HttpRequest, pk: int) -> dict[str, Any]:
    """How far a roster is read."""
    return _state(_own(request, pk))


@router.get("/{int:pk}/workbook", url_name="workbook")
@needs(Scope.READ)
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The workbook with reasons, ways, and the failed rows, as on the web."""
    found = _own(request, pk)
    if found.state != RosterUpload.State.COMPARED:
        raise NotThere("这份名单还没有比对完，没有错误说明可以下载。")
    with TemporaryDirectory() as folder:
        out = explain_errors(upload=found, today=today(), out=Path(folder) / "marked.xlsx")
        stream = io.BytesIO(out.read_bytes())
    return FileResponse(stream, as_attachment=True, filename=f"upload-{found.pk}.xlsx")  # type: ignore[return-value]


def _own(request: HttpRequest, pk: int) -> RosterUpload:
    found = RosterUpload.objects.filter(
        pk=min(pk, 2**62), employer=employer_of(request)
    ).first()
    if found is None:
        raise NotThere("贵单位没有这份名单。")
    return found


def _state(upload: RosterUpload) -> dict[str, Any]:
    register = register_with(upload)
    links = {"self": reverse("api:upload", args=[upload.pk])}
    if register is not None:
        links["register"] = reverse("api:register", args=[register.number])
        links["workbook"] = reverse("api:workbook", args=[upload.pk])
    return {
        "id": upload.pk,
        "state": upload.state,
        "state_label": upload.get_state_display(),
        "step": upload.step,
        "rows_done": upload.rows_done,
        "rows_all": upload.rows_all,
        "percent": 100 if register else percent_of(upload),
        "doubts": upload.doubts,
        "refusal": upload.refusal,
        "register_number": register.number if register else None,
        "links": links,
    }
