"""Submissions as lists show them."""

from django.db.models import QuerySet

from anju.contributions.models import Register, Submission
from anju.contributions.review.rules import BY_ANOTHER_AGENT, Role
from anju.people.models import Appointment, Employer


def submissions_of(*, employer: Employer) -> QuerySet[Submission]:
    """What an employer's agents have submitted for review, the newest first."""
    found = employer.submissions.select_related("maker__agent", "reviewer__agent")
    return found.order_by("-id")


def waiting_for(*, reviewer: Appointment) -> QuerySet[Submission]:
    """What waits and this person could decide, the oldest first."""
    found = (
        submissions_of(employer=reviewer.employer)
        .filter(state=Submission.State.WAITING)
        .exclude(maker__agent=reviewer.agent_id)
    )
    if reviewer.role == Role.AGENT:
        found = found.filter(because__in=BY_ANOTHER_AGENT)
    elif reviewer.role != Role.REVIEWER:
        return found.none()
    return found.order_by("id")


def waiting_about(*, register: Register) -> Submission | None:
    """What waits for a second person about a register; an edit of it makes him look again."""
    waiting = register.employer.submissions.filter(
        state=Submission.State.WAITING, subject=f"register/{register.pk}"
    )
    return waiting.select_related("maker__agent").first()
