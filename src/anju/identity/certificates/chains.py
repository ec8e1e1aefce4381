"""Asks OpenSSL whether a certificate leads to a root we trust; it knows SM2 as well."""

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum

from cryptography import x509
from OpenSSL import crypto

from anju.identity.certificates.anchors import Anchors


class Flaw(StrEnum):
    """What is wrong with a chain."""

    EXPIRED = "expired"
    EARLY = "early"
    FOREIGN = "foreign"


# X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED of OpenSSL.
_OF_TIME = {9: Flaw.EARLY, 10: Flaw.EXPIRED}


def flaw_of(
    leaf: x509.Certificate,
    chain: Sequence[x509.Certificate],
    *,
    trusted: Anchors,
    now: datetime,
) -> Flaw | None:
    """Why a certificate is not trusted at this moment, or nothing.

    Signatures are RSA, ECDSA, or SM2 with SM3 under the user id of GM/T 0009, as the OpenSSL
    within our locked library checks them; the visitor's own chain only helps to find the way.
    Purposes and revocation are not looked at here.
    """
    store = crypto.X509Store()
    for root in trusted.roots:
        store.add_cert(crypto.X509.from_cryptography(root))
    store.set_time(now.astimezone(UTC))
    between = [crypto.X509.from_cryptography(one) for one in (*trusted.others, *chain)]
    context = crypto.X509StoreContext(store, crypto.X509.from_cryptography(leaf), between)
    try:
        context.verify_certificate()
    except crypto.X509StoreContextError as error:
        number, depth = error.errors[0], error.errors[1]
        # Only his own certificate's dates are his affair; an authority's are ours.
        return _OF_TIME.get(number, Flaw.FOREIGN) if depth == 0 else Flaw.FOREIGN
    return None
