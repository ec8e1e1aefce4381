"""The town's certificates: one for the first agent of every firm, and bad ones to try with."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings
from django.utils import timezone

from anju.batch.town.found import employer_of
from anju.batch.town.plan import Hall
from anju.ground.errors import Refusal
from anju.identity.certificates.bind_certificate import bind_certificate
from anju.identity.certificates.check_certificate import check_certificate
from anju.identity.certificates.fetch_lists import authorities, fetch_lists
from anju.identity.models import Certificate
from anju.people.models import Appointment, Employer

BY = "演示"
BAD = ("revoked", "expired", "server", "foreign", "self_signed", "weak")


@dataclass(frozen=True)
class Files:
    """Where a certificate lies: packed for browsers, and bare for tools, key and all."""

    folder: Path
    name: str

    @property
    def p12(self) -> Path:
        return self.folder / f"{self.name}.p12"

    @property
    def pem(self) -> Path:
        return self.folder / f"{self.name}.pem"

    @property
    def key(self) -> Path:
        return self.folder / f"{self.name}.key"

    def told(self, pin: str) -> dict[str, str]:
        """What the demo book says about it."""
        return {
            "p12": str(self.p12), "pem": str(self.pem), "key": str(self.key), "pin": pin
        }  # fmt: skip


def files_of(hall: Hall, employer: Employer, kind: str = "good") -> Files:
    """The files of an employer's first agent, or of a bad certificate of his."""
    tail = "" if kind == "good" else f"-{kind}"
    return Files(Path(settings.VAR) / "certificates" / hall.code, f"{employer.number}{tail}")


def pin_of(employer: Employer) -> str:
    """The PIN of an employer's key: always the same, six digits."""
    digest = hashlib.sha256(f"pin/{employer.number}".encode()).digest()
    return f"{int.from_bytes(digest[:4]) % 10**6:06d}"


def page_of(hall: Hall, employer: Employer) -> dict[str, Any]:
    """An employer's certificates for the demo book; nothing before they were issued."""
    pin, good = pin_of(employer), files_of(hall, employer)
    bad = {kind: files_of(hall, employer, kind) for kind in BAD}
    return {
        **({"certificate": good.told(pin)} if good.p12.exists() else {}),
        **(
            {"bad_certificates": {kind: each.told(pin) for kind, each in bad.items()}}
            if bad["weak"].p12.exists()
            else {}
        ),
    }


def trust_the_simulator(web: httpx.Client) -> None:
    """Put the simulated authority among those the halls trust: for a demo, and only there."""
    folder = Path(settings.ANJU_TRUST_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    answer = web.get("/ca/anchors.pem").raise_for_status()
    (folder / "simulator.pem").write_bytes(answer.content)


def give_certificates(*, hall: Hall, web: httpx.Client, say: Callable[[str], None]) -> None:
    """Issue and bind what is missing in the current center; what stands is left as it is."""
    fetch_lists(authority=authorities(), now=timezone.now())
    issued = 0
    for place, firm in enumerate(hall.firms):
        employer = employer_of(hall, firm)
        first = _first_agent(employer) if employer else None
        if employer is None or first is None or _stands(files_of(hall, employer)):
            continue
        _good(hall, first, web)
        issued += 1
        if place == 0:
            for kind in BAD:
                _bad(hall, first, kind, web)
    if issued:
        say(f"  {hall.code}：签发并绑定经办人证书 {issued} 张")


def _first_agent(employer: Employer) -> Appointment | None:
    serving = Appointment.objects.select_related("agent", "employer").filter(
        employer=employer, active=True
    )
    return serving.exclude(employer__state=Employer.State.CLOSED).order_by("id").first()


def _stands(files: Files) -> bool:
    """Whether a certificate lies there that still opens the door."""
    if not files.pem.exists() or not files.p12.exists():
        return False
    encoded = _der(files.pem.read_bytes())
    try:
        papers = check_certificate(encoded=encoded, chain=(), now=timezone.now())
    except Refusal:
        return False
    bound = Certificate.objects.filter(fingerprint=papers.fingerprint, ended_at=None)
    return bound.exists()


def _good(hall: Hall, first: Appointment, web: httpx.Client) -> None:
    files = files_of(hall, first.employer)
    _issue(files, first, "good", web)
    bind_certificate(
        encoded=_der(files.pem.read_bytes()),
        chain=(),
        appointment=first,
        by=BY,
        now=timezone.now(),
    )


def _bad(hall: Hall, first: Appointment, kind: str, web: httpx.Client) -> None:
    files = files_of(hall, first.employer, kind)
    serial = _issue(files, first, "good" if kind == "revoked" else kind, web)
    if kind == "revoked":
        web.post(f"/ca/certificates/{serial}/revocation").raise_for_status()


def _issue(files: Files, first: Appointment, kind: str, web: httpx.Client) -> str:
    pin = pin_of(first.employer)
    order = {
        "company": first.employer.name[:64],
        "credit_code": first.employer.credit_code,
        "agent": first.agent.name,
        "person": first.agent.identity_number,
        "kind": kind,
        "pin": pin,
    }
    made = web.post("/ca/certificates", json=order).raise_for_status().json()
    where = f"/ca/certificates/{made['serial']}/files"
    kept = web.post(where, json={"pin": pin}).raise_for_status().json()
    files.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    files.p12.write_bytes(bytes.fromhex(kept["p12_hex"]))
    files.pem.write_text(made["pem"])
    files.key.touch(mode=0o600)
    files.key.write_text(kept["key"])
    return str(made["serial"])


def _der(pem: bytes) -> bytes:
    return x509.load_pem_x509_certificate(pem).public_bytes(Encoding.DER)
