"""切换单位: an agent of several employers goes on for another of them."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from anju.ground.errors import Refusal
from anju.identity.employers.switch_employer import served_by, switch_employer
from anju.portals.employer.door import AgentRequest, agents_only
from anju.portals.employer.ways import crumbs
from anju.portals.shared.fields import answer
from anju.portals.shared.shell.page import REFUSED, page


@agents_only
@require_http_methods(["GET", "HEAD", "POST"])
def switch(request: AgentRequest) -> HttpResponse:
    """The employers one acts for, and the way over to each."""
    refusal: Refusal | None = None
    if request.method == "POST":
        asked = answer(request, "appointment")
        wanted = int(asked) if asked.isdecimal() and len(asked) < 19 else 0
        try:
            switch_employer(visit=request.visit, appointment_id=wanted, now=timezone.now())
            return HttpResponseRedirect(reverse("employer:home"))
        except Refusal as refused:
            refusal = refused
    context = {
        "title": "切换单位",
        "crumbs": crumbs("employer:home"),
        "served": served_by(request.agent.pk),
        "current": request.appointment.pk,
        "bound": request.visit.certificate_id is not None,
        "refusal": refusal,
    }
    status = REFUSED if refusal else 200
    return page(request, "pieces/employer/switch.html", context, status=status)
