"""The speed bump on a form: asked from the second failure on, solved by the browser itself."""

import json
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from anju.centers.clock.day import business_day
from anju.identity.robots.asking import Asker, needs_puzzle, note_failed
from anju.identity.robots.marks import LIVES, RobotDoubt
from anju.identity.robots.puzzle import MOST, check_puzzle, puzzle_for
from anju.identity.robots.ticket import WAIT, check_ticket, waiting_ticket
from anju.policy.rules import value
from anju.portals.shared.doors.gate import address_of
from anju.portals.shared.doors.visitors import session_of
from anju.portals.shared.fields import answer


@dataclass(frozen=True)
class Robot:
    """What `parts/robot.html` shows; without a puzzle only that nothing is to be typed."""

    label: str
    puzzle: str = ""
    ticket: str = ""
    most: int = MOST
    wait_seconds: int = int(WAIT.total_seconds())
    lives_seconds: int = 0


class SpeedBump:
    """One form's speed bump for one request; `name` is what was typed to say who one is."""

    def __init__(self, request: HttpRequest, *, form: str, name: str = "") -> None:
        self._request, self._form, self._now = request, form, timezone.now()
        session = str(request.session.get("token", ""))
        self._asker = Asker(form, name, session, address_of(request))
        self._ticket = ""

    def check(self) -> None:
        """Before the deed: raises RobotDoubt or TryLater if a proof is due and none is good."""
        if not needs_puzzle(self._asker, now=self._now):
            return
        form, session = self._form, session_of(self._request)
        payload, ticket = answer(self._request, "robot"), answer(self._request, "robot_ticket")
        if payload:
            check_puzzle(form=form, session=session, payload=payload, now=self._now)
            return
        try:
            address = address_of(self._request)
            check_ticket(
                form=form, session=session, ticket=ticket, address=address, now=self._now
            )
        except RobotDoubt as doubt:
            # Whoever came too early goes on waiting with the same ticket.
            self._ticket = str(doubt.detail.get("ticket", ""))
            raise

    def failed(self) -> None:
        """After a refused deed: counts against name, session and address block."""
        session_of(self._request)
        note_failed(self._asker, now=self._now)

    def shown(self) -> Robot | None:
        """What the form shows now: a puzzle if one is due, else only the city's own words."""
        label = value("identity.robot_label", on=business_day())
        if not needs_puzzle(self._asker, now=self._now):
            return Robot(label) if label else None
        form, session = self._form, session_of(self._request)
        return Robot(
            label or "安全验证",
            puzzle=json.dumps(puzzle_for(form, session, self._now)),
            lives_seconds=int(LIVES.total_seconds()),
            ticket=self._ticket or waiting_ticket(form, session, self._now),
        )
