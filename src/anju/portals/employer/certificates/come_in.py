"""单位用户 › CA 证书登录: the page shows whose certificate was presented, 确定 signs in."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from anju.centers.clock.day import business_day
from anju.ground.errors import Refusal
from anju.identity.certificates.sign_in import (
    CertificateEntry,
    CertificateNotBound,
    Recognised,
    recognise,
    sign_in_with_certificate,
)
from anju.identity.certificates.standing import Standing
from anju.identity.models import Visit
from anju.policy.rules import value
from anju.portals.employer.shown_certificate import (
    keep_to_key,
    secure_binding_url,
    secure_url,
    shown,
)
from anju.portals.shared.doors.visitors import way_on, welcome
from anju.portals.shared.shell.page import REFUSED, page

AGREEMENT = "identity.agreement_employer"


@require_http_methods(["GET", "HEAD", "POST"])
def certificate(request: HttpRequest) -> HttpResponse:
    """The unit's information out of the certificate, and 确定 (C-24, X-16).

    The proof is the handshake of this connection; the click only says that it is meant.
    """
    refusal: Refusal | None = None
    if request.method == "POST" and shown(request)[0]:
        try:
            return come_in(request, *shown(request))
        except Refusal as refused:
            refusal = refused
    seen = _recognised(request)
    refusal = refusal or seen.refusal
    unbound = isinstance(refusal, CertificateNotBound)
    context = {
        "title": "CA 证书登录",
        "secure": request.is_secure(),
        "secure_url": secure_url(request, "employer:certificate"),
        "challenge_url": reverse("employer:certificate_challenge"),
        "password_url": reverse("employer:sign_in"),
        "binding_url": secure_binding_url(request) if unbound else "",
        "only_look": seen.entry is not None and seen.entry.standing == Standing.READ_ONLY,
        "shown": bool(shown(request)[0]),
        "facts": _facts(seen),
        "may_enter": seen.entry is not None and refusal is None,
        "agreement": value(AGREEMENT, on=business_day()),
        "refusal": refusal,
    }
    status = REFUSED if refusal else 200
    return page(request, "pieces/employer/certificate.html", context, status=status)


def come_in(request: HttpRequest, encoded: bytes, chain: tuple[bytes, ...]) -> HttpResponse:
    """Sign in by a certificate that was proven; raises what the verb raises."""
    agreement = value(AGREEMENT, on=business_day())
    entry = sign_in_with_certificate(
        encoded=encoded, chain=chain, agreement=agreement.version, now=timezone.now()
    )
    begin(request, entry)
    return HttpResponseRedirect(way_on(request, reverse("employer:home")))


def begin(request: HttpRequest, entry: CertificateEntry) -> None:
    """Begin the session of who came in by certificate."""
    welcome(
        request,
        kind="agent",
        key=entry.appointment.agent_id,
        strength=Visit.Strength.CERTIFICATE,
        appointment_id=entry.appointment.pk,
        certificate_id=entry.certificate.pk,
    )
    keep_to_key(request)


def _recognised(request: HttpRequest) -> Recognised:
    encoded, chain = shown(request)
    if not encoded:
        return Recognised()
    return recognise(encoded=encoded, chain=chain, now=timezone.now())


def _facts(seen: Recognised) -> list[tuple[str, Any]]:
    if seen.papers is None:
        return []
    papers, until = seen.papers, timezone.localtime(seen.papers.valid_until)
    return [
        ("单位名称", papers.company),
        ("统一社会信用代码", papers.credit_code),
        ("经办人", papers.agent_name),
        ("证书尾号", papers.serial[-8:]),
        ("有效期至", until.date().isoformat()),
    ]
