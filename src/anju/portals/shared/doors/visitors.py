"""Who stands at the door: a visit named by the session, and words for the shell."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.middleware.csrf import rotate_token
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from anju.identity.models import Holder, Visit
from anju.identity.view_only import ViewOnly, check_may_transact
from anju.identity.visits.begin_visit import Guest, begin_visit
from anju.identity.visits.end_visit import end_visit
from anju.identity.visits.look_at_visit import look_at_visit
from anju.identity.visits.step_up import is_fresh
from anju.portals.shared.doors.errand import Errand
from anju.portals.shared.shell.hall import Menu, MenuEntry, MenuGroup
from anju.portals.shared.shell.page import page

View = Callable[..., HttpResponseBase]
SAFE = ("GET", "HEAD")
# Whose visits open which door; the name is the namespace of the door's addresses.
DOORS = {"member": Holder.MEMBER, "employer": Holder.AGENT, "counter": Holder.STAFF}

PASSWORD_PAGES = {"member": "member:security_password", "employer": "employer:password"}


@dataclass(frozen=True)
class Visitor:
    """What the shells say about who is signed in."""

    line: str
    door: str
    home_url: str
    sign_out_url: str
    menu: Menu = ()
    # What stands in the upper right corner of a desk's screen.
    corner: tuple[MenuEntry, ...] = ()
    # Where pages are found by name; empty where there is little to find.
    find_url: str = ""

    @property
    def pages(self) -> list[MenuEntry]:
        """Every page of the menu and the corner in its order, each once."""
        flat: dict[str, MenuEntry] = {}
        for part in (*self.menu, *self.corner):
            for entry in part.entries if isinstance(part, MenuGroup) else (part,):
                flat.setdefault(entry.url, entry)
        return list(flat.values())

    @property
    def sections(self) -> list[MenuGroup]:
        """The same pages under their headings, by the words a phone has for them."""
        left = {entry.url: entry for entry in self.pages}
        found = []
        for part in (*self.menu, *self.corner):
            group = part if isinstance(part, MenuGroup) else MenuGroup("", (part,))
            own = tuple(left.pop(one.url) for one in group.entries if one.url in left)
            if own:
                found.append(MenuGroup(group.phone or group.label, own))
        return found


def welcome(
    request: HttpRequest,
    *,
    kind: str,
    key: int,
    strength: str = Visit.Strength.PASSWORD,
    appointment_id: int | None = None,
    certificate_id: int | None = None,
) -> Visit:
    """Begin a session for somebody who has proven who they are; the old session's key dies,
    and whoever was signed in here before is signed out.
    """
    now = timezone.now()
    before = request.session.get("visit")
    if before is not None:
        end_visit(before, because=Visit.Because.SIGNED_OUT, now=now)
    request.session.flush()
    request.session.create()
    visit = begin_visit(
        guest=Guest(Holder(kind), key, appointment_id, certificate_id),
        strength=Visit.Strength(strength),
        address=str(request.META.get("REMOTE_ADDR", "")),
        device=request.headers.get("User-Agent", ""),
        session_key=str(request.session.session_key),
        now=now,
    )
    request.session["holder"], request.session["visit"] = kind, visit.pk
    rotate_token(request)
    return visit


def farewell(
    request: HttpRequest, *, because: Visit.Because = Visit.Because.SIGNED_OUT
) -> None:
    """End the visit and forget everything in the session."""
    visit = request.session.get("visit")
    if visit is not None:
        end_visit(visit, because=because, now=timezone.now())
    request.session.flush()


def session_of(request: HttpRequest) -> str:
    """What codes and wizards are bound to: a random name of this session, signed in or not.

    It never leaves the server, and stays when the session's key is renewed.
    """
    if "token" not in request.session:
        request.session["token"] = secrets.token_urlsafe(32)
    return str(request.session["token"])


def renew_session(request: HttpRequest) -> str:
    """Give the session a new key and a new name, after a proof by somebody not signed in.

    What is in it stays; answers the new name, to which the caller carries what he had bound.
    """
    request.session.cycle_key()
    request.session.pop("token", None)
    # Whoever is signed in meanwhile stays so: a visit is known by the key of its session.
    key = str(request.session.session_key)
    Visit.objects.filter(pk=request.session.get("visit", 0)).update(session_key=key)
    return session_of(request)


def key_of(request: HttpRequest, kind: str) -> int:
    """The key of the one who is signed in at this kind of door, or 0."""
    visit = getattr(request, "visit", None)
    return int(visit.holder_id) if visit is not None and visit.holder == kind else 0


def guarded(
    sign_in_route: str, let_in: Callable[[HttpRequest], bool]
) -> Callable[[View], View]:
    """Makes a door: a view is called only for a visit that lives, and after `let_in` has
    recognised the person; `request.visit` is that visit.
    """
    name = sign_in_route.partition(":")[0]

    def door(view: View) -> View:
        @wraps(view)
        def at_the_door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            why = _why_not(request, DOORS[name], let_in)
            if why is not None:
                return _to_sign_in(request, reverse(sign_in_route), why)
            response = view(request, *args, **kwargs)
            response.setdefault("Cache-Control", "private, no-store")
            return response

        return at_the_door

    return door


def _why_not(
    request: HttpRequest, kind: Holder, let_in: Callable[[HttpRequest], bool]
) -> str | None:
    """Nothing if the visitor may come in; else why his visit ended, or "" without one."""
    if isinstance(request, Errand):
        return _why_no_errand(request, kind, let_in)
    pk = request.session.get("visit")
    if pk is None or request.session.get("holder") != kind:
        return ""
    visit = look_at_visit(pk, now=timezone.now(), touch=not _asks_by_itself(request))
    if visit is None or visit.session_key != request.session.session_key:
        ended = Visit.objects.filter(pk=pk).values_list("ended_because", flat=True).first()
        request.session.flush()
        return ended or ""
    request.visit = visit  # type: ignore[attr-defined]
    if let_in(request):
        return None
    farewell(request, because=Visit.Because.NOT_ALLOWED)
    # The door may have ended it itself, for a better reason.
    return str(Visit.objects.get(pk=pk).ended_because)


def _why_no_errand(
    errand: Errand, kind: Holder, let_in: Callable[[HttpRequest], bool]
) -> str | None:
    """Whoever sent it may have left since; what he may see is judged as it stands now."""
    if errand.visit.holder != kind or not let_in(errand):
        return ""
    errand.today = errand.asked_on
    return None


def fresh(view: View) -> View:
    """Lets a view be called only with a proof not older than two minutes; a form that was
    opened in time may be sent up to three minutes later. Goes inside the door's own guard.
    """

    @wraps(view)
    def proven(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        sent = request.method not in SAFE
        visit: Visit = request.visit  # type: ignore[attr-defined]
        try:
            check_may_transact(holder=Holder(visit.holder), holder_id=visit.holder_id)
        except ViewOnly as refusal:
            return _only_looks(request, refusal)
        if is_fresh(visit, now=timezone.now(), filled_in=sent):
            return view(request, *args, **kwargs)
        name = request.resolver_match.namespace if request.resolver_match else ""
        asked = {"next": _form_page(request), **({"lost": "1"} if sent else {})}
        return go_to(request, f"{reverse(f'{name}:step_up')}?{urlencode(asked)}")

    return proven


def _asks_by_itself(request: HttpRequest) -> bool:
    """Whether a piece of a page asks for its own news: no sign that anybody is there."""
    asking, asked = (request.headers.get(name) for name in ("HX-Trigger", "HX-Target"))
    return request.method == "GET" and asking is not None and asking == asked


def way_on(request: HttpRequest, fallback: str) -> str:
    """Where somebody wanted to go before signing in, if that lies in this hall."""
    wanted = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if ours else fallback


def go_to(request: HttpRequest, url: str) -> HttpResponse:
    """Lead the whole page elsewhere, also when htmx had asked only for a piece of it."""
    if "HX-Request" in request.headers:
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def _to_sign_in(request: HttpRequest, url: str, why: str) -> HttpResponse:
    # The path alone: what was asked for on a page may be about a person.
    asked = {"next": request.path, **({"why": why} if why else {})}
    return go_to(request, f"{url}?{urlencode(asked)}")


def _only_looks(request: HttpRequest, refusal: ViewOnly) -> HttpResponse:
    """A page that says so, with the way to a real password."""
    name = request.resolver_match.namespace if request.resolver_match else ""
    context = {
        "title": "只能查询",
        "refusal_title": "现在只能查询",
        "refusal": refusal,
        "way_on": {"label": "修改登录密码", "url": reverse(PASSWORD_PAGES[name])},
    }
    return page(request, "pieces/refusal.html", context, status=403)


def _form_page(request: HttpRequest) -> str:
    """Where to come back to: this page, or the one whose form was sent too late."""
    here = request.path
    if request.method in SAFE:
        return here
    came_from = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()})
    return urlsplit(came_from).path if ours else here
