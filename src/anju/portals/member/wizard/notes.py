"""What somebody has filled in so far, sealed in his own session for a quarter of an hour."""

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta

from django.http import HttpRequest

from anju.centers.sealed import keyring
from anju.identity.enrolment.facts import Facts, Wish
from anju.portals.shared.steps import seconds_until

LIVES = timedelta(minutes=15)
PURPOSE = "knock"


@dataclass(frozen=True)
class Notes:
    """The steps that were finished, the facts, the wish, and when a code may be asked for."""

    began_at: str
    passed: tuple[str, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)
    agreement: str = ""
    phrase: str = ""
    again_at: str = ""
    finished: bool = False

    def past(self, slug: str) -> "Notes":
        """The same with one step more behind."""
        return replace(self, passed=tuple(dict.fromkeys((*self.passed, slug))))

    def saying(self, facts: dict[str, str]) -> "Notes":
        """The same with more facts; a code that was sent for others is no longer awaited."""
        said = {**self.facts, **facts}
        return replace(self, facts=said, again_at=self.again_at if said == self.facts else "")

    def told(self) -> Facts:
        """The facts as the engine takes them."""
        said = {"name": "", "identity_number": "", **self.facts}
        return Facts(**said)

    def wish(self) -> Wish:
        """What was chosen besides."""
        return Wish(agreement=self.agreement, phrase=self.phrase)

    def seconds_left(self, now: datetime) -> int:
        """How long until a code may be asked for again."""
        return seconds_until(self.again_at, now=now)


def notes_of(request: HttpRequest, kind: str, now: datetime) -> Notes:
    """The notes of this session's wizard, or fresh ones."""
    sealed = request.session.get(_key(kind), "")
    if sealed:
        said = json.loads(keyring().unseal(bytes.fromhex(sealed), purpose=PURPOSE))
        notes = Notes(**{**said, "passed": tuple(said["passed"])})
        if now < datetime.fromisoformat(notes.began_at) + LIVES:
            return notes
    return Notes(began_at=now.isoformat())


def keep(request: HttpRequest, kind: str, notes: Notes) -> None:
    """Keep the notes until the next step."""
    text = json.dumps(asdict(notes), ensure_ascii=False)
    request.session[_key(kind)] = keyring().seal(text, purpose=PURPOSE).hex()


def _key(kind: str) -> str:
    return f"wizard_{kind}"
