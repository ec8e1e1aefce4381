"""The authority's keys: a root, an issuing authority, and a stranger that copies its name."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

KEPT = timedelta(days=15 * 365)
ROOT_NAME = "安居模拟根证书"
ISSUING_NAME = "安居模拟 CA"


@dataclass(frozen=True)
class Signer:
    """A certificate that may issue others, with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)


class Roots:
    """Made once in a folder of their own and read from there ever after."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.root = _kept(folder / "root", ROOT_NAME, None)
        self.issuing = _kept(folder / "issuing", ISSUING_NAME, self.root)
        # The stranger bears the very names of ours: only its signature gives it away.
        strange_root = _kept(folder / "strange-root", ROOT_NAME, None)
        self.stranger = _kept(folder / "strange", ISSUING_NAME, strange_root)


def name_of(common_name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "安居模拟环境"),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _kept(path: Path, name: str, above: Signer | None) -> Signer:
    file = path.with_suffix(".pem")
    if not file.exists():
        made = _make(name, above)
        secret = made.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        file.touch(mode=0o600)
        file.write_bytes(secret + made.pem)
    text = file.read_bytes()
    key = serialization.load_pem_private_key(text, password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{file} holds another kind of key")
    return Signer(x509.load_pem_x509_certificate(text), key)


def _make(name: str, above: Signer | None) -> Signer:
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    issuer = above.certificate.subject if above else name_of(name)
    signing = above.key if above else key
    usage = x509.KeyUsage(
        digital_signature=False, content_commitment=False, key_encipherment=False,
        data_encipherment=False, key_agreement=False, key_cert_sign=True, crl_sign=True,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
    above_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key())
    made = (
        x509.CertificateBuilder()
        .subject_name(name_of(name))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=800))
        .not_valid_after(now + KEPT)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0 if above else 1), True)
        .add_extension(usage, True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(above_key, False)
        .sign(signing, hashes.SHA256())
    )
    return Signer(made, key)
