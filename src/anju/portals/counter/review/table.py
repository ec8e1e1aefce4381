"""审核台: the next case is given out and shown; nothing is chosen (C3.1, C3.6)."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from anju.cases.actors import staff_acts
from anju.cases.alike import batches
from anju.cases.effort import own_day
from anju.cases.lists import held_by, laid_aside_by, queue_figures
from anju.cases.models import Case
from anju.cases.take_next_case import NothingWaits, take_next_case
from anju.ground.errors import Refusal
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.review.kinds import KINDS, states_of
from anju.portals.counter.review.screen import renewed, screen_of
from anju.portals.shared.shell.page import REFUSED, page

TABLE, ONE = "pieces/counter/review/table.html", "pieces/counter/review/case.html"


@staff_only
@require_safe
def review(request: StaffRequest) -> HttpResponse:
    """What waits, what was laid aside, which alike ones may be decided together."""
    return show_table(request)


@staff_only
@require_POST
def review_next(request: StaffRequest) -> HttpResponse:
    """下一件: given out; with `besides` another than the one on the screen."""
    return next_case(request, besides=request.POST.get("besides", ""))


@staff_only
@require_safe
def review_case(request: StaffRequest, number: str) -> HttpResponse:
    """One case on one screen; only for the officer it was given to."""
    held = given(request, number)
    if held is None:
        return HttpResponseRedirect(reverse("counter:review"))
    return page(request, ONE, screen_of(request, renewed(held, request.today)))


def next_case(request: StaffRequest, *, besides: str = "") -> HttpResponse:
    """Give out the next case and lead to it, or to the table when nothing waits."""
    try:
        taken = take_next_case(
            by=staff_acts(request.staff),
            states=states_of(request.staff),
            today=request.today,
            kinds=KINDS,
            besides=besides,
        )
    except NothingWaits:
        return HttpResponseRedirect(f"{reverse('counter:review')}?empty=1")
    except Refusal as refusal:
        return show_table(request, refusal)
    return HttpResponseRedirect(reverse("counter:review_case", args=[taken.number]))


def given(request: StaffRequest, number: str) -> Case | None:
    """The case of this number, if the officer holds it today and his role has its stage."""
    return _held(request).filter(number=number).first()


def _held(request: StaffRequest) -> QuerySet[Case]:
    """What lies before him: a role that was taken away takes its stage along (security E5)."""
    held = held_by(staff=request.staff, today=request.today)
    return held.filter(kind__in=KINDS, state__in=states_of(request.staff))


def show_table(request: StaffRequest, refusal: Refusal | None = None) -> HttpResponse:
    """The table without a case on it."""
    states = states_of(request.staff)
    done, median = own_day(by=request.staff, day=request.today)
    context: dict[str, Any] = {
        "title": "审核台",
        "wide": True,
        "crumbs": [{"label": "工作台", "url": reverse("counter:desk")}],
        "held": _held(request),
        "aside": laid_aside_by(staff=request.staff),
        "figures": queue_figures(states=states, kinds=list(KINDS), today=request.today),
        "batches": batches(states=states, today=request.today),
        "done_today": done,
        "median": median,
        "empty": "empty" in request.GET,
        "refusal": refusal,
    }
    return page(request, TABLE, context, status=REFUSED if refusal else 200)
