"""What the TLS front puts beside a request, and where that front is."""

from django.conf import settings
from django.http import HttpRequest

from anju.centers.current import center_code

# Set by `anju.tls` alone: no header of a visitor can have a name without HTTP_ in front.
CERTIFICATE, CHAIN = "anju.client_certificate", "anju.client_chain"


def shown(request: HttpRequest) -> tuple[bytes, tuple[bytes, ...]]:
    """The certificate (DER) whose key this connection has used, and its chain; or empty."""
    return request.META.get(CERTIFICATE, b""), request.META.get(CHAIN, ())


def secure_url(path: str) -> str:
    """A page of this hall over TLS, where a certificate can be shown."""
    return f"{settings.ANJU_SECURE_URL.format(center=center_code())}{path}"
