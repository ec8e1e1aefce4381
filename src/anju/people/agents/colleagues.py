"""Who acts for an employer now, and who did before."""

from django.db.models import QuerySet

from anju.people.models import Appointment, Employer


def colleagues_at(*, employer: Employer) -> QuerySet[Appointment]:
    """Everybody who was ever appointed, those in office first, the latest first."""
    found = employer.appointments.select_related("agent", "handed_to__agent")
    return found.order_by("-active", "-since", "-pk")


def successors_of(*, left: Appointment) -> QuerySet[Appointment]:
    """Who at the same employer could take over: in office, and not only a reader."""
    serving = left.employer.appointments.select_related("agent").filter(active=True)
    return serving.exclude(pk=left.pk).exclude(role=Appointment.Role.READER).order_by("pk")
