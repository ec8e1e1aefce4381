"""Somebody left a form to fetch something, a card or a material: the way back to it."""

from dataclasses import dataclass

from django.http import HttpRequest

KEY = "way_back"


@dataclass(frozen=True)
class WayBack:
    """Where the form is, and what the link to it says."""

    url: str
    label: str


def remember_way_back(request: HttpRequest, *, url: str, label: str) -> None:
    """Keep it in the session until the form is reached again."""
    request.session[KEY] = {"url": url, "label": label}


def way_back_of(request: HttpRequest) -> WayBack | None:
    """The way back, if somebody came from a form."""
    kept = request.session.get(KEY)
    return WayBack(**kept) if kept else None


def arrived_back(request: HttpRequest) -> None:
    """He is there again."""
    request.session.pop(KEY, None)
