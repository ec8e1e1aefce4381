"""By what name the trail knows somebody of the staff."""

from anju.people.models import Staff


def actor_of(staff: Staff) -> str:
    """Somebody of the staff as the trail names him."""
    return f"staff/{staff.pk}"
