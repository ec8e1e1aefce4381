"""What every page knows without asking: the hall, the visitor, how the visitor reads."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from anju.centers.clock.day import business_day
from anju.identity.visits.look_at_visit import seconds_left
from anju.portals.shared.shell.hall import hall_of
from anju.portals.shared.shell.reading import reading_of


def hall(request: HttpRequest) -> dict[str, Any]:
    """The context of the shells; outside any center only the reading modes and the ways."""
    prefix = request.META.get("SCRIPT_NAME", "")
    known: dict[str, Any] = {
        "reading": reading_of(request),
        "reading_mode_url": f"{prefix}/reading-mode",
        "front_url": f"{prefix}/",
        "verify_url": f"{prefix}/verify",
        "visitor": getattr(request, "visitor", None),
    }
    if getattr(request, "center", None) is None:
        return known
    visit = getattr(request, "visit", None)
    if visit is not None:
        known["seconds_left"] = seconds_left(visit, now=timezone.now())
        known["still_here_url"] = f"{prefix}/still-here"
    today = business_day()
    return {**known, "hall": hall_of(today=today), "today": today}
