"""Issues agents' certificates: good ones, and on purpose every kind of bad one."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from anju_simulators.authority.roots import Roots, Signer
from anju_simulators.store import Store, now_text
from anju_simulators.wire import Refused, text_of

KINDS = {
    "good": "正常的客户端证书",
    "expired": "已过期",
    "early": "尚未生效",
    "server": "服务器用途（不是客户端证书）",
    "encipher": "只能加密，不能签名",
    "weak": "密钥太短（RSA 1024 位）",
    "foreign": "别的机构冒用本 CA 名称签发",
    "self_signed": "自己签给自己",
}
KEYS = {"p256": "EC P-256", "rsa2048": "RSA 2048 位"}
VALID = timedelta(days=365)
DAY = timedelta(days=1)
_CODE = re.compile(r"[0-9A-Z]{18}\Z", re.ASCII)
_PIN = re.compile(r"[0-9A-Za-z]{6,16}\Z", re.ASCII)

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True)
class Order:
    """What a company asks for: whose certificate, of which kind, guarded by which PIN."""

    company: str
    credit_code: str
    agent: str
    person: str
    kind: str
    key: str
    pin: str


def read_order(content: Mapping[str, Any]) -> Order:
    """Read an order; without a PIN one is invented. Raises Refused 400."""
    order = Order(
        company=text_of(content, "company", most=64, empty=False),
        credit_code=text_of(content, "credit_code", most=18, empty=False),
        agent=text_of(content, "agent", most=50, empty=False),
        person=text_of(content, "person", most=40),
        kind=text_of(content, "kind") or "good",
        key=text_of(content, "key") or "p256",
        pin=text_of(content, "pin") or f"{secrets.randbelow(10**6):06d}",
    )
    if not _CODE.match(order.credit_code):
        raise Refused(400, "统一社会信用代码应为 18 位数字或大写字母。")
    if order.kind not in KINDS or order.key not in KEYS:
        raise Refused(400, f"证书种类取自：{'、'.join(KINDS)}；密钥取自：{'、'.join(KEYS)}。")
    if not _PIN.match(order.pin):
        raise Refused(400, "PIN 应为 6 至 16 位数字或字母。")
    return order


def issue(store: Store, roots: Roots, order: Order, *, crl_url: str) -> dict[str, Any]:
    """Issue a certificate, keep its key under the PIN, and answer its row."""
    key = _new_key(order)
    certificate = _certificate(roots, order, key, crl_url)
    locked = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(order.pin.encode()),
    )
    serial = f"{certificate.serial_number:X}"
    store.run(
        "INSERT INTO certificate (serial, kind, company, credit_code, agent, pem, locked_key,"
        " issued_at, valid_until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        serial,
        order.kind,
        order.company,
        order.credit_code,
        order.agent,
        certificate.public_bytes(serialization.Encoding.PEM).decode(),
        locked.decode(),
        now_text(),
        certificate.not_valid_after_utc.date().isoformat(),
    )
    return {**row_of(store, serial), "pin": order.pin}


def row_of(store: Store, serial: str) -> dict[str, Any]:
    """What is kept of a certificate. Raises Refused 404."""
    found = store.row("SELECT * FROM certificate WHERE serial = ?", serial)
    if found is None:
        raise Refused(404, f"没有序列号为 {serial[:40]} 的证书。")
    return found


def _new_key(order: Order) -> PrivateKey:
    if order.kind == "weak":
        return rsa.generate_private_key(65537, 1024)  # that is the point
    if order.key == "rsa2048":
        return rsa.generate_private_key(65537, 2048)
    return ec.generate_private_key(ec.SECP256R1())


def _certificate(roots: Roots, order: Order, key: PrivateKey, crl_url: str) -> x509.Certificate:
    subject = _subject(roots, order)
    signer = _signer(roots, order, subject, key)
    begins, ends = _term(order.kind, datetime.now(UTC))
    purpose = ExtendedKeyUsageOID.CLIENT_AUTH
    if order.kind == "server":
        purpose = ExtendedKeyUsageOID.SERVER_AUTH
    above = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer[1].public_key())
    where = x509.DistributionPoint([x509.UniformResourceIdentifier(crl_url)], None, None, None)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(signer[0])
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
        .add_extension(_usage(signs=order.kind != "encipher"), True)
        .add_extension(x509.ExtendedKeyUsage([purpose]), False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(above, False)
        .add_extension(x509.CRLDistributionPoints([where]), False)
        .sign(signer[1], hashes.SHA256())
    )


def _signer(
    roots: Roots, order: Order, subject: x509.Name, key: PrivateKey
) -> tuple[x509.Name, PrivateKey]:
    if order.kind == "self_signed":
        return subject, key
    signer: Signer = roots.stranger if order.kind == "foreign" else roots.issuing
    return signer.certificate.subject, signer.key


def _subject(roots: Roots, order: Order) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, order.company),
            x509.NameAttribute(NameOID.ORGANIZATION_IDENTIFIER, f"NTRCN-{order.credit_code}"),
            x509.NameAttribute(NameOID.COMMON_NAME, order.agent),
            x509.NameAttribute(NameOID.SERIAL_NUMBER, _person(roots, order)),
        ]
    )


def _person(roots: Roots, order: Order) -> str:
    """The authority's own number of a person: always the same, and it tells nothing."""
    key = roots.issuing.key.private_numbers().private_value.to_bytes(32, "big")
    told = f"{order.agent} {order.person}".encode()
    return f"P{hmac.new(key, told, hashlib.sha256).hexdigest()[:16].upper()}"


def _term(kind: str, now: datetime) -> tuple[datetime, datetime]:
    if kind == "expired":
        return now - VALID, now - DAY
    if kind == "early":
        return now + 7 * DAY, now + 7 * DAY + VALID
    # Begun before the demo town's own day, whichever that is.
    return now - VALID, now + VALID


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs, content_commitment=signs, key_encipherment=not signs,
        data_encipherment=not signs, key_agreement=False, key_cert_sign=False, crl_sign=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip
