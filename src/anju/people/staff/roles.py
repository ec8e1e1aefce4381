"""Which role somebody of the staff has on a day: the last that was granted by then."""

from datetime import date

from anju.people.models import Staff, StaffGrant

Role = Staff.Role
ADMINISTRATORS = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR)
BUSINESS = (Role.CLERK, Role.MANAGER, Role.FINANCE)


def role_on(staff: Staff, *, day: date) -> str:
    """The role of that day, or empty for nobody's; a grant of today begins tomorrow."""
    grant = StaffGrant.objects.filter(staff=staff, since__lte=day).order_by("-since", "-id")
    last = grant.first()
    return staff.role if last is None else last.role


def roles_on(*, day: date) -> dict[int, str]:
    """The role of everybody of the staff on a day, by his key, in two statements."""
    roles = dict(Staff.objects.values_list("pk", "role"))
    granted = StaffGrant.objects.filter(since__lte=day).order_by("since", "id")
    return roles | dict(granted.values_list("staff_id", "role"))


def coming_grants(*, day: date) -> dict[int, StaffGrant]:
    """The grants that are not in force yet, the last for each, by the key of its receiver."""
    later = StaffGrant.objects.filter(since__gt=day).order_by("since", "id")
    return {grant.staff_id: grant for grant in later}
