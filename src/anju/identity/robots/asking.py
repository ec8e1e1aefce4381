"""When a form asks for a proof of work: from the second failure on."""

from dataclasses import dataclass
from datetime import datetime

from anju.identity.limit_table import FORM_FAILURES
from anju.identity.limits import Try, block_of, count_all, windows


@dataclass(frozen=True)
class Asker:
    """Who tries something at a form: the name he types, his session, his address."""

    form: str
    name: str
    session: str
    address: str

    @property
    def tries(self) -> list[Try]:
        """By what his failures are counted."""
        keys = ("n", self.name), ("s", self.session), ("b", block_of(self.address))
        return [(FORM_FAILURES, f"{self.form}|{kind}|{key}") for kind, key in keys if key]


def needs_puzzle(asker: Asker, *, now: datetime) -> bool:
    """Whether the name, the session or the address block has failed here twice lately."""
    found = windows(*asker.tries, now=now)
    return any(window.many >= FORM_FAILURES.most for window in found)


def note_failed(asker: Asker, *, now: datetime) -> None:
    """Count one failure at this form."""
    count_all(*asker.tries, now=now)
