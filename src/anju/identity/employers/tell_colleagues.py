"""Tells an employer's agents what happened among them."""

from datetime import datetime

from anju.notices.models import Message
from anju.notices.write_message import write_message
from anju.people.models import Employer


def tell_colleagues(*, employer: Employer, but: set[int], text: str, now: datetime) -> None:
    """Send every agent in office one message, except those (by agent id) told otherwise."""
    serving = employer.appointments.filter(active=True).select_related("agent")
    for one in serving.exclude(agent_id__in=but).order_by("pk"):
        write_message(to=one.agent.mobile, text=text, kind=Message.Kind.SECURITY, now=now)
