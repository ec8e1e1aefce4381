"""转账汇款: the page of a remittance that waits for its money, and taking it back."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from anju.contributions.collecting import collection_account
from anju.contributions.models import Remittance
from anju.contributions.suspense.settle_transfer import came_fen
from anju.contributions.suspense.withdraw_transfer import withdraw_transfer
from anju.ground.errors import Refusal
from anju.policy.rules import value
from anju.portals.employer.door import AgentRequest, may_act
from anju.portals.employer.figures import span_of
from anju.portals.employer.ways import crumbs
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.shell.page import REFUSED, page

PIECE = "pieces/employer/awaited.html"
State = Remittance.State


def is_awaited(found: Remittance) -> bool:
    """Whether the remittance is a transfer that is not booked, or never will be."""
    return bool(found.method == Remittance.Method.TRANSFER and found.state != State.POSTED)


def awaited_page(
    request: AgentRequest, found: Remittance, *, refusal: Refusal | None = None
) -> HttpResponse:
    """Reference, account and sum to copy; what has come so far; the way back."""
    status = REFUSED if refusal else 200
    return page(request, PIECE, {**_context(request, found), "refusal": refusal}, status=status)


@may_act
@fresh
@require_POST
def withdrawal(request: AgentRequest, number: str) -> HttpResponse:
    """撤回: the months are open again; what came in part stays the employer's own."""
    try:
        withdraw_transfer(number=number, employer=request.employer, by=request.agent.name)
    except Refusal as refusal:
        found = Remittance.objects.filter(employer=request.employer, number=number).first()
        if found is None:
            return page(request, "pieces/refusal.html", {"refusal": refusal}, status=REFUSED)
        return awaited_page(request, found, refusal=refusal)
    return HttpResponseRedirect(reverse("employer:remittance", args=[number]))


def _context(request: AgentRequest, found: Remittance) -> dict[str, Any]:
    come = came_fen(found) if found.state == State.WAITING else 0
    into = value("bank.collection_account", on=request.today)
    return {
        "title": "转账汇款",
        "crumbs": crumbs("employer:home", "employer:month"),
        "found": found,
        "span": span_of(found),
        "waiting": found.state == State.WAITING,
        "booking": found.state == State.PROCESSING,
        "come_fen": come,
        "lacks_fen": found.total_fen - come,
        "into": collection_account(request.today),
        "bank_name": into.bank_name,
        "arrivals": found.arrivals.select_related("arrival").order_by("id"),
        "url": reverse("employer:remittance", args=[found.number]),
        "withdraw_url": reverse("employer:remittance_withdrawal", args=[found.number]),
        "again_url": reverse("employer:remittances"),
        "whereabouts_url": reverse("employer:whereabouts"),
        "refresh_seconds": 5 if found.state in (State.WAITING, State.PROCESSING) else 0,
    }
