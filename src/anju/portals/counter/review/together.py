"""批量审批: alike clean cases on one page, one decision, a step of its own for each (C3.7)."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from anju.cases.absences import IsAway
from anju.cases.actors import staff_acts
from anju.cases.alike import Result, check_alike, decide_alike, take_alike
from anju.cases.digest import digest_of
from anju.cases.models import Case
from anju.cases.steps import NotGivenToYou
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.review.decisions import decide_step
from anju.portals.counter.review.kinds import KINDS, states_of
from anju.portals.counter.review.screen import name_of
from anju.portals.counter.review.table import given, show_table
from anju.portals.shared.fields import answer
from anju.portals.shared.shell.page import page

PIECE = "pieces/counter/review/together.html"


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def review_together(request: StaffRequest, kind: str, state: str) -> HttpResponse:
    """Up to twenty cases of the business in ?title= are given out at once.

    Who is unticked waits for a look of its own.
    """
    if kind not in KINDS or state not in states_of(request.staff):
        raise Http404
    results = _decided(request, kind, state) if request.method == "POST" else []
    by, title = staff_acts(request.staff), _title(request)
    try:
        cases = take_alike(
            kind=kind, title=title, state=Case.State(state), by=by, today=request.today
        )
    except IsAway as refusal:
        return show_table(request, refusal)
    context = {
        "title": "批量审批",
        "wide": True,
        "crumbs": [
            {"label": "工作台", "url": reverse("counter:desk")},
            {"label": "审核台", "url": reverse("counter:review")},
        ],
        "rows": [
            {"case": one, "person": name_of(one), "seen": digest_of(one)} for one in cases
        ],
        "total_fen": sum(one.amount_fen or 0 for one in cases),
        "results": results,
        "done": sum(one.done for one in results),
        "opinion": "材料齐全，同意受理" if state == Case.State.WAITING else "同意",
    }
    return page(request, PIECE, context)


def _decided(request: StaffRequest, kind: str, state: str) -> list[Result]:
    opinion = answer(request, "opinion")
    seen = {
        number: answer(request, f"seen:{number}") for number in request.POST.getlist("number")
    }

    def decide(number: str, digest: str) -> None:
        case = given(request, number)
        if case is None:
            raise NotGivenToYou("这件办件已不在您手上，没有办理。")
        check_alike(
            case=case, kind=kind, title=_title(request), state=state, today=request.today
        )
        decide_step(request, case, approve=True, opinion=opinion, seen=digest)

    return decide_alike(seen=seen, decide=decide)


def _title(request: StaffRequest) -> str:
    """The business whose cases are alike: a kind may hold several, as withdrawals do."""
    return request.GET.get("title", "")
