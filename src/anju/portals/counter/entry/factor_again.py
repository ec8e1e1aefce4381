"""Proving oneself again at the counter: by the second factor, not by the password."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from anju.identity.factors.keys import keys_of
from anju.identity.factors.passkeys import ask_passkey, prove_passkey
from anju.identity.factors.totp import prove_totp
from anju.identity.guessing import forgive, take_try
from anju.identity.models import Holder, Visit
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.entry import half_way
from anju.portals.shared.doors.gate import address_of
from anju.portals.shared.doors.step_up import Factor
from anju.portals.shared.doors.visitors import session_of
from anju.portals.shared.fields import Field, answer


def _fields(request: HttpRequest) -> list[Field]:
    return [
        Field(
            "code",
            "动态口令",
            hint="应用里显示的 6 位数字，每 30 秒更换",
            inputmode="numeric",
            autocomplete="one-time-code",
            extra="w-month",
        )
    ]


def _prove(asked: HttpRequest, visit: Visit) -> None:
    """A one-time code or a passkey; each try is counted before it is looked at."""
    request = cast(StaffRequest, asked)
    now, name, address = timezone.now(), f"g:{visit.holder_id}", address_of(request)
    take_try(name=name, address=address, now=now)
    signed = answer(request, "passkey")
    if signed:
        prove_passkey(
            owner=half_way.owner_of(request.staff),
            site=half_way.site_of(request),
            session=session_of(request),
            answer=signed,
            now=now,
        )
    else:
        holder, code = Holder.STAFF, answer(request, "code")
        prove_totp(holder=holder, holder_id=visit.holder_id, typed=code, now=now)
    forgive(name=name, address=address, now=now)


def _context(request: HttpRequest, visit: Visit) -> dict[str, Any]:
    return {
        "keys": keys_of(holder=Holder.STAFF, holder_id=visit.holder_id),
        "challenge_url": reverse("counter:step_up_challenge"),
    }


@staff_only
@require_POST
def step_up_challenge(request: StaffRequest) -> HttpResponse:
    """The challenge for a passkey that proves its owner again."""
    options = ask_passkey(
        owner=half_way.owner_of(request.staff),
        site=half_way.site_of(request),
        session=session_of(request),
        now=timezone.now(),
    )
    return HttpResponse(options, content_type="application/json")


BY_SECOND_FACTOR = Factor(
    _fields, _prove, piece="pieces/counter/factor_again.html", context=_context
)
