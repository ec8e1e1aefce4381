"""Ends or resumes a member's business messages; security messages and codes always come."""

from datetime import datetime

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.identity.contacts.member_codes import Place, take_member_code
from anju.identity.contacts.notify_member import notify_member
from anju.identity.models import Code
from anju.people.models import Member


class NoticesAsTheyWere(Refusal):
    code = "identity.notices_as_they_were"


def set_sms_notices(
    *, member: Member, wanted: bool, typed: str, place: Place, now: datetime
) -> None:
    """Take the code and note the wish; who has them again is told by the first of them.

    Raises NoticesAsTheyWere, WrongCode. (C-19.)
    """
    if member.sms_notices == wanted:
        state = "接收" if wanted else "退订"
        raise NoticesAsTheyWere(f"没有变化：您已经是{state}状态。")
    take_member_code(
        member=member, purpose=Code.Purpose.SMS_NOTICES, place=place, typed=typed, now=now
    )
    Member.objects.filter(pk=member.pk).update(sms_notices=wanted)
    member.sms_notices = wanted
    who = f"member/{member.pk}"
    record(actor=who, deed="set_sms_notices", subject=who, wanted=wanted)
    notify_member(member=member, text="您已恢复接收业务短信。", now=now)
