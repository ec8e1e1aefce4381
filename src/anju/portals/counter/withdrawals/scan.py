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
from anju.portals.shared.fields import Field, FormError, answer
from anju.portals.shared.page import REFUSED, page

MODES = {Type.FEN: "decimal"}


class NoScan(Refusal):
    code = "portals.no_scan"


@with_person("member")
@require_http_methods(["GET", "HEAD", "POST"])
def intake_scan(request: PersonRequest, reason: str, kind: str) -> HttpResponse:
    """What the paper says, and its pages; then back to the form."""
    if kind not in Kind.values:
        raise Http404
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            _keep(request, kind)
        except Refusal as refused:
            refusal = refused
        else:
            return HttpResponseRedirect(reverse("counter:intake_form", args=[reason]))
    return _show(request, reason, kind, refusal)


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


def _show(
    request: PersonRequest, reason: str, kind: str, refusal: Refusal | None
) -> HttpResponse:
    faults = faults_in(refusal, "faults")
    back = reverse("counter:intake_form", args=[reason])
    context = {
        "title": f"扫描{Kind(kind).label}",
        "crumbs": [
            *crumbs(("查个人", FILE), ("提取受理", "counter:intake")),
            {"label": "填写申请", "url": back},
        ],
        "back_url": back,
        "person": banner(request.person),
        "shows": rule_of(kind).shows,
        "fields": [
            _field(request, ask, faults.get(ask.name, "")) for ask in rule_of(kind).asks
        ],
        "errors": [FormError(name, words) for name, words in faults.items()],
        "refusal": None if faults else refusal,
    }
    return page(request, f"{PIECES}/scan.html", context, status=REFUSED if refusal else 200)


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
