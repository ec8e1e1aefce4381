"""The U-Key's own tool: signs a text with a key after its PIN, and packs keys for browsers."""

import base64

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from anju_simulators.authority.issue import PrivateKey, row_of
from anju_simulators.authority.roots import Roots
from anju_simulators.store import Store
from anju_simulators.wire import Refused

TRIES = 6


def sign_text(store: Store, serial: str, *, pin: str, text: str) -> dict[str, str]:
    """Sign a text (UTF-8, SHA-256; RSA PKCS #1 v1.5 or ECDSA) as base64, with the certificate.

    Raises Refused 403 for a wrong PIN; after six in a row the key is locked for good.
    """
    if not text.strip() or len(text) > 2000:
        raise Refused(400, "请粘贴网上大厅给出的签名原文，不超过 2000 个字。")
    key = unlock(store, serial, pin)
    # A browser's text area writes line ends its own way; what the hall gave has bare ones.
    told = text.replace("\r\n", "\n").encode()
    if isinstance(key, rsa.RSAPrivateKey):
        signature = key.sign(told, padding.PKCS1v15(), hashes.SHA256())
    else:
        signature = key.sign(told, ec.ECDSA(hashes.SHA256()))
    pem = str(row_of(store, serial)["pem"])
    return {"signature": base64.b64encode(signature).decode(), "certificate": pem}


def unlock(store: Store, serial: str, pin: str) -> PrivateKey:
    """The private key behind a PIN. Raises Refused 403."""
    row = row_of(store, serial)
    if row["wrong_pins"] >= TRIES:
        raise Refused(403, "PIN 连续输错 6 次，这把 U-Key 已锁死，请重新申领证书。")
    try:
        key = serialization.load_pem_private_key(row["locked_key"].encode(), pin.encode())
    except (ValueError, TypeError) as error:
        store.run("UPDATE certificate SET wrong_pins = wrong_pins + 1 WHERE serial = ?", serial)
        left = TRIES - 1 - row["wrong_pins"]
        raise Refused(403, f"PIN 不正确，还可以试 {left} 次。") from error
    store.run("UPDATE certificate SET wrong_pins = 0 WHERE serial = ?", serial)
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise TypeError("a key of another kind was kept")
    return key


def pack(store: Store, roots: Roots, serial: str, *, pin: str) -> bytes:
    """Certificate, chain and key as PKCS #12 under the PIN, as a browser takes it in."""
    row, key = row_of(store, serial), unlock(store, serial, pin)
    signer = roots.stranger if row["kind"] == "foreign" else roots.issuing
    return pkcs12.serialize_key_and_certificates(
        f"{row['company']} {row['agent']}".encode(),
        key,
        x509.load_pem_x509_certificate(row["pem"].encode()),
        [] if row["kind"] == "self_signed" else [signer.certificate],
        serialization.BestAvailableEncryption(pin.encode()),
    )


def open_key(store: Store, serial: str, *, pin: str) -> bytes:
    """The bare private key as PEM, for tools that cannot read PKCS #12."""
    return unlock(store, serial, pin).private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
