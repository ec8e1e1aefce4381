"""Whom this installation trusts to issue certificates: PEM files in one folder."""

from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from django.conf import settings


@dataclass(frozen=True)
class Anchors:
    """Roots, trusted as they are, and issuing authorities, which a root must prove."""

    roots: tuple[x509.Certificate, ...]
    others: tuple[x509.Certificate, ...]

    @property
    def every(self) -> tuple[x509.Certificate, ...]:
        """All of them."""
        return self.roots + self.others

    def named(self, subject: str) -> x509.Certificate | None:
        """The authority with this name, as `name_of` writes names."""
        return next((one for one in self.every if name_of(one.subject) == subject), None)

    def above(self, issuer: str) -> list[str]:
        """This issuer and whoever stands above it, up to the root, by name."""
        names: list[str] = []
        found = self.named(issuer)
        while found is not None and name_of(found.subject) not in names:
            names.append(name_of(found.subject))
            found = self.named(name_of(found.issuer))
        return names


def anchors() -> Anchors:
    """What lies in ANJU_TRUST_DIR now; nothing lies there, nobody is trusted.

    The folder is read anew each time, so that an authority that is taken out counts no more
    from the next request on. (ASVS 6.7.)
    """
    roots: list[x509.Certificate] = []
    others: list[x509.Certificate] = []
    for path in sorted(Path(settings.ANJU_TRUST_DIR).glob("*.pem")):
        for one in x509.load_pem_x509_certificates(path.read_bytes()):
            (roots if one.issuer == one.subject else others).append(one)
    return Anchors(tuple(roots), tuple(others))


def name_of(name: x509.Name) -> str:
    """A name as text, no longer than our columns."""
    return name.rfc4514_string()[:200]
