"""The front's own certificate: the one that lies in its folder, or one made at first start."""

import os
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

KEPT = timedelta(days=2 * 365)
NAMES = ("localhost", "*.localhost")


def papers_in(folder: Path, *, names: tuple[str, ...] = ()) -> tuple[Path, Path]:
    """Certificate and key of the front; made for `names` and localhost when there are none.

    A real center puts its own `front.pem` and `front.key` there before the first start.
    """
    certificate, key = folder / "front.pem", folder / "front.key"
    if not (certificate.exists() and key.exists()):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _make(certificate, key, (*NAMES, *names))
    return certificate, key


def _make(certificate: Path, key: Path, names: tuple[str, ...]) -> None:
    secret, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "安居演示 TLS")])
    hosts: list[x509.GeneralName] = [x509.DNSName(one) for one in names]
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(secret.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + KEPT)
        .add_extension(
            x509.SubjectAlternativeName([*hosts, x509.IPAddress(IPv4Address("127.0.0.1"))]),
            False,
        )
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), False)
        .sign(secret, hashes.SHA256())
    )
    told = secret.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    _put(key, told, 0o600)
    _put(certificate, made.public_bytes(serialization.Encoding.PEM), 0o644)


def _put(path: Path, content: bytes, mode: int) -> None:
    """Whole or not at all: a start that is interrupted leaves no half file."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(content)
    draft.replace(path)
