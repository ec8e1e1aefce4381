"""Who of the staff is given cases on a day."""

from datetime import date

from anju.people.models import Staff
from anju.people.staff.roles import roles_on
from anju.portals.counter.review.kinds import FOR_ROLE


def officers_on(day: date) -> list[Staff]:
    """Those whose role that day speaks at some stage and whose identity is on file."""
    roles = roles_on(day=day)
    found = Staff.objects.filter(active=True, identity_index__isnull=False).order_by("login")
    return [one for one in found if roles.get(one.pk) in FOR_ROLE]
