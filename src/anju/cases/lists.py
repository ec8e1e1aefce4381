"""What is asked about cases: an employer's own, the counter's queue, a case's last return."""

from django.db.models import QuerySet

from anju.cases.models import Case, Step
from anju.people.models import Employer, Member


def cases_of(*, employer: Employer) -> QuerySet[Case]:
    """An employer's applications, newest first."""
    return Case.objects.filter(employer=employer).order_by("-id")


def cases_of_member(*, member: Member) -> QuerySet[Case]:
    """A member's own applications, newest first."""
    return Case.objects.filter(member=member).order_by("-id")


def all_cases() -> QuerySet[Case]:
    """Everybody's, what is due first before the rest."""
    found = Case.objects.select_related("employer", "member", "given_to")
    return found.order_by("due_on", "id")


def steps_of(*, case: Case) -> QuerySet[Step]:
    """A case's steps in their order."""
    return case.steps.order_by("place")


def last_return(case: Case) -> Step | None:
    """The step that sent a case back last."""
    return case.steps.filter(kind=Step.Kind.RETURNED).order_by("-place").first()


def marked_fields(case: Case) -> set[str]:
    """The names of what may be mended; "" among them opens the whole application."""
    step = last_return(case)
    return {reason["field"] for reason in step.reasons} if step else set()
