"""An authority of the tests' own, and what it takes to come in with one of its certificates."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from django.test import Client

from anju.identity.certificates.bind_certificate import bind_certificate
from anju.identity.certificates.keep_list import keep_list
from anju.identity.models import Certificate
from anju.people.models import Appointment
from anju_simulators.authority import issue, revoke, ukey
from anju_simulators.authority.roots import Roots
from anju_simulators.store import Store

PIN = "135790"


def now() -> datetime:
    """Certificates live in real time, whatever day the tests' center has."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Key:
    """A certificate with its key, as a U-Key holds both."""

    serial: str
    certificate: x509.Certificate
    private: Any
    chain: tuple[bytes, ...]

    @property
    def encoded(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def above_pem(self) -> bytes:
        """The authority above, which browsers send along."""
        return b"".join(
            x509.load_der_x509_certificate(one).public_bytes(serialization.Encoding.PEM)
            for one in self.chain
        )

    @property
    def key_pem(self) -> bytes:
        return bytes(
            self.private.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )

    @property
    def environ(self) -> dict[str, Any]:
        """What the TLS front puts beside a request."""
        return {
            "anju.client_certificate": self.encoded,
            "anju.client_chain": self.chain,
            "wsgi.url_scheme": "https",
        }

    def sign(self, text: str) -> bytes:
        """The signature of a text, as the U-Key's tool makes it."""
        told = text.encode()
        if isinstance(self.private, rsa.RSAPrivateKey):
            return self.private.sign(told, padding.PKCS1v15(), hashes.SHA256())
        return bytes(self.private.sign(told, ec.ECDSA(hashes.SHA256())))


class Authority:
    """The simulated authority without its web pages."""

    def __init__(self, folder: Path) -> None:
        self.store, self.roots = Store(folder), Roots(folder / "authority")

    def issue(self, appointment: Appointment, kind: str = "good", **other: str) -> Key:
        """A certificate for who acts here, or a bad one, or with other facts in it."""
        facts = {
            "company": appointment.employer.name,
            "credit_code": appointment.employer.credit_code,
            "agent": appointment.agent.name,
            "kind": kind,
            "pin": PIN,
        }
        order = issue.read_order({**facts, **other})
        row = issue.issue(
            self.store, self.roots, order, crl_url="http://ca.invalid/issuing.crl"
        )
        above = self.roots.issuing.certificate.public_bytes(serialization.Encoding.DER)
        return Key(
            serial=row["serial"],
            certificate=x509.load_pem_x509_certificate(row["pem"].encode()),
            private=ukey.unlock(self.store, row["serial"], PIN),
            chain=(above,),
        )

    def revoke(self, key: Key) -> None:
        """Revoke a certificate; halls hear of it with the next list."""
        revoke.revoke(self.store, key.serial)

    def publish(self, mode: str = "none") -> int:
        """Let the current center take in both lists, in the state a fault leaves them."""
        revoke.set_fault(self.store, mode)
        root, issuing = (
            revoke.root_list(self.store, self.roots),
            revoke.issuing_list(self.store, self.roots),
        )
        revoke.set_fault(self.store, "none")
        return keep_list(encoded=root, now=now()) + keep_list(encoded=issuing, now=now())


@pytest.fixture(scope="session")
def _authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def authority(_authority: Authority, tmp_path: Path, settings) -> Authority:
    """An authority the center trusts, and whose lists are fresh here."""
    settings.ANJU_TRUST_DIR = tmp_path / "trust"
    settings.ANJU_TRUST_DIR.mkdir()
    (settings.ANJU_TRUST_DIR / "anchors.pem").write_bytes(
        _authority.roots.root.pem + _authority.roots.issuing.pem
    )
    return _authority


def bound(
    authority: Authority, appointment: Appointment, **other: str
) -> tuple[Key, Certificate]:
    """A good certificate bound to who acts here, with fresh lists."""
    authority.publish()
    key = authority.issue(appointment, **other)
    return key, bind(key, appointment)


def bind(key: Key, appointment: Appointment) -> Certificate:
    """Bind a certificate to who acts here."""
    return bind_certificate(
        encoded=key.encoded, chain=key.chain, appointment=appointment, by="test", now=now()
    )


def certificate_visit(hall: Client, authority: Authority, appointment: Appointment) -> Client:
    """The hall with this agent signed in by certificate (C-24, X-16)."""
    key, _ = bound(authority, appointment)
    # Every request of this hall is over TLS now, and shows the certificate.
    hall.defaults.update(key.environ)
    answer = hall.post("/employer/certificate", secure=True)
    assert answer.status_code == 302, answer.content.decode()
    return hall
