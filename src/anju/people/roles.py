"""Which role somebody of the staff has on a day: the last that was granted by then."""

from datetime import date

from anju.people.models import Staff
from anju.people.staff_grants import StaffGrant

Role = Staff.Role
ADMINISTRATORS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR)
BUSINESS = (Role.CLERK, Role.MANAGER, Role.FINANCE)


def role_on(staff: Staff, *, day: date) -> str:
    """The role of that day, or empty for nobody's; a grant of today begins tomorrow."""
    grant = StaffGrant.objects.filter(staff=staff, since__lte=day).order_by("-since", "-id")
    last = grant.first()
    return staff.role if last is None else last.role


def coming_grant(staff: Staff, *, day: date) -> StaffGrant | None:
    """The grant that has been given and is not in force yet."""
    later = StaffGrant.objects.filter(staff=staff, since__gt=day)
    return later.order_by("-since", "-id").first()
