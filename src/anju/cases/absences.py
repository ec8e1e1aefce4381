"""Who of the officers is away on a day, and what of his work lies there (休假、外出)."""

from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from anju.cases.models import Absence, Case, Step
from anju.ground.errors import Refusal
from anju.people.models import Staff


class IsAway(Refusal):
    """Nothing is given to somebody who is away."""

    code = "cases.is_away"


def away_on(day: date) -> QuerySet[Absence]:
    """The absences that cover a day."""
    not_ended = Q(ended_on=None) | Q(ended_on__gt=day)
    return Absence.objects.filter(not_ended, first_on__lte=day, last_on__gte=day)


def absence_of(*, staff: Staff, day: date) -> Absence | None:
    """The absence that covers a day for one of the staff."""
    return away_on(day).filter(staff=staff).first()


def absences_of(*, staff: Staff | None = None) -> QuerySet[Absence]:
    """Everybody's absences or one person's, the latest first."""
    found = Absence.objects.select_related("staff", "entered_by", "ended_by")
    found = found if staff is None else found.filter(staff=staff)
    return found.order_by("-first_on", "-id")


def check_not_away(*, staff: Staff | None, day: date) -> None:
    """Let only those be given work who are there; raises IsAway."""
    away = absence_of(staff=staff, day=day) if staff is not None else None
    if away is not None and staff is not None:
        raise IsAway(
            f"{staff.name} {away.first_on} 至 {away.last_on} {away.get_kind_display()}，"
            "期间不派件。已经回来的，请先在“休假外出”里提前结束。"
        )


def laid_aside_by_absent(*, day: date) -> QuerySet[Case]:
    """Cases that somebody who is away has put aside, with his key as `put_aside_by`."""
    last = Step.objects.filter(case=OuterRef("pk")).order_by("-place").values("person")[:1]
    person = Staff.objects.filter(identity_index=OuterRef("last_person"))
    found = Case.objects.filter(suspended_until__isnull=False)
    found = found.annotate(last_person=Subquery(last))
    found = found.annotate(
        put_aside_by=Subquery(person.values("pk")[:1]),
        put_aside_name=Subquery(person.values("name")[:1]),
    )
    away = away_on(day).values("staff")
    return found.filter(put_aside_by__in=away).order_by(F("suspended_until"), "id")
