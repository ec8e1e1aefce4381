"""Takes in a list of revoked certificates, and ends whatever it revokes at once."""

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, rsa
from django.db import transaction

from anju.ground.errors import Refusal
from anju.identity.certificates.anchors import anchors, name_of
from anju.identity.certificates.end_certificate import end_certificate
from anju.identity.certificates.papers import serial_of
from anju.identity.models import Certificate, RevocationList

SLACK = timedelta(minutes=5)
BECAUSE = "CA 机构已撤销"
_KEYS = (
    rsa.RSAPublicKey | ec.EllipticCurvePublicKey | dsa.DSAPublicKey
    | ed25519.Ed25519PublicKey | ed448.Ed448PublicKey
)  # fmt: skip


class ListNotTrusted(Refusal):
    code = "identity.list_not_trusted"


def keep_list(*, encoded: bytes, now: datetime) -> int:
    """Keep a list (DER) in place of the one before, and end the bound certificates it names.

    Answers how many were ended. A list that is older than the one we hold changes nothing: it
    would bring a revoked certificate back. Raises ListNotTrusted unless an authority we trust
    has signed it and it is whole: neither a delta nor one of several parts.
    (RFC 5280 section 6.3, security H6.)
    """
    listed = _read(encoded)
    issuer, made = name_of(listed.issuer), listed.last_update_utc
    if made > now + SLACK:
        raise ListNotTrusted(f"撤销列表的时间在将来：{made.isoformat()}。")
    with transaction.atomic():
        held = RevocationList.objects.select_for_update().filter(issuer=issuer).first()
        if held is not None and held.made_at > made:
            return 0
        kept = {
            "encoded": encoded,
            "made_at": made,
            # A list without an end would be fresh for ever; it is fresh for the moment.
            "next_at": listed.next_update_utc or made,
            "fetched_at": now,
        }
        RevocationList.objects.update_or_create(issuer=issuer, defaults=kept)
        return _end_listed(listed, issuer, now)


def _read(encoded: bytes) -> x509.CertificateRevocationList:
    try:
        listed = x509.load_der_x509_crl(encoded)
        authority = anchors().named(name_of(listed.issuer))
        key = authority.public_key() if authority else None
        # A part of a list, or what has changed in it, would say too little of who is revoked.
        whole = not any(one.critical for one in listed.extensions)
        if whole and isinstance(key, _KEYS) and listed.is_signature_valid(key):
            return listed
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise ListNotTrusted("撤销列表读不懂，没有采用。") from error
    raise ListNotTrusted("撤销列表不完整，或不是认可的 CA 机构签发的，没有采用。")


def _end_listed(listed: x509.CertificateRevocationList, issuer: str, now: datetime) -> int:
    serials = {serial_of(one.serial_number) for one in listed}
    fallen = [
        name_of(one.subject)
        for one in anchors().others
        if name_of(one.issuer) == issuer and serial_of(one.serial_number) in serials
    ]
    bound = Certificate.objects.filter(ended_at=None, issuer__in=[issuer, *fallen])
    hit = [one for one in bound if one.issuer in fallen or one.serial in serials]
    for one in hit:
        end_certificate(one.pk, because=BECAUSE, now=now)
    return len(hit)
