"""Who may come in by the employers' door, and who may act there."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from anju.centers.clock.day import business_day
from anju.identity.models import Visit
from anju.people.models import Agent, Appointment, Employer
from anju.policy.rules import value
from anju.portals.shared.hall import menu_of
from anju.portals.shared.visitors import View, Visitor, guarded, key_of

HOME, PROFILE = "employer:home", "employer:profile"


class AgentRequest(HttpRequest):
    """A request behind this door: who acts, for which employer, on which business day."""

    agent: Agent
    appointment: Appointment
    employer: Employer
    today: date
    visit: Visit
    visitor: Visitor


def _let_in(request: HttpRequest) -> bool:
    known = cast(AgentRequest, request)
    appointment = (
        Appointment.objects.select_related("agent", "employer")
        .filter(
            pk=known.visit.appointment_id or 0,
            agent=key_of(request, "agent"),
            active=True,
            agent__active=True,
        )
        .first()
    )
    if appointment is None:
        return False
    agent, employer = appointment.agent, appointment.employer
    today = business_day()
    known.agent, known.appointment, known.employer = agent, appointment, employer
    known.today = today
    known.visitor = Visitor(
        line=f"{employer.name} · {value('hall.agent_title', on=today)} {agent.name}",
        door="单位",
        home_url=reverse(HOME),
        sign_out_url=reverse("employer:sign_out"),
        menu=menu_of(
            request, key="hall.menus_employer", home=HOME, today=today, instead=PROFILE
        ),
    )
    return True


agents_only: Callable[[View], View] = guarded("employer:sign_in", _let_in)


def may_act(view: View) -> View:
    """Lets only those agents through who may change something; a reader only looks."""

    @agents_only
    @wraps(view)
    def acting(request: AgentRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.appointment.role == Appointment.Role.READER:
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return acting
