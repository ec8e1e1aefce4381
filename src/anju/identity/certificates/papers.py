"""What a certificate says: whose it is, of which company, from when to when."""

import re
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import NameOID

from anju.identity.certificates.anchors import name_of

# Legal persons by their national register number, as ETSI EN 319 412-1 writes them.
_REGISTER = re.compile(r"(?:NTRCN-|VATCN-)?([0-9A-Z]{18})\Z", re.ASCII)


@dataclass(frozen=True)
class Papers:
    """A certificate found good, read; `revocation_known` is false without a fresh list."""

    company: str
    credit_code: str
    agent_name: str
    person: str
    issuer: str
    serial: str
    subject: str
    fingerprint: bytes
    valid_from: datetime
    valid_until: datetime
    revocation_known: bool


def read_papers(certificate: x509.Certificate, *, revocation_known: bool) -> Papers:
    """Read the names of a certificate; a missing one is an empty text."""
    subject = certificate.subject
    registered = _REGISTER.match(_told(subject, NameOID.ORGANIZATION_IDENTIFIER))
    return Papers(
        company=_told(subject, NameOID.ORGANIZATION_NAME),
        credit_code=registered[1] if registered else "",
        agent_name=_told(subject, NameOID.COMMON_NAME),
        person=_told(subject, NameOID.SERIAL_NUMBER),
        issuer=name_of(certificate.issuer),
        serial=serial_of(certificate.serial_number),
        subject=name_of(subject),
        fingerprint=certificate.fingerprint(hashes.SHA256()),
        valid_from=certificate.not_valid_before_utc,
        valid_until=certificate.not_valid_after_utc,
        revocation_known=revocation_known,
    )


def serial_of(number: int) -> str:
    """A serial number as we keep it, in hex."""
    return f"{number:X}"


def _told(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
    found = name.get_attributes_for_oid(oid)
    return str(found[0].value).strip() if len(found) == 1 else ""
