"""抽检复查: what was approved by rule and drawn by the seed is looked at again (C3.2)."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from anju.cases.absences import IsAway
from anju.cases.actors import staff_acts
from anju.cases.models import SecondLook
from anju.cases.sample import record_look, take_second_look
from anju.cases.take_next_case import NothingWaits
from anju.ground.errors import Refusal
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.review.leaves import leaves_of_case
from anju.portals.counter.review.screen import name_of
from anju.portals.shared.fields import answer
from anju.portals.shared.shell.page import REFUSED, page
from anju.portals.shared.withdrawals.case_flow import business_of, lines_of

PIECE = "pieces/counter/review/look.html"


@staff_only
@require_safe
def second_looks(request: StaffRequest) -> HttpResponse:
    """The look he holds, and how the samples stand."""
    return _show(request)


@staff_only
@require_POST
def second_look_next(request: StaffRequest) -> HttpResponse:
    """领取: one at random of those in which he had no hand."""
    try:
        take_second_look(by=staff_acts(request.staff), today=request.today)
    except (NothingWaits, IsAway) as refusal:
        return _show(request, refusal)
    return HttpResponseRedirect(reverse("counter:second_looks"))


@staff_only
@require_POST
def second_look_result(request: StaffRequest, number: str) -> HttpResponse:
    """无异议 or 有异议, with an opinion."""
    try:
        record_look(
            number=number,
            confirmed=answer(request, "act") == "confirm",
            opinion=answer(request, "opinion"),
            by=staff_acts(request.staff),
            today=request.today,
        )
    except SecondLook.DoesNotExist:
        return HttpResponseRedirect(reverse("counter:second_looks"))
    except Refusal as refusal:
        return _show(request, refusal)
    return HttpResponseRedirect(reverse("counter:second_looks"))


def _show(request: StaffRequest, refusal: Refusal | None = None) -> HttpResponse:
    looks = SecondLook.objects.select_related("case__member", "case__employer", "draw")
    mine = looks.filter(given_to=request.staff, result=SecondLook.Result.WAITING).first()
    case = mine.case if mine else None
    context = {
        "title": "抽检复查",
        "wide": True,
        "crumbs": [{"label": "工作台", "url": reverse("counter:desk")}],
        "look": mine,
        "case": case,
        "business": business_of(case) if case else "",
        "person": name_of(case) if case else "",
        "leaves": leaves_of_case(case) if case else [],
        "lines": lines_of(case) if case else [],
        "waiting": looks.filter(result=SecondLook.Result.WAITING).count(),
        "done": looks.exclude(result=SecondLook.Result.WAITING).order_by("-looked_on", "-pk")[
            :20
        ],
        "refusal": refusal,
    }
    return page(request, PIECE, context, status=REFUSED if refusal else 200)
