"""The trail as the audit administrator reads it: deeds, and looks at persons."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from anju.audit.models import Event, Look
from anju.audit.record import record


@dataclass(frozen=True)
class Asked:
    """What the trail is asked for between two moments; an empty text asks nothing."""

    opens: datetime
    closes: datetime
    actor: str = ""
    deed: str = ""
    # “member/12”, as the trail names a person; found by the door from what was typed.
    subject: str = ""


def events(asked: Asked) -> QuerySet[Event]:
    """What was done, the last first."""
    found = Event.objects.filter(**_span(asked)).order_by("-id")
    if asked.actor:
        found = found.filter(actor=asked.actor)
    if asked.deed:
        found = found.filter(deed=asked.deed)
    return found.filter(subject=asked.subject) if asked.subject else found


def looks(asked: Asked) -> QuerySet[Look]:
    """Who looked at whom, the last first."""
    found = Look.objects.filter(**_span(asked)).order_by("-id")
    if asked.actor:
        found = found.filter(actor=asked.actor)
    if asked.subject:
        holder, _, key = asked.subject.partition("/")
        found = found.filter(holder=holder, holder_id=int(key))
    return found


def note_reading(*, by: str, what: str, asked: Asked, rows: int) -> None:
    """Every reading of the trail stands in the trail."""
    record(
        actor=by,
        deed=what,
        subject=asked.subject or "audit",
        opens=asked.opens.isoformat(),
        closes=asked.closes.isoformat(),
        actor_asked=asked.actor,
        deed_asked=asked.deed,
        rows=rows,
    )


def _span(asked: Asked) -> dict[str, datetime]:
    return {"at__gte": asked.opens, "at__lt": asked.closes}
