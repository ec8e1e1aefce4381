"""指认列: what a column of the employer's own list means, said once and remembered."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from anju.contributions.models import RosterUpload
from anju.contributions.roster.header_words import LABELS
from anju.contributions.uploads.ask_columns import ASKED_FIELDS, AskedSheet, asked_sheet
from anju.contributions.uploads.teach_columns import NotAsked, forget_columns, teach_columns
from anju.ground.errors import Refusal
from anju.portals.employer.door import AgentRequest, may_act
from anju.portals.employer.ways import crumbs, urls
from anju.portals.shared.fields import answer
from anju.portals.shared.shell.page import REFUSED, page

PIECE = "pieces/employer/columns.html"
CHOICES = (("", "不使用这一列"), *((field, LABELS[field]) for field in ASKED_FIELDS))


@may_act
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: AgentRequest, pk: int) -> HttpResponse:
    """The columns with what stands in them; the agent chooses what each one is."""
    found = get_object_or_404(RosterUpload, pk=pk, employer=request.employer)
    sheet = asked_sheet(found) if found.state == RosterUpload.State.ASKING else None
    if sheet is None:
        return HttpResponseRedirect(reverse("employer:upload", args=[pk]))
    refusal: Refusal | None = None
    if request.method == "POST":
        fields = {one.letter: answer(request, one.letter) for one in sheet.columns}
        try:
            teach_columns(
                upload=found, fields=fields, by=request.agent.name, now=timezone.now()
            )
            return HttpResponseRedirect(reverse("employer:upload", args=[pk]))
        except NotAsked:
            return HttpResponseRedirect(reverse("employer:upload", args=[pk]))
        except Refusal as refused:
            refusal = refused
    return page(
        request,
        PIECE,
        _context(request, found, sheet, refusal),
        status=REFUSED if refusal else 200,
    )


@may_act
@require_POST
def forgetting(request: AgentRequest, pk: int) -> HttpResponse:
    """忘记: the next list with this header is asked about again."""
    forget_columns(employer=request.employer, taught=pk, by=request.agent.name)
    return HttpResponseRedirect(reverse("employer:uploads"))


def _context(
    request: AgentRequest, upload: RosterUpload, sheet: AskedSheet, refusal: Refusal | None
) -> dict[str, Any]:
    chosen = request.POST if request.method == "POST" else {}
    return {
        "title": "指认列",
        "crumbs": crumbs("employer:home", "employer:month", "employer:register"),
        "urls": urls(),
        "upload": upload,
        "sheet": sheet,
        "columns": [(one, chosen.get(one.letter, one.field)) for one in sheet.columns],
        "choices": CHOICES,
        "refusal": refusal,
        "cancel_url": reverse("employer:cancellation", args=[upload.pk]),
    }
