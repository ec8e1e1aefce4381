"""Court freezes as the counter looks them up."""

from django.db.models import Q, QuerySet

from anju.people.lists import asked
from anju.people.models import Freeze


def freezes(*, words: str = "", state: str = "") -> QuerySet[Freeze]:
    """Freezes, newest first; by serial, paper, court, or whose account it is."""
    found = Freeze.objects.select_related(
        "account__member", "account__employer", "asked_by", "decided_by"
    )
    if state == "binds":
        found = found.filter(state__in=Freeze.BINDS)
    elif state:
        found = found.filter(state=state)
    if words:
        paper = Q(number=words.upper()) | Q(paper__contains=words) | Q(court__contains=words)
        found = found.filter(paper | asked(words, to="account__"))
    return found.order_by("-id")


def waiting_freezes() -> QuerySet[Freeze]:
    """What waits for another officer, the oldest first."""
    return freezes().filter(state__in=Freeze.WAITS).order_by("id")
