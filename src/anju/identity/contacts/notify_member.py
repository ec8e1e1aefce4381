"""Writes a business message to a member who has not ended them; the only door for such."""

from datetime import datetime

from anju.notices.models import Message
from anju.notices.write_message import write_message
from anju.people.models import Member


def notify_member(*, member: Member, text: str, now: datetime) -> bool:
    """Write to the number on file; whether somebody will get it.

    Who has ended business messages (短信退订) gets none; security messages and codes do not
    pass here and always come. (C-19.)
    """
    if not (member.sms_notices and member.mobile):
        return False
    write_message(to=member.mobile, text=text, kind=Message.Kind.NOTICE, now=now)
    return True
