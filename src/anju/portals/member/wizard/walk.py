"""Where somebody is on his way through a wizard."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.http import HttpRequest
from django.urls import reverse

from anju.identity.knocks.alive import live_knock
from anju.identity.models import Holder, Knock
from anju.portals.member.wizard.notes import Notes
from anju.portals.member.wizard.shapes import Shape, Step
from anju.portals.shared.doors.robots import SpeedBump
from anju.portals.shared.doors.visitors import session_of

ROUTES: Final = {Knock.Kind.REGISTER: "member:register", Knock.Kind.RESET: "member:forgot"}
DONE = "done"


@dataclass(frozen=True)
class Walk:
    """In which wizard, at which step, with what behind him."""

    request: HttpRequest
    kind: Knock.Kind
    shape: Shape
    step: Step
    notes: Notes
    today: date
    now: datetime

    @property
    def proven(self) -> Knock | None:
        """The knock of this session whose code was right."""
        found = live_knock(
            holder=Holder.MEMBER,
            session=session_of(self.request),
            kind=self.kind,
            now=self.now,
        )
        return found if found is not None and found.proven_at else None

    @property
    def may_be_here(self) -> bool:
        """Whether every step before was taken, and the code was right where it had to be."""
        before = self.shape.before(self.step)
        if not all(step.slug in self.notes.passed for step in before):
            return False
        return not any(step.proves for step in before) or self.proven is not None

    def url(self, slug: str = "") -> str:
        """The address of a step; nothing personal stands in it."""
        route = ROUTES[self.kind]
        return reverse(f"{route}_step", args=[slug]) if slug else reverse(route)

    def bump(self, about: str = "") -> SpeedBump:
        """The speed bump of this wizard; every knock counts, right or wrong."""
        return SpeedBump(self.request, form=f"member_{self.kind}", name=about)
