"""Codes that are good for binding one bank card and no other."""

from datetime import datetime

from django.db import transaction

from anju.ground.errors import Refusal
from anju.identity.codes.issue_code import Words, issue_code
from anju.identity.codes.use_code import use_code
from anju.identity.contacts.member_codes import NoMobile, Place, about_member
from anju.identity.enrolment.phrase import phrase_of
from anju.identity.models import Code, Holder
from anju.people.models import Member

PURPOSE = Code.Purpose.BIND_CARD


def send_card_code(*, member: Member, card: str, place: Place, now: datetime) -> datetime:
    """Send a code for this card to the number on file; answer when the next may be asked for.

    The message names the card's last four places; another card makes the code worthless. May be
    called outside any transaction: what was counted stays counted. Raises NoMobile, TryLater.
    (C-12; security W10, B7.)
    """
    if not member.mobile:
        raise NoMobile("您还没有登记手机号码，收不到验证码。请带身份证到就近的管理部登记。")
    refused: Refusal | None = None
    with transaction.atomic():
        try:
            return issue_code(
                purpose=PURPOSE,
                about=_about(member, card),
                to=member.mobile,
                session=place.session,
                address=place.address,
                now=now,
                words=Words(
                    f"用于绑定尾号 {card[-4:]} 的银行卡",
                    phrase=phrase_of(holder=Holder.MEMBER, holder_id=member.pk),
                ),
            )
        except Refusal as later:
            refused = later
    raise refused


def take_card_code(
    *, member: Member, card: str, place: Place, typed: str, now: datetime
) -> None:
    """Take the typed code, once; outside any transaction the try stays counted as well.

    Raises WrongCode for any other card, too.
    """
    refused: Refusal | None = None
    with transaction.atomic():
        try:
            use_code(
                purpose=PURPOSE,
                about=_about(member, card),
                session=place.session,
                typed=typed,
                now=now,
            )
        except Refusal as wrong:
            refused = wrong
    if refused is not None:
        raise refused


def _about(member: Member, card: str) -> str:
    return f"{about_member(member)}/card/{card}"
