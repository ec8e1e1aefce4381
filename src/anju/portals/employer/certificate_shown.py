"""What the TLS front puts beside a request, and where that front is."""

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from anju.centers.current import center_code

# Set by `anju.tls` alone: no header of a visitor can have a name without HTTP_ in front.
CERTIFICATE, CHAIN = "anju.client_certificate", "anju.client_chain"


def shown(request: HttpRequest) -> tuple[bytes, tuple[bytes, ...]]:
    """The certificate (DER) whose key this connection has used, and its chain; or empty."""
    return request.META.get(CERTIFICATE, b""), request.META.get(CHAIN, ())


def secure_url(request: HttpRequest, route: str) -> str:
    """A page of this hall over TLS, where a certificate can be shown."""
    path = reverse(route).removeprefix(request.META.get("SCRIPT_NAME", ""))
    return f"{settings.ANJU_SECURE_URL.format(center=center_code())}{path}"


def secure_binding_url(request: HttpRequest) -> str:
    """Over TLS, signed in by password there: 绑定数字证书."""
    path = urlsplit(secure_url(request, "employer:certificate_binding")).path
    return f"{secure_url(request, 'employer:sign_in')}?{urlencode({'next': path})}"
