"""Codes to the telephone a signed-in member has on file."""

from dataclasses import dataclass
from datetime import datetime

from anju.ground.errors import Refusal
from anju.identity.codes.issue_code import Words, issue_code
from anju.identity.codes.use_code import use_code
from anju.identity.enrolment.phrase import phrase_of
from anju.identity.models import Code, Holder
from anju.people.models import Member

WORDS = {
    Code.Purpose.PASSWORD: "用于修改登录密码",
    Code.Purpose.MOBILE_OLD: "用于变更手机号码",
    Code.Purpose.PIN: "用于找回支付密码",
    Code.Purpose.SMS_NOTICES: "用于短信退订或恢复",
}


class NoMobile(Refusal):
    code = "identity.no_mobile_on_file"


@dataclass(frozen=True)
class Place:
    """Where somebody asks from: his session and his network address."""

    session: str
    address: str


def send_member_code(
    *, member: Member, purpose: Code.Purpose, place: Place, now: datetime
) -> datetime:
    """Send a code to the number on file; answer when the next may be asked for.

    Raises NoMobile without a number, TryLater. (C-06, C-19, C-20, J-19.)
    """
    if not member.mobile:
        raise NoMobile("您还没有登记手机号码，收不到验证码。请带身份证到就近的管理部登记。")
    return issue_code(
        purpose=purpose,
        about=about_member(member),
        to=member.mobile,
        session=place.session,
        address=place.address,
        now=now,
        words=Words(
            WORDS[purpose], phrase=phrase_of(holder=Holder.MEMBER, holder_id=member.pk)
        ),
    )


def take_member_code(
    *, member: Member, purpose: Code.Purpose, place: Place, typed: str, now: datetime
) -> None:
    """Take the typed code: his telephone has answered, the number is his. Raises WrongCode."""
    use_code(
        purpose=purpose,
        about=about_member(member),
        session=place.session,
        typed=typed,
        now=now,
    )
    if member.mobile_proven_at is None:
        member.mobile_proven_at = now
        member.save(update_fields=["mobile_proven_at"])


def about_member(member: Member) -> str:
    """What such a code is bound to."""
    return f"member/{member.pk}"
