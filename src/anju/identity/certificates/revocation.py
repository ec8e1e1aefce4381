"""The lists of revoked certificates we hold: who stands on one, and whether it is fresh."""

from collections.abc import Iterable
from datetime import datetime

from cryptography import x509

from anju.identity.certificates.anchors import Anchors
from anju.identity.models import RevocationList


def is_listed(certificate: x509.Certificate, *, issuer: str) -> bool:
    """Whether a certificate stands on its issuer's last list; an old list still counts here."""
    held = RevocationList.objects.filter(issuer=issuer).first()
    if held is None:
        return False
    listed = x509.load_der_x509_crl(bytes(held.encoded))
    return (
        listed.get_revoked_certificate_by_serial_number(certificate.serial_number) is not None
    )


def is_known(*, issuer: str, trusted: Anchors, now: datetime) -> bool:
    """Whether fresh lists of this issuer and of all above it are held.

    Without them nobody can say whether a certificate was revoked: whoever shows one may look
    and not act. (Security H6, F29.)
    """
    names = trusted.above(issuer)
    return bool(names) and _fresh(names, now) == set(names)


def _fresh(names: Iterable[str], now: datetime) -> set[str]:
    found = RevocationList.objects.filter(issuer__in=names, next_at__gt=now)
    return set(found.values_list("issuer", flat=True))
