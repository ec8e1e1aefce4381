"""CA 证书登录 without a client certificate in the browser: a text is signed with the U-Key."""

import base64
import binascii

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from anju.centers.clock.day import business_day
from anju.ground.errors import Refusal
from anju.identity.certificates.challenge import (
    SIGN_IN,
    ChallengeNotSigned,
    give_challenge,
    prove_challenge,
)
from anju.identity.certificates.check_certificate import CertificateUnreadable
from anju.policy.rules import value
from anju.portals.employer.certificates.come_in import AGREEMENT, come_in
from anju.portals.shared.doors.visitors import session_of
from anju.portals.shared.shell.page import REFUSED, page

LONGEST = 20_000
KEPT = "challenge"


@require_http_methods(["GET", "HEAD", "POST"])
def challenge(request: HttpRequest) -> HttpResponse:
    """The text to sign; its signature and the certificate come back, and sign in."""
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            encoded = prove(request, purpose=SIGN_IN)
            return come_in(request, encoded, ())
        except Refusal as refused:
            refusal = refused
    return challenge_page(
        request,
        purpose=SIGN_IN,
        title="签名登录",
        submit="登录",
        back=reverse("employer:certificate"),
        refusal=refusal,
    )


@require_safe
def challenge_text(request: HttpRequest) -> HttpResponse:
    """签名原文 as a file, byte for byte what is to be signed."""
    response = HttpResponse(
        request.session.get(KEPT, ""), content_type="text/plain; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="qianming.txt"'
    response["Cache-Control"] = "private, no-store"
    return response


def challenge_page(
    request: HttpRequest,
    *,
    purpose: str,
    title: str,
    submit: str,
    back: str,
    refusal: Refusal | None,
) -> HttpResponse:
    """A page with a new text to sign; the one before it counts no more."""
    text = give_challenge(
        session=session_of(request), purpose=purpose, hall=_hall(), now=timezone.now()
    )
    request.session[KEPT] = text
    context = {
        "title": title,
        "submit": submit,
        "back_url": back,
        "text": text,
        "text_url": reverse("employer:certificate_challenge_text"),
        "agreement": value(AGREEMENT, on=business_day()) if purpose == SIGN_IN else None,
        "refusal": refusal,
    }
    status = REFUSED if refusal else 200
    return page(request, "pieces/employer/certificate_challenge.html", context, status=status)


def prove(request: HttpRequest, *, purpose: str) -> bytes:
    """The pasted certificate (DER), after its key has proven itself.

    Raises ChallengeNotSigned or CertificateUnreadable.
    """
    encoded = _pasted_certificate(request.POST.get("certificate", ""))
    prove_challenge(
        encoded=encoded,
        signature=_pasted_signature(request.POST.get("signature", "")),
        session=session_of(request),
        purpose=purpose,
        hall=_hall(),
        now=timezone.now(),
    )
    return encoded


def _pasted_certificate(text: str) -> bytes:
    try:
        if len(text) > LONGEST:
            raise ValueError("too long")
        return x509.load_pem_x509_certificate(text.strip().encode()).public_bytes(Encoding.DER)
    except ValueError as error:
        raise CertificateUnreadable(
            "没有读懂粘贴的证书。请从“-----BEGIN CERTIFICATE-----”起，到结尾一并复制。"
        ) from error


def _pasted_signature(text: str) -> bytes:
    try:
        if len(text) > LONGEST:
            raise ValueError("too long")
        return base64.b64decode("".join(text.split()), validate=True)
    except (ValueError, binascii.Error) as error:
        raise ChallengeNotSigned(
            "没有读懂粘贴的签名值。请完整复制签名工具给出的签名。"
        ) from error


def _hall() -> str:
    return str(value("hall.name", on=business_day()))
