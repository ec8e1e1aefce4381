"""Proving oneself again inside a session that began with a certificate."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from anju.centers.clock.day import business_day
from anju.identity.certificates.challenge import STEP_UP, give_challenge
from anju.identity.certificates.sign_in import recognise
from anju.identity.models import Visit
from anju.policy.rules import value
from anju.portals.employer.certificates.challenge import KEPT, prove
from anju.portals.employer.shown_certificate import shown
from anju.portals.shared.doors.step_up import Factor, NotProven
from anju.portals.shared.doors.visitors import session_of
from anju.portals.shared.fields import Field


def _fields(request: HttpRequest) -> list[Field]:
    return []


def _prove(request: HttpRequest, visit: Visit) -> None:
    """The same certificate as at the sign-in: by this connection, or by a signed text."""
    encoded, chain = shown(request)
    if not encoded:
        encoded, chain = prove(request, purpose=STEP_UP), ()
    seen = recognise(encoded=encoded, chain=chain, now=timezone.now())
    if seen.refusal is not None:
        raise seen.refusal
    if seen.entry is None or seen.entry.certificate.pk != visit.certificate_id:
        raise NotProven("这不是您登录时用的数字证书。请插入原来的 U-Key 后再试。")


def _context(request: HttpRequest, visit: Visit) -> dict[str, Any]:
    if shown(request)[0]:
        return {"shown": True}
    text = give_challenge(
        session=session_of(request),
        purpose=STEP_UP,
        hall=str(value("hall.name", on=business_day())),
        now=timezone.now(),
    )
    request.session[KEPT] = text
    return {"text": text, "text_url": reverse("employer:certificate_challenge_text")}


BY_CERTIFICATE = Factor(
    _fields, _prove, piece="pieces/employer/certificate_again.html", context=_context
)
