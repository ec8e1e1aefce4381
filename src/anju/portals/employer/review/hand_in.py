"""Hands a deed in from any page: done at once, or on to the page on which it waits."""

from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from anju.contributions.review.submit_deed import Deed, Outcome, submit_deed
from anju.portals.employer.door import AgentRequest
from anju.portals.employer.shown_certificate import serial_of_session


def hand_in(request: AgentRequest, deed: Deed) -> Outcome:
    """Submit a deed for whoever is signed in; raises what `submit_deed` raises."""
    return submit_deed(
        deed=deed,
        maker=request.appointment,
        today=request.today,
        now=timezone.now(),
        certificate=serial_of_session(request),
    )


def go_on(outcome: Outcome, done_url: str) -> HttpResponseRedirect:
    """Where its maker goes: to what was done, or to the submission that waits."""
    if outcome.waiting is None:
        return HttpResponseRedirect(done_url)
    return HttpResponseRedirect(
        reverse("employer:submission_of", args=[outcome.waiting.number])
    )
