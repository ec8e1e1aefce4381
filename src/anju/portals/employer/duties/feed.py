"""订阅日历: an address with a token, given once, taken back at will; whoever has it reads."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from anju.identity.feeds.end_feed import end_feed
from anju.identity.feeds.open_feed import open_feed
from anju.identity.feeds.read_feed import read_feed
from anju.portals.employer.door import AgentRequest, agents_only
from anju.portals.employer.duties.shown import calendar_of
from anju.portals.employer.ways import crumbs
from anju.portals.shared.ics import TYPE
from anju.portals.shared.shell.page import page


@agents_only
@require_POST
def subscription(request: AgentRequest) -> HttpResponse:
    """Open a new address and show it this once, or end the living one."""
    now = timezone.now()
    if request.POST.get("press") == "end":
        end_feed(appointment=request.appointment, now=now)
        return HttpResponseRedirect(reverse("employer:calendar"))
    token = open_feed(appointment=request.appointment, now=now)
    context = {
        "title": "订阅办事日历",
        "crumbs": crumbs("employer:home", "employer:calendar"),
        "address": request.build_absolute_uri(reverse("employer:feed", args=[token])),
        "calendar_url": reverse("employer:calendar"),
    }
    return page(request, "pieces/employer/subscription.html", context)


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar for a program that holds the address; an ended one is not found."""
    appointment = read_feed(token=token)
    if appointment is None:
        raise Http404
    response = HttpResponse(calendar_of(request, appointment.employer), content_type=TYPE)
    response["Cache-Control"] = "private, no-store"
    return response
