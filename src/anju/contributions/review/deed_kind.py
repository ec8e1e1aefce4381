"""What a kind of deed tells the reviewing: what is to be seen, and the verb behind it."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from anju.people.models import Employer

Payload = Mapping[str, Any]
Pairs = tuple[tuple[str, str], ...]
# Stands in the payload once somebody else has agreed to the digest of what was seen.
REVIEWED = "reviewed"


@dataclass(frozen=True)
class Seen:
    """A deed as it stands: size, words for people, whom its lines are about, and all else that
    must still be equal when the second person agrees (`mark`, JSON values).

    `persons` are blind indexes of identity numbers; the amount is fen.
    """

    heads: int
    amount_fen: int
    pairs: Pairs
    mark: Any
    persons: frozenset[bytes] = frozenset()

    @property
    def digest(self) -> str:
        """What was seen, in 64 letters; equal as long as nothing of it has changed."""
        plain = json.dumps([self.heads, self.amount_fen, self.mark], default=str)
        return hashlib.sha256(plain.encode()).hexdigest()


@dataclass(frozen=True)
class Rows:
    """The lines of a deed as a reviewer reads them, numbers behind their masks."""

    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Doing:
    """Who does a deed for which employer, and when."""

    employer: Employer
    payload: Payload
    today: date
    now: datetime
    by: str


@dataclass(frozen=True)
class DeedKind:
    """A kind of deed, its verb, and how a second person sees it.

    `look` reads it and holds what it stands on; `run` does it and answers the number of what
    came of it. A form that is `known` was done before: its verb answers for it. Before it
    waits, `agreed` refuses what its maker has not seen. `rows` shows its lines. One that
    `loosens` always needs a second person. One that `pays` pays for whoever already stands in
    submitted registers: where the employer has set nothing, it weighs by its amount alone.
    """

    label: str
    look: Callable[[Employer, Payload, date], Seen]
    run: Callable[[Doing], str]
    known: Callable[[Employer, Payload], bool] = lambda _employer, _payload: False
    agreed: Callable[[Payload, Seen], None] = lambda _payload, _seen: None
    rows: Callable[[Employer, Payload], Rows] = lambda _employer, _payload: Rows()
    loosens: bool = False
    pays: bool = False
