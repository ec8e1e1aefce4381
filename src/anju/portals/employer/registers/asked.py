"""What a register's list is asked for, as the address says it; it comes back after an edit."""

from typing import Final

from django.http import HttpRequest
from django.utils.http import urlencode

from anju.contributions.models import Line
from anju.contributions.registers.lists import SORTS, Asked
from anju.portals.shared.doors.words import KEY, words_of

SIZES: Final = (20, 50, 100, 200)
USUAL_SIZE = 50
SHOWS: Final = ("all", "bad", "good")
STATE: Final = ("show", "tab", "sort", "size", KEY, "page")


def asked_of(request: HttpRequest) -> Asked:
    """The lines the address asks for; what it does not know is as if it were not said."""
    show, kind, sort = (request.GET.get(name, "") for name in ("show", "tab", "sort"))
    return Asked(
        show=show if show in SHOWS else "all",
        kind=kind if kind in Line.Kind.values else "",
        words=words_of(request),
        sort=sort if sort in SORTS else "",
    )


def size_of(request: HttpRequest) -> int:
    """How many rows a page has."""
    text = request.GET.get("size", "")
    return int(text) if text in map(str, SIZES) else USUAL_SIZE


def state_of(request: HttpRequest, **other: str) -> str:
    """The address's own state as a query, some of it said otherwise; empty ones fall away."""
    said = {name: request.GET.get(name, "") for name in STATE} | other
    return urlencode({name: text for name, text in said.items() if text})
