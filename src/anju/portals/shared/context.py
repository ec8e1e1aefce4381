"""What every page knows without asking: the hall, the visitor, how the visitor reads."""

from typing import Any

from django.http import HttpRequest

from anju.centers.clock.day import business_day
from anju.portals.shared.hall import hall_of
from anju.portals.shared.reading import reading_of


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
    today = business_day()
    return {**known, "hall": hall_of(today=today), "today": today}
