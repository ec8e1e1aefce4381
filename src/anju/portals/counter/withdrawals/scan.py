"""扫描材料: a paper the person has brought goes into his own wallet, as the counter's scan."""

from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from anju.documents.materials.add_file import add_file
from anju.documents.materials.clean_file import MOST_BYTES, TooLarge
from anju.documents.materials.kinds import Ask, Kind, Type, rule_of
from anju.documents.materials.make_material import make_material
from anju.ground.errors import Refusal
from anju.portals.counter.persons.opened import PersonRequest, banner, with_person
from anju.portals.counter.withdrawals.frame import FILE, PIECES, crumbs, faults_in, member_in
from anju.portals.counter.withdrawals.under_way import asked_for
from anju.portals.shared.fields import Field, FormError, answer
from anju.portals.shared.shell.page import REFUSED, page

MODES = {Type.FEN: "decimal"}


class NoScan(Refusal):
    code = "portals.no_scan"


@with_person("member")
@require_http_methods(["GET", "HEAD", "POST"])
def intake_scan(request: PersonRequest, reason: str, kind: str) -> HttpResponse:
    """What the paper says, and its pages; then back to the form."""
    return _scan(request, kind, "填写申请", reverse("counter:intake_form", args=[reason]))


@with_person("member")
@require_http_methods(["GET", "HEAD", "POST"])
def mending_scan(request: PersonRequest, number: str, kind: str) -> HttpResponse:
    """The same for a mending: the new paper is then chosen there."""
    asked_for(request, number)
    return _scan(request, kind, "补正", reverse("counter:intake_mending", args=[number]))


def _scan(request: PersonRequest, kind: str, label: str, back: str) -> HttpResponse:
    if kind not in Kind.values:
        raise Http404
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            _keep(request, kind)
        except Refusal as refused:
            refusal = refused
        else:
            return HttpResponseRedirect(back)
    return page(
        request,
        f"{PIECES}/scan.html",
        {**_shown(request, kind, refusal), **_frame(kind, label, back)},
        status=REFUSED if refusal else 200,
    )


def _keep(request: PersonRequest, kind: str) -> None:
    files = request.FILES.getlist("file")
    if not files:
        raise NoScan("还没有选择文件，请扫描或拍照后选择图片或 PDF。")
    with transaction.atomic():
        material = make_material(
            member=member_in(request),
            kind=kind,
            typed={ask.name: answer(request, ask.name) for ask in rule_of(kind).asks},
            channel="counter",
        )
        for one in files:
            if (one.size or 0) > MOST_BYTES:
                raise TooLarge("文件超过 10 MB，请降低扫描分辨率，或分成几个文件。")
            add_file(
                material=material,
                name=one.name or "",
                content=one.read(),
                now=timezone.now(),
            )


def _frame(kind: str, label: str, back: str) -> dict[str, object]:
    return {
        "title": f"扫描{Kind(kind).label}",
        "crumbs": [
            *crumbs(("查个人", FILE), ("提取受理", "counter:intake")),
            {"label": label, "url": back},
        ],
        "back_url": back,
    }


def _shown(request: PersonRequest, kind: str, refusal: Refusal | None) -> dict[str, object]:
    faults = faults_in(refusal, "faults")
    return {
        "person": banner(request.person),
        "shows": rule_of(kind).shows,
        "fields": [
            _field(request, ask, faults.get(ask.name, "")) for ask in rule_of(kind).asks
        ],
        "errors": [FormError(name, words) for name, words in faults.items()],
        "refusal": None if faults else refusal,
    }


def _field(request: PersonRequest, ask: Ask, fault: str) -> Field:
    return Field(
        ask.name,
        ask.label,
        value=answer(request, ask.name),
        type="date" if ask.type is Type.DATE else "text",
        error=fault,
        required=ask.needed,
        inputmode=MODES.get(ask.type, ""),
        autocomplete="off",
    )
