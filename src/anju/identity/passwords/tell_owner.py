"""Tells somebody by SMS what has happened to a secret of his."""

from datetime import datetime

from anju.identity.models import Holder
from anju.notices.models import Message
from anju.notices.write_message import write_message
from anju.people.models import Agent, Member
from anju.policy.hotline import hotline


def tell_owner(*, holder: Holder, holder_id: int, text: str, now: datetime) -> None:
    """Write a security notice to the number on file, with what to do if it was not him.

    Staff have no number on file and are not written to. (Security 2.1 item 36.)
    """
    write_message(
        to=_mobile(holder, holder_id),
        text=f"{text}如非本人操作，请立即拨打 {hotline(now=now)}。",
        kind=Message.Kind.SECURITY,
        now=now,
    )


def _mobile(holder: Holder, holder_id: int) -> str:
    if holder == Holder.MEMBER:
        return str(Member.objects.get(pk=holder_id).mobile)
    if holder == Holder.AGENT:
        return str(Agent.objects.get(pk=holder_id).mobile)
    return ""
