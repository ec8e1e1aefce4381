"""Codes that are good for one withdrawal: its reason, its amount and its card, no other."""

from dataclasses import dataclass
from datetime import datetime

from anju.ground.errors import Refusal
from anju.identity.codes.issue_code import Words, issue_code
from anju.identity.codes.use_code import use_code
from anju.identity.contacts.member_codes import NoMobile, Place, about_member
from anju.identity.enrolment.phrase import phrase_of
from anju.identity.models import Code, Holder
from anju.identity.passwords.pin import check_pin
from anju.people.models import Member

PURPOSE = Code.Purpose.WITHDRAW


@dataclass(frozen=True)
class Payout:
    """What is proven: the act, in code and in words, the sum in fen, the card's last places."""

    act: str
    words: str
    amount_fen: int
    card_tail: str


@dataclass(frozen=True)
class Proof:
    """What somebody has typed to prove that it is he; a payment password only if asked."""

    code: str
    pin: str | None = None


class CodeMissing(Refusal):
    code = "identity.payout_code_missing"


def send_payout_code(
    *, member: Member, payout: Payout, place: Place, now: datetime
) -> datetime:
    """Send a code for exactly this payout; answer when the next may be asked for.

    The message names act, amount and card; with another amount or card the code is worthless.
    Raises NoMobile, TryLater. (C-13, J-16; security W10.)
    """
    if not member.mobile:
        raise NoMobile("您还没有登记手机号码，收不到验证码。请带身份证到就近的管理部登记。")
    return issue_code(
        purpose=PURPOSE,
        about=_about(member, payout),
        to=member.mobile,
        session=place.session,
        address=place.address,
        now=now,
        words=Words(
            f"用于“{payout.words}”，付到尾号 {payout.card_tail} 的银行卡",
            amount_fen=payout.amount_fen,
            phrase=phrase_of(holder=Holder.MEMBER, holder_id=member.pk),
        ),
    )


def prove_payout(
    *, member: Member, payout: Payout, place: Place, proof: Proof, now: datetime
) -> None:
    """Take the payment password, where one is asked for, and then the code, once.

    What was counted must not be undone by the caller. Raises NoPin, PinLocked, WrongPin,
    CodeMissing, WrongCode.
    """
    if proof.pin is not None:
        check_pin(member_id=member.pk, pin=proof.pin, now=now)
    if not proof.code:
        raise CodeMissing("请先获取验证码，并填写短信中的 6 位数字。")
    use_code(
        purpose=PURPOSE,
        about=_about(member, payout),
        session=place.session,
        typed=proof.code,
        now=now,
        amount_fen=payout.amount_fen,
    )


def _about(member: Member, payout: Payout) -> str:
    return f"{about_member(member)}/{payout.act}/{payout.card_tail}"
