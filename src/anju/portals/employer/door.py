"""Who may come in by the employers' door, and who may act there."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from anju.centers.clock.day import business_day
from anju.ground.errors import Refusal
from anju.identity.certificates.standing import Standing, standing_of
from anju.identity.employers.rights import Deed, NeedsCertificate, Rights, rights_of
from anju.identity.models import Visit
from anju.people.models import Agent, Appointment, Employer
from anju.policy.rules import value
from anju.portals.employer.menu import employer_menu
from anju.portals.employer.shown_certificate import still_held
from anju.portals.shared.doors.visitors import View, Visitor, guarded, key_of
from anju.portals.shared.shell.hall import MenuEntry
from anju.portals.shared.shell.page import page

HOME = "employer:home"
FORBIDDEN = 403


@dataclass(frozen=True)
class WayOn:
    """Where somebody goes on who cannot go on here."""

    label: str
    url: str


@dataclass(frozen=True)
class AgentVisitor(Visitor):
    """An agent as the shells show him: what he may do, and for how many employers."""

    rights: Rights | None = None
    notice: str = ""
    way_on: WayOn | None = None
    switch_url: str = ""


class AgentRequest(HttpRequest):
    """A request behind this door: who acts, for which employer, on which business day."""

    agent: Agent
    appointment: Appointment
    employer: Employer
    today: date
    visit: Visit
    rights: Rights
    visitor: Visitor


def _let_in(request: HttpRequest) -> bool:
    known = cast(AgentRequest, request)
    appointment = _appointment(known)
    if appointment is None or not still_held(request):
        return False
    agent, employer = appointment.agent, appointment.employer
    today = business_day()
    known.agent, known.appointment, known.employer = agent, appointment, employer
    known.today = today
    known.rights = rights_of(
        role=appointment.role,
        strength=known.visit.strength,
        only_looks=_only_looks(known.visit),
        today=today,
    )
    certificate_lacks = known.rights.by_certificate_only
    known.visitor = AgentVisitor(
        line=f"{employer.name} · {value('hall.agent_title', on=today)} {agent.name}",
        door="单位",
        home_url=reverse(HOME),
        sign_out_url=reverse("employer:sign_out"),
        menu=employer_menu(request, rights=known.rights, today=today),
        corner=(_own_exports(request), _own_certificates(request)),
        find_url=reverse("employer:find"),
        rights=known.rights,
        notice=known.rights.notice,
        way_on=_to_certificate() if certificate_lacks else None,
        switch_url=reverse("employer:switch") if _serves_others(appointment) else "",
    )
    return True


def _appointment(known: AgentRequest) -> Appointment | None:
    """The appointment the visit acts under, while it and its employer stand."""
    found = Appointment.objects.select_related("agent", "employer").filter(
        pk=known.visit.appointment_id or 0,
        agent=key_of(known, "agent"),
        active=True,
        agent__active=True,
    )
    return found.exclude(employer__state=Employer.State.CLOSED).first()


def _only_looks(visit: Visit) -> bool:
    """Whether nobody can say now that the visit's certificate was not revoked (H6)."""
    if visit.certificate_id is None:
        return False
    stands = standing_of(certificate_id=visit.certificate_id, now=timezone.now())
    return stands is not Standing.OPEN


def _serves_others(appointment: Appointment) -> bool:
    others = Appointment.objects.filter(agent_id=appointment.agent_id, active=True)
    return others.exclude(pk=appointment.pk).exists()


def _own_exports(request: HttpRequest) -> MenuEntry:
    url = reverse("employer:exports")
    return MenuEntry("我的导出", url, "download", request.path == url)


def _own_certificates(request: HttpRequest) -> MenuEntry:
    url = reverse("employer:certificate_binding")
    return MenuEntry("数字证书", url, "certificate", request.path == url)


def _to_certificate() -> WayOn:
    return WayOn("用数字证书登录", reverse("employer:certificate"))


agents_only: Callable[[View], View] = guarded("employer:sign_in", _let_in)


def may(deed: Deed) -> Callable[[View], View]:
    """Lets only those sessions through whose role and strength allow a deed."""

    def lets(view: View) -> View:
        @agents_only
        @wraps(view)
        def acting(request: AgentRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                request.rights.check(deed)
            except Refusal as refusal:
                return _not_open(request, refusal)
            return view(request, *args, **kwargs)

        return acting

    return lets


may_act = may(Deed.ACT)


def _not_open(request: AgentRequest, refusal: Refusal) -> HttpResponse:
    """A page that says why, and the way to where it is open; nothing has been done."""
    certificate = isinstance(refusal, NeedsCertificate)
    context = {
        "title": "这里需要数字证书" if certificate else "这项业务不对您开放",
        "refusal_title": "这里需要数字证书" if certificate else "这项业务不对您开放",
        "refusal": refusal,
        "way_on": _to_certificate() if certificate else None,
    }
    return page(request, "pieces/refusal.html", context, status=FORBIDDEN)
