"""What is asked about cases: an employer's own, the counter's queue, a case's last return."""

from collections.abc import Collection
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet

from anju.cases.models import Case, Side, Step
from anju.people.models import Employer, Member, Staff

AT_CENTER = (Case.State.WAITING, Case.State.REVIEWING)


def cases_of(*, employer: Employer) -> QuerySet[Case]:
    """An employer's applications, newest first."""
    return Case.objects.filter(employer=employer).order_by("-id")


def cases_of_member(*, member: Member) -> QuerySet[Case]:
    """A member's own applications, newest first; what his heirs ask for is theirs."""
    own = Case.objects.filter(member=member, hands__side=Side.APPLICANT)
    return own.filter(hands__person=member.identity_index).order_by("-id")


def all_cases() -> QuerySet[Case]:
    """Everybody's, what is due first before the rest."""
    found = Case.objects.select_related("employer", "member", "given_to")
    return found.order_by("due_on", "id")


def held_by(*, staff: Staff, today: date) -> QuerySet[Case]:
    """What an officer has been given today and still holds."""
    found = Case.objects.select_related("employer", "member", "opened_by_staff")
    return found.filter(given_to=staff, given_on=today, state__in=AT_CENTER).order_by("id")


def laid_aside_by(*, staff: Staff) -> QuerySet[Case]:
    """What an officer has put aside and has not taken up again."""
    last = Step.objects.filter(case=OuterRef("pk")).order_by("-place").values("person")[:1]
    aside = Case.objects.filter(suspended_until__isnull=False).annotate(last_person=last)
    return aside.filter(last_person=staff.identity_index).order_by("suspended_until", "id")


def queue_figures(
    *, states: Collection[str], kinds: Collection[str], today: date
) -> list[tuple[str, int, str]]:
    """How many cases wait at some stages, are urgent, late, or laid aside; with a tone each."""
    waiting = Case.objects.filter(state__in=states, kind__in=kinds)
    counted = waiting.aggregate(
        waiting=Count("pk", filter=Q(suspended_until=None)),
        urgent=Count("pk", filter=Q(urgent=True)),
        late=Count("pk", filter=Q(due_on__lt=today, suspended_until=None)),
        aside=Count("pk", filter=Q(suspended_until__isnull=False)),
    )
    return [
        ("等待办理", counted["waiting"], ""),
        ("加急", counted["urgent"], "t-err" if counted["urgent"] else ""),
        ("已超期", counted["late"], "t-err" if counted["late"] else ""),
        ("挂起", counted["aside"], ""),
    ]


def steps_of(*, case: Case) -> QuerySet[Step]:
    """A case's steps in their order."""
    return case.steps.order_by("place")


def last_step(case: Case) -> Step | None:
    """The step with which a case stands where it stands."""
    return case.steps.order_by("-place").first()


def last_return(case: Case) -> Step | None:
    """The step that sent a case back last."""
    return case.steps.filter(kind=Step.Kind.RETURNED).order_by("-place").first()


def marked_fields(case: Case) -> set[str]:
    """The names of what may be mended; "" among them opens the whole application."""
    step = last_return(case)
    return {reason["field"] for reason in step.reasons} if step else set()
