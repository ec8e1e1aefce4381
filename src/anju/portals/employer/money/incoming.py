"""One arrival of an employer: what the bank told, where it lies, what may be done with it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from anju.contributions.models import Remittance, Suspense
from anju.contributions.receipts import subject_of
from anju.contributions.suspense.ask import Asker, ask_return
from anju.contributions.suspense.claim import (
    ArrivalNotYours,
    confirm_arrival,
    disown_arrival,
    put_arrival_by,
)
from anju.documents.lists import receipt_about
from anju.ground.errors import Refusal
from anju.ground.masks import mask_card
from anju.identity.employers.rights import Deed
from anju.portals.employer.door import AgentRequest, agents_only
from anju.portals.employer.ways import crumbs
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import BadForm, Field
from anju.portals.shared.fields import answer as typed
from anju.portals.shared.shell.page import REFUSED, page

PIECE = "pieces/employer/incoming.html"
OPEN = Suspense.State.OPEN


@agents_only
@require_http_methods(["GET", "HEAD", "POST"])
def incoming(request: AgentRequest, number: str) -> HttpResponseBase:
    """Look at it; a POST confirms, disowns, puts by or asks for its return."""
    if request.method == "POST":
        return _act(request, number)
    return _show(request, number)


@fresh
def _act(request: AgentRequest, number: str) -> HttpResponse:
    try:
        request.rights.check(Deed.ACT)
        step = STEPS.get(typed(request, "step"))
        if step is None:
            raise BadForm("请从页面上选择要办的事。")
        step(request, number)
    except ArrivalNotYours as refusal:
        return page(request, "pieces/refusal.html", {"refusal": refusal}, status=REFUSED)
    except Refusal as refusal:
        return _show(request, number, refusal)
    if typed(request, "step") == "disown":
        return HttpResponseRedirect(reverse("employer:whereabouts"))
    return HttpResponseRedirect(reverse("employer:incoming", args=[number]))


def _confirm(request: AgentRequest, number: str) -> None:
    confirm_arrival(
        number=number, employer=request.employer, today=request.today, by=request.agent.name
    )


def _disown(request: AgentRequest, number: str) -> None:
    disown_arrival(number=number, employer=request.employer, by=request.agent.name)


def _put_by(request: AgentRequest, number: str) -> None:
    put_arrival_by(
        number=number, employer=request.employer, today=request.today, by=request.agent.name
    )


def _ask_return(request: AgentRequest, number: str) -> None:
    ask_return(
        number=number,
        employer=request.employer,
        reason=typed(request, "reason"),
        asker=Asker(request.agent.name),
        today=request.today,
    )


STEPS: dict[str, Callable[[AgentRequest, str], None]] = {
    "confirm": _confirm,
    "disown": _disown,
    "put_by": _put_by,
    "return": _ask_return,
}


def _show(request: AgentRequest, number: str, refusal: Refusal | None = None) -> HttpResponse:
    found = (
        Suspense.objects.filter(employer=request.employer, number=number)
        .select_related("arrival", "remittance", "prepayment")
        .first()
    )
    if found is None:
        gone = ArrivalNotYours("没有这笔来款，可能已经改认给别的单位。")
        return page(request, "pieces/refusal.html", {"refusal": gone}, status=REFUSED)
    context = {
        "title": "来款",
        "crumbs": crumbs("employer:home", "employer:whereabouts"),
        "found": found,
        "payer_account": mask_card(found.arrival.payer_account),
        "asked": found.deeds.filter(state__in=["asked", "processing"]).first(),
        "ends": _ends(found),
        "refusal": refusal,
        **_may(request, found),
        "reason": Field(
            "reason",
            "退回原因",
            value=typed(request, "reason"),
            hint="只能退回到付款的账户；财务复核后由银行退款",
        ),
    }
    return page(request, PIECE, context, status=REFUSED if refusal else 200)


def _may(request: AgentRequest, found: Suspense) -> dict[str, bool]:
    """What may be done now: confirm or disown a proposal, or say what certain money is for."""
    held = found.deeds.filter(state__in=["asked", "processing"]).exists()
    acts = request.rights.act and found.state == OPEN and not held
    awaited = found.remittance is not None and found.remittance.state == "waiting"
    return {
        "may_confirm": acts and not found.sure,
        "may_use": acts and found.sure and not awaited,
        "awaited": found.state == OPEN and found.sure and awaited,
    }


def _ends(found: Suspense) -> list[dict[str, Any]]:
    """Where the money went: the deed, and its receipt."""
    if found.state != Suspense.State.ALLOTTED:
        return []
    deeds: list[tuple[str, str, Any]] = []
    if isinstance(found.remittance, Remittance):
        deeds.append(("汇缴", "employer:remittance", found.remittance))
    if found.prepayment is not None:
        name = "余款存入预缴户" if found.remittance else "存入预缴户"
        deeds.append((name, "employer:prepayment", found.prepayment))
    return [
        {
            "label": label,
            "number": deed.number,
            "url": reverse(route, args=[deed.number]),
            "receipt": receipt_about(subject=subject_of(deed)),
        }
        for label, route, deed in deeds
    ]
