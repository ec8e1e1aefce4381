"""The gate all doors share: words beside the form, and where a try comes from."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from anju.ground.errors import Refusal
from anju.portals.shared.doors.endings import why_ended
from anju.portals.shared.fields import Field
from anju.portals.shared.shell.page import REFUSED, page

PUBLIC_DOORS = (("个人用户", "member:sign_in"), ("单位用户", "employer:sign_in"))


@dataclass(frozen=True)
class GateWords:
    """What stands beside the form."""

    lede: str
    points: tuple[tuple[str, str], ...]
    help: str


def gate(
    request: HttpRequest,
    *,
    title: str,
    words: GateWords,
    fields: list[Field],
    refusal: Refusal | None,
    beside: tuple[tuple[str, str], ...] = (),
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    """The sign-in page of one door, with what was refused on top.

    `beside` are the ways next to it (label, address); `more` is what not every door
    asks: `robot`, the form's speed bump; a choice, an SMS code, another word on the button.
    """
    route = request.resolver_match.view_name if request.resolver_match else ""
    doors: list[dict[str, Any]] = [
        {"label": label, "url": reverse(one), "here": one == route}
        for label, one in PUBLIC_DOORS
    ]
    context = {
        "title": title,
        "gate": True,
        "gate_words": words,
        "doors": doors if any(door["here"] for door in doors) else [],
        "fields": fields,
        "refusal": refusal,
        "beside": beside,
        "notice": why_ended(request, route=route),
        **(more or {}),
    }
    return page(request, "pieces/sign_in.html", context, status=REFUSED if refusal else 200)


def address_of(request: HttpRequest) -> str:
    """The network address a try comes from, as our own server saw it."""
    return str(request.META.get("REMOTE_ADDR", ""))
