"""Asks somebody who is signed in to prove himself again before anything that loosens."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from anju.ground.errors import Refusal
from anju.identity.enrolment.phrase import phrase_of
from anju.identity.models import Holder, Visit
from anju.identity.passwords.prove_password import prove_password
from anju.identity.visits.step_up import step_up
from anju.portals.shared.doors.gate import address_of
from anju.portals.shared.doors.visitors import way_on
from anju.portals.shared.fields import Field
from anju.portals.shared.shell.page import REFUSED, page


class NotProven(Refusal):
    code = "portals.not_proven"


@dataclass(frozen=True)
class Factor:
    """A way to prove oneself again: what is asked, and who judges the answer.

    `prove` raises a Refusal for a wrong answer. `piece` is a template of the factor's own where
    fields are not enough; `context` gives it what it needs.
    """

    fields: Callable[[HttpRequest], list[Field]]
    prove: Callable[[HttpRequest, Visit], None]
    piece: str = ""
    context: Callable[[HttpRequest, Visit], dict[str, Any]] = lambda request, visit: {}


def _password_field(request: HttpRequest) -> list[Field]:
    return [Field("password", "登录密码", type="password", autocomplete="current-password")]


def _prove_by_password(request: HttpRequest, visit: Visit) -> None:
    right = prove_password(
        holder=Holder(visit.holder),
        holder_id=visit.holder_id,
        password=request.POST.get("password", ""),
        key=f"own:{visit.holder}/{visit.holder_id}",
        address=address_of(request),
        now=timezone.now(),
    )
    if not right:
        raise NotProven("登录密码不对，没有继续办理。请核对后再试。")


BY_PASSWORD = Factor(_password_field, _prove_by_password)
Factors = Mapping[str, Factor]


@sensitive_post_parameters()
def ask_again(request: HttpRequest, *, home: str, factors: Factors) -> HttpResponse:
    """The step-up page of a door; `factors` by the visit's strength, else the password."""
    visit: Visit = request.visit  # type: ignore[attr-defined]
    factor = factors.get(visit.strength, BY_PASSWORD)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            factor.prove(request, visit)
        except Refusal as refused:
            refusal = refused
        else:
            request.session.cycle_key()
            key = str(request.session.session_key)
            step_up(visit, session_key=key, now=timezone.now())
            return HttpResponseRedirect(way_on(request, reverse(home)))
    context = {
        "title": "请再次确认身份",
        "factor_piece": factor.piece,
        "fields": factor.fields(request),
        "phrase": phrase_of(holder=Holder(visit.holder), holder_id=visit.holder_id),
        "lost": "lost" in request.GET,
        "refusal": refusal,
        "back_url": reverse(home),
        **factor.context(request, visit),
    }
    return page(request, "pieces/step_up.html", context, status=REFUSED if refusal else 200)
