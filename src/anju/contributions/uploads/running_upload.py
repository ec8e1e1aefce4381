"""Which roster of an employer is under way, for whoever comes back to look."""

from anju.contributions.models import RosterUpload
from anju.people.models import Employer

State = RosterUpload.State


def running_upload(employer: Employer) -> RosterUpload | None:
    """The newest upload that is being read or waits for a word of the agent's, if any."""
    open_states = (State.WAITING, State.READING, State.ASKING)
    found = RosterUpload.objects.filter(employer=employer, state__in=open_states)
    return found.order_by("-id").first()
