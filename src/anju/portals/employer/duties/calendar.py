"""办事日历: the months with their duties, and the same as a file for any calendar program."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from anju.identity.feeds.read_feed import has_feed
from anju.portals.employer.door import AgentRequest, agents_only
from anju.portals.employer.duties.shown import calendar_of, months_of, todo_of
from anju.portals.employer.ways import crumbs
from anju.portals.shared.ics import offered
from anju.portals.shared.shell.page import page


@agents_only
@require_safe
def calendar_page(request: AgentRequest) -> HttpResponse:
    """The to-do list, and a year of months."""
    context = {
        "title": "办事日历",
        "crumbs": crumbs("employer:home"),
        "todo": todo_of(request.employer, today=request.today),
        "months": months_of(request.employer, today=request.today),
        "file_url": reverse("employer:calendar_file"),
        "subscription_url": reverse("employer:subscription"),
        "subscribed": has_feed(request.appointment),
    }
    return page(request, "pieces/employer/calendar.html", context)


@agents_only
@require_safe
def calendar_file(request: AgentRequest) -> HttpResponse:
    """下载: the year as an .ics file."""
    return offered(calendar_of(request, request.employer), filename="duties.ics")
