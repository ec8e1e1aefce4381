"""The keys behind the seals: a small authority of this installation, and one key per center."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

AUTHORITY = "authority"
AUTHORITY_NAME = "安居电子签章根证书"
_KEY_BITS = 3072
_AUTHORITY_LASTS = timedelta(days=365 * 20)
_SEAL_LASTS = timedelta(days=365 * 5)
# Clocks of readers may lag behind ours by a little.
_EARLIER = timedelta(hours=1)


@dataclass(frozen=True)
class Credential:
    """A private key with its certificate."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate

    def holds_at(self, moment: datetime) -> bool:
        """Whether the certificate is valid at a moment."""
        certificate = self.certificate
        return certificate.not_valid_before_utc <= moment <= certificate.not_valid_after_utc


def authority(folder: Path, *, now: datetime) -> Credential:
    """The authority of this installation, made on first need."""
    with _locked(folder):
        return _authority(folder, now)


def center_credential(folder: Path, *, code: str, name: str, now: datetime) -> Credential:
    """The key and certificate a center seals with at `now`, made or renewed on need.

    Files are readable by their owner only. An old certificate lives on inside the documents
    it sealed, so renewal simply replaces the files.
    """
    with _locked(folder):
        found = _load(folder, code)
        if found and found.holds_at(now):
            return found
        issuer = _authority(folder, now)
        # Never beyond the authority's own end: a chain is no longer than its oldest link.
        closes = min(now + _SEAL_LASTS, issuer.certificate.not_valid_after_utc)
        return _issue(folder, code, name=name, opens=now, closes=closes, issuer=issuer)


def _authority(folder: Path, now: datetime) -> Credential:
    found = _load(folder, AUTHORITY)
    if found and found.holds_at(now):
        return found
    return _issue(
        folder, AUTHORITY, name=AUTHORITY_NAME, opens=now, closes=now + _AUTHORITY_LASTS
    )


def _issue(
    folder: Path,
    stem: str,
    *,
    name: str,
    opens: datetime,
    closes: datetime,
    issuer: Credential | None = None,
) -> Credential:
    key = rsa.generate_private_key(public_exponent=65537, key_size=_KEY_BITS)
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(opens - _EARLIER)
        .not_valid_after(closes)
    )
    signer = issuer.key if issuer else key
    for extension, critical in _extensions(key, signer, is_authority=issuer is None):
        builder = builder.add_extension(extension, critical=critical)
    made = Credential(key, builder.sign(signer, hashes.SHA256()))
    _save(folder, stem, made)
    return made


def _extensions(
    key: rsa.RSAPrivateKey, signer: rsa.RSAPrivateKey, *, is_authority: bool
) -> list[tuple[x509.ExtensionType, bool]]:
    usage = x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=not is_authority,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
    return [
        (x509.BasicConstraints(ca=is_authority, path_length=0 if is_authority else None), True),
        (usage, True),
        (x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False),
        (x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), False),
    ]


def _load(folder: Path, stem: str) -> Credential | None:
    try:
        kept = (folder / f"{stem}.pem").read_bytes()
    except FileNotFoundError:
        return None
    # Proving the primes of a key we made ourselves would take 0.1 s at every signature.
    key = serialization.load_pem_private_key(
        kept, password=None, unsafe_skip_rsa_key_validation=True
    )
    if not isinstance(key, rsa.RSAPrivateKey):
        raise TypeError(f"{stem}.pem holds no RSA key")
    return Credential(key, x509.load_pem_x509_certificate(kept))


def _save(folder: Path, stem: str, made: Credential) -> None:
    # Key and certificate share one file, so that a crash cannot leave them unmatched.
    fresh = folder / f".{stem}.{os.getpid()}"
    fresh.touch(mode=0o600)
    fresh.write_bytes(
        made.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.certificate.public_bytes(serialization.Encoding.PEM)
    )
    fresh.replace(folder / f"{stem}.pem")


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    # Two workers that meet a new center at once must not each make an authority.
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
