"""Judges a client certificate: each cause for a no has its own sentence."""

from collections.abc import Sequence
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID

from anju.ground.errors import Refusal
from anju.identity.certificates.anchors import Anchors, anchors, name_of
from anju.identity.certificates.chains import Flaw, flaw_of
from anju.identity.certificates.papers import Papers, read_papers
from anju.identity.certificates.revocation import is_known, is_listed
from anju.policy.items import CHINA

SHORTEST_RSA, SHORTEST_EC = 2048, 256
LARGEST = 16 * 1024
LONGEST_CHAIN = 5
BROKEN_HASHES = {"md5", "sha1"}


class CertificateUnreadable(Refusal):
    code = "identity.certificate_unreadable"


class CertificateSelfSigned(Refusal):
    code = "identity.certificate_self_signed"


class CertificateForeign(Refusal):
    code = "identity.certificate_foreign"


class CertificateExpired(Refusal):
    code = "identity.certificate_expired"


class CertificateNotYetValid(Refusal):
    code = "identity.certificate_not_yet_valid"


class CertificateWeak(Refusal):
    code = "identity.certificate_weak"


class CertificateForOtherUse(Refusal):
    code = "identity.certificate_for_other_use"


class CertificateRevoked(Refusal):
    code = "identity.certificate_revoked"


class CertificateNamesNobody(Refusal):
    code = "identity.certificate_names_nobody"


def check_certificate(*, encoded: bytes, chain: Sequence[bytes], now: datetime) -> Papers:
    """Judge a certificate (DER) by itself: form, key, chain, dates, purpose, revocation.

    That whoever shows it holds its key is proven elsewhere, by the TLS handshake or a signed
    challenge. Without a fresh list the papers say so, and open no more than a look. Raises one
    Refusal per cause. (C-24, security W15, H6; ASVS 6.7, 12.1.3; RFC 5280.)
    """
    leaf, trusted = read_certificate(encoded), anchors()
    _check_key(leaf)
    if leaf.issuer == leaf.subject:
        raise CertificateSelfSigned(
            "这张证书是自己签发给自己的，不能证明单位身份。请使用 CA 机构为本单位签发的证书。"
        )
    _check_chain(leaf, [read_certificate(one) for one in chain[:LONGEST_CHAIN]], trusted, now)
    _check_purpose(leaf)
    issuer = name_of(leaf.issuer)
    if is_listed(leaf, issuer=issuer) or _authority_is_listed(issuer, trusted):
        raise CertificateRevoked(
            "这张证书已被 CA 机构撤销，不能再登录。请联系 CA 机构补办新证书后再绑定。"
        )
    known = is_known(issuer=issuer, trusted=trusted, now=now)
    papers = read_papers(leaf, revocation_known=known)
    if not (papers.credit_code and papers.agent_name):
        raise CertificateNamesNobody(
            "证书里没有写明单位的统一社会信用代码或经办人姓名。请向 CA 机构申领机构经办人证书。"
        )
    return papers


def read_certificate(encoded: bytes) -> x509.Certificate:
    """Read a certificate as DER. Raises CertificateUnreadable."""
    if len(encoded) > LARGEST:
        raise _unreadable()
    try:
        certificate = x509.load_der_x509_certificate(encoded)
        if certificate.subject is None or certificate.extensions is None:
            raise _unreadable()
    except (ValueError, x509.DuplicateExtension, x509.UnsupportedGeneralNameType) as error:
        raise _unreadable() from error
    return certificate


# Made only where they are raised: whoever listens for denials hears each that is made.
def _unreadable() -> CertificateUnreadable:
    return CertificateUnreadable("没有读懂这张证书。请重新选择或粘贴完整的证书。")


def _weak() -> CertificateWeak:
    return CertificateWeak(
        "这张证书的密钥或签名算法强度不足，容易被冒用。请联系 CA 机构换发新证书。"
    )


def _check_key(leaf: x509.Certificate) -> None:
    try:
        key = leaf.public_key()
        hashed = leaf.signature_hash_algorithm
    except UnsupportedAlgorithm:
        return  # SM2 with SM3, which OpenSSL judges with the chain
    except ValueError as error:
        raise _weak() from error
    if hashed is not None and hashed.name in BROKEN_HASHES:
        raise _weak()
    long = isinstance(key, rsa.RSAPublicKey) and key.key_size >= SHORTEST_RSA
    if not long and not (
        isinstance(key, ec.EllipticCurvePublicKey) and key.key_size >= SHORTEST_EC
    ):
        raise _weak()


def _check_chain(
    leaf: x509.Certificate, chain: list[x509.Certificate], trusted: Anchors, now: datetime
) -> None:
    flaw = flaw_of(leaf, chain, trusted=trusted, now=now)
    if flaw == Flaw.EXPIRED:
        ended = leaf.not_valid_after_utc.astimezone(CHINA).date()
        raise CertificateExpired(
            f"这张证书已于 {ended} 过期。请到 CA 机构办理续期，再用新证书登录。"
        )
    if flaw == Flaw.EARLY:
        begins = leaf.not_valid_before_utc.astimezone(CHINA).date()
        raise CertificateNotYetValid(f"这张证书自 {begins} 起才有效，请到时再用它登录。")
    if flaw is not None:
        raise CertificateForeign(
            "这张证书不是本中心认可的 CA 机构签发的，不能登录。请换用认可的机构签发的证书。"
        )


def _check_purpose(leaf: x509.Certificate) -> None:
    """The library's own verifier takes a missing purpose for any purpose; we do not."""
    told = {type(one.value): one.value for one in leaf.extensions}
    usage = told.get(x509.KeyUsage)
    purposes = told.get(x509.ExtendedKeyUsage)
    basic = told.get(x509.BasicConstraints)
    signs = isinstance(usage, x509.KeyUsage) and usage.digital_signature
    for_clients = (
        isinstance(purposes, x509.ExtendedKeyUsage)
        and ExtendedKeyUsageOID.CLIENT_AUTH in purposes
    )
    authority = isinstance(basic, x509.BasicConstraints) and basic.ca
    if not signs or not for_clients or authority:
        raise CertificateForOtherUse(
            "这张证书不是用来登录的（例如服务器证书或加密证书）。请选择本单位的签名证书。"
        )


def _authority_is_listed(issuer: str, trusted: Anchors) -> bool:
    found = [trusted.named(name) for name in trusted.above(issuer)]
    return any(one is not None and is_listed(one, issuer=name_of(one.issuer)) for one in found)
