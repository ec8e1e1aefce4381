"""Who comes in by the programs' door, and what every answer of it has in common."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from hashlib import sha256
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Status
from ninja.security import HttpBearer

from anju.centers.clock.day import business_day
from anju.ground.errors import Refusal
from anju.identity.models import ApiToken
from anju.identity.tokens.do_once import Answered, do_once
from anju.identity.tokens.know_token import check_scope, know_token
from anju.people.models import Agent, Appointment, Employer
from anju.portals.api.problems import BadRequest, refused

Scope = ApiToken.Scope
View = Callable[..., Any]


class Program(HttpRequest):
    """A request behind this door: the key it showed."""

    auth: ApiToken


class Token(HttpBearer):
    """`Authorization: Bearer anju_…`"""

    def authenticate(self, request: HttpRequest, token: str) -> ApiToken:
        """The living key; a refusal becomes 401 or 429."""
        return know_token(
            key=token, address=str(request.META.get("REMOTE_ADDR", "")), now=timezone.now()
        )


def needs(scope: ApiToken.Scope, *known: str) -> Callable[[View], View]:
    """Lets only keys of this scope through, and only with parameters that are known here."""

    def lets(view: View) -> View:
        @wraps(view)
        def acting(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            check_scope(cast(Program, request).auth, scope)
            strange = [*(request.GET.keys() - set(known))]
            if request.method == "POST" and request.content_type != "application/json":
                strange += [*((request.POST.keys() | request.FILES.keys()) - set(known))]
            if strange:
                raise BadRequest("请求里有不认识的参数，没有办理。请按接口说明改正后再发。")
            return view(request, *args, **kwargs)

        return acting

    return lets


def employer_of(request: HttpRequest) -> Employer:
    """For which employer the key acts."""
    return cast(Program, request).auth.employer


def appointment_of(request: HttpRequest) -> Appointment:
    """Under whose appointment the key acts."""
    return cast(Program, request).auth.appointment


def agent_of(request: HttpRequest) -> Agent:
    """In whose name the key acts."""
    return cast(Program, request).auth.appointment.agent


def actor_of(request: HttpRequest) -> str:
    """As registers name who edited them: the agent, and by which of his keys."""
    token = cast(Program, request).auth
    return f"{token.appointment.agent.name}（接口 {token.name}）"[:60]


def today() -> date:
    """The center's business day."""
    return business_day()


def once(
    request: HttpRequest, said: tuple[object, ...], deed: Callable[[], Answered]
) -> Status | HttpResponse:
    """Do a deed under the request's Idempotency-Key; `said` is what must be the same again.

    A refusal is answered inside the transaction, so that what was found out is kept.
    """
    no: list[Refusal] = []

    def guarded() -> Answered:
        try:
            return deed()
        except Refusal as refusal:
            no.append(refusal)
            return Answered(422, {})

    text = "\n".join(map(str, (request.method, request.path, *said)))
    done = do_once(
        token=cast(Program, request).auth,
        key=request.headers.get("Idempotency-Key", ""),
        request_digest=sha256(text.encode()).hexdigest(),
        deed=guarded,
    )
    return refused(request, no[0]) if no else Status(done.status, done.answer)
