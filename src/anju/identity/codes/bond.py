"""What a code is bound to, and how that is kept: hashed with a key outside the database."""

from dataclasses import dataclass
from typing import Any

from anju.centers.sealed import keyring
from anju.identity.models import Code


@dataclass(frozen=True)
class Bond:
    """What a code is good for, and nothing else: under any other bond it is worthless."""

    purpose: Code.Purpose
    about: str
    session: str
    amount_fen: int | None = None

    @property
    def about_kept(self) -> str:
        """The object as rows name it: an identity number must not stand there."""
        return keyring().index(self.about, purpose=f"code about {self.purpose}").hex()

    @property
    def session_kept(self) -> str:
        """The session as rows name it: who reads the table gains nobody's session."""
        return keyring().index(self.session, purpose="code session").hex()

    @property
    def row(self) -> dict[str, Any]:
        """By what the row of a code under this bond is found."""
        return {
            "purpose": self.purpose,
            "about": self.about_kept,
            "session": self.session_kept,
            "amount_fen": self.amount_fen,
        }

    def digest(self, typed: str) -> bytes:
        """The keyed hash of a code under this bond."""
        bound = f"{self.purpose}|{self.about}|{self.session}|{self.amount_fen}|{typed}"
        return keyring().index(bound, purpose="code")
