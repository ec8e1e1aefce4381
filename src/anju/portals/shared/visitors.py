"""Who stands at the door: a kind and a key in the session, and words for the shell."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from anju.portals.shared.hall import Menu, MenuEntry, MenuGroup

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class Visitor:
    """What the shells say about who is signed in."""

    line: str
    door: str
    home_url: str
    sign_out_url: str
    menu: Menu = ()

    @property
    def pages(self) -> list[MenuEntry]:
        """Every page of the menu in its order, each once."""
        flat: dict[str, MenuEntry] = {}
        for part in self.menu:
            for entry in part.entries if isinstance(part, MenuGroup) else (part,):
                flat.setdefault(entry.url, entry)
        return list(flat.values())


def welcome(request: HttpRequest, *, kind: str, key: int) -> None:
    """Begin a session for somebody who has proven who they are; the old session's key dies."""
    request.session.flush()
    request.session["holder"], request.session["id"] = kind, key
    request.session.cycle_key()


def farewell(request: HttpRequest) -> None:
    """End the session and forget everything in it."""
    request.session.flush()


def key_of(request: HttpRequest, kind: str) -> int:
    """The key of the one who is signed in at this kind of door, or 0."""
    return int(request.session["id"]) if request.session.get("holder") == kind else 0


def guarded(
    sign_in_route: str, let_in: Callable[[HttpRequest], bool]
) -> Callable[[View], View]:
    """Makes a door: a view is called only after `let_in` has recognised the visitor."""

    def door(view: View) -> View:
        @wraps(view)
        def at_the_door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if let_in(request):
                response = view(request, *args, **kwargs)
                response.setdefault("Cache-Control", "private, no-store")
                return response
            return _to_sign_in(request, reverse(sign_in_route))

        return at_the_door

    return door


def way_on(request: HttpRequest, fallback: str) -> str:
    """Where somebody wanted to go before signing in, if that lies in this hall."""
    wanted = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if ours else fallback


def _to_sign_in(request: HttpRequest, url: str) -> HttpResponse:
    target = f"{url}?{urlencode({'next': request.get_full_path()})}"
    if "HX-Request" in request.headers:
        return HttpResponse(status=204, headers={"HX-Redirect": target})
    return HttpResponseRedirect(target)
