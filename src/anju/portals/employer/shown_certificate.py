"""What the TLS front puts beside a request, and where that front is."""

from hashlib import sha256
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from anju.centers.current import center_code
from anju.identity.models import Certificate, Visit
from anju.identity.visits.end_visit import end_visit

# Set by `anju.tls` alone: no header of a visitor can have a name without HTTP_ in front.
CERTIFICATE, CHAIN = "anju.client_certificate", "anju.client_chain"
KEY = "certificate_key"


def shown(request: HttpRequest) -> tuple[bytes, tuple[bytes, ...]]:
    """The certificate (DER) whose key this connection has used, and its chain; or empty."""
    return request.META.get(CERTIFICATE, b""), request.META.get(CHAIN, ())


def keep_to_key(request: HttpRequest) -> None:
    """Let the session that begins now live only on connections that show this certificate."""
    encoded, _ = shown(request)
    if encoded:
        request.session[KEY] = sha256(encoded).hexdigest()


def still_held(request: HttpRequest) -> bool:
    """Whether a session that began with a shown certificate still has its key in hand; if
    not, its visit is ended here. A cookie that was carried off opens nothing. (Security D5.)
    """
    kept = request.session.get(KEY)
    if kept is None or kept == sha256(shown(request)[0]).hexdigest():
        return True
    visit: Visit = request.visit  # type: ignore[attr-defined]
    end_visit(visit.pk, because=Visit.Because.CERTIFICATE_ENDED, now=timezone.now())
    return False


def serial_of_session(request: HttpRequest) -> str:
    """The serial of the certificate a session began with, or nothing."""
    visit: Visit = request.visit  # type: ignore[attr-defined]
    found = Certificate.objects.filter(pk=visit.certificate_id or 0).first()
    return found.serial if found else ""


def secure_url(request: HttpRequest, route: str) -> str:
    """A page of this hall over TLS, where a certificate can be shown."""
    path = reverse(route).removeprefix(request.META.get("SCRIPT_NAME", ""))
    return f"{settings.ANJU_SECURE_URL.format(center=center_code())}{path}"


def secure_binding_url(request: HttpRequest) -> str:
    """Over TLS, signed in by password there: 绑定数字证书."""
    path = urlsplit(secure_url(request, "employer:certificate_binding")).path
    return f"{secure_url(request, 'employer:sign_in')}?{urlencode({'next': path})}"
