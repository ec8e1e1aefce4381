"""Binds a member's own bank card (绑定银行卡), after the bank has confirmed whose it is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction

from anju.audit.record import record
from anju.ground.errors import Refusal
from anju.ground.identity import card_looks_wrong, check_bank_card, normalise
from anju.ground.masks import mask_card
from anju.payments.bank import Bank
from anju.payments.cards.ask_bank import CardNotOwn, ask_bank
from anju.payments.cards.lists import card_banks, live_card
from anju.payments.cards.tell_card import tell_card
from anju.payments.models import MemberCard
from anju.people.models import Member
from anju.policy.items import CHINA
from anju.policy.rules import value
from anju.policy.shapes import CardBank, Channel


class BankNotOffered(Refusal):
    code = "payments.bank_not_offered"


class CardLooksWrong(Refusal):
    code = "payments.card_looks_wrong"


class CardAsItWas(Refusal):
    code = "payments.card_as_it_was"


class CardTaken(Refusal):
    code = "payments.card_taken"


@dataclass(frozen=True)
class TypedCard:
    """A card as its holder typed it; `sure`: he has compared every place with the card."""

    bank_code: str
    number: str
    sure: bool = False


def read_card(typed: TypedCard) -> str:
    """Read the card's number, written with spaces or without.

    Raises BadBankCard, and CardLooksWrong for one whose last place does not fit (Luhn), unless
    its holder is sure: some older cards have no such place, and the bank knows them.
    """
    number = check_bank_card(normalise(typed.number[:40]).replace(" ", "").replace("-", ""))
    if card_looks_wrong(number) and not typed.sure:
        raise CardLooksWrong(
            "卡号可能有一位写错（校验位不符），请逐位对照卡面核对。"
            "确认无误的，请勾选“卡号与卡面一致”后再提交。"
        )
    return number


def bind_card(
    *,
    member: Member,
    typed: TypedCard,
    channel: Channel,
    bank: Bank,
    now: datetime,
    by: str,
) -> MemberCard:
    """Bind a card the bank confirms as the member's own; the one bound before ends.

    A card bound online waits for the profile's hours before money is paid to it, the first one
    as well; at the counter, where the person stands with identity card and bank card, for the
    hours set there (none). The bank is asked outside any transaction. Raises BankNotOffered,
    BadBankCard, CardLooksWrong, CardAsItWas, CardTaken; CardNotOwn and CardUnanswered as
    `ask_bank`, and nothing is bound then. (C-12, X-56; security B2.)
    """
    issuer = _issuer(typed.bank_code, now)
    read = read_card(typed)
    _check_other(member, read)
    try:
        reference = ask_bank(member=member, bank_name=issuer.name, number=read, bank=bank)
    except CardNotOwn as refused:
        result = refused.detail["result"]
        _record(by, "refuse_card", member, card=mask_card(read), result=result)
        raise
    card = MemberCard(
        member=member,
        bank_code=issuer.code,
        bank=issuer.name,
        number=read,
        holder=member.name,
        bound_in=channel,
        bound_by=by,
        reference=reference,
        verified_at=now,
        usable_from=now + timedelta(hours=wait_hours(channel, now)),
    )
    try:
        with transaction.atomic():
            _put_in_place(card)
    except IntegrityError as error:
        raise CardTaken(
            "这张卡不能绑定到您的名下，请换一张卡，或带身份证和银行卡到柜台办理。"
        ) from error
    return card


def wait_hours(channel: Channel, now: datetime) -> int:
    """For how many hours a card bound on this channel waits."""
    where = "_counter" if channel == Channel.COUNTER else ""
    hours: int = value(f"withdrawal.card_wait_hours{where}", on=_day(now))
    return hours


def _put_in_place(card: MemberCard) -> None:
    """End the old one and keep the new, with the member's row held: payouts ask under it."""
    member = Member.objects.select_for_update(no_key=True).get(pk=card.member_id)
    _check_other(member, card.number)
    before = live_card(member)
    if before is not None:
        before.ended_at = card.verified_at
        before.save(update_fields=["ended_at"])
    card.save()
    _record(
        card.bound_by,
        "bind_card",
        member,
        bank=card.bank,
        card=card.masked,
        before=before.masked if before else "",
        channel=str(card.bound_in),
        usable_from=card.usable_from.isoformat(),
    )
    tell_card(member=member, card=card, before=before)


def _check_other(member: Member, number: str) -> None:
    """The very card that is bound already is not bound again: its wait would begin anew."""
    live = live_card(member)
    if live is not None and live.number == number and live.holder == member.name:
        raise CardAsItWas(f"没有变化：尾号 {number[-4:]} 的这张卡已经绑定。")


def _issuer(bank_code: str, now: datetime) -> CardBank:
    for one in card_banks(on=_day(now)):
        if one.code == bank_code:
            return one
    raise BankNotOffered("请从列表中选择发卡银行。")


def _day(now: datetime) -> date:
    return now.astimezone(CHINA).date()


def _record(by: str, deed: str, member: Member, **detail: object) -> None:
    record(actor=by, deed=deed, subject=f"member/{member.pk}", **detail)
