"""To which card a member's money may be paid, and from when; every withdrawal asks here."""

from datetime import datetime

from anju.ground.errors import Refusal
from anju.payments.cards.lists import live_card
from anju.payments.models import MemberCard
from anju.people.models import Member
from anju.policy.items import CHINA


class NoCard(Refusal):
    code = "payments.no_card"


class CardWaits(Refusal):
    """The card is too fresh; `until` in detail."""

    code = "payments.card_waits"


class HolderChanged(Refusal):
    code = "payments.holder_changed"


def usable_card(*, member: Member, now: datetime) -> MemberCard:
    """The member's own card, confirmed by the bank and past its wait.

    A payout asks with the member's row locked (people.holds.check_may_pay_out), so that no
    other card takes its place meanwhile. Raises CardWaits, and as `own_card`. (Security B2.)
    """
    card = own_card(member=member)
    check_wait(card=card, now=now)
    return card


def own_card(*, member: Member) -> MemberCard:
    """The member's own card, confirmed by the bank, which may still wait to be paid to.

    What two officers look at may name it; they cannot pay before `check_wait` lets them.
    Raises NoCard, and HolderChanged when the member's name has been corrected since the bank
    compared it. (Security B2, X-56.)
    """
    card = live_card(member)
    if card is None:
        raise NoCard(
            "您还没有绑定本人的银行卡，提取的钱没有账户可付。"
            "请先在“绑定银行卡”里绑定，或带身份证和银行卡到柜台绑定。"
        )
    if card.holder != member.name:
        raise HolderChanged(
            f"您登记的姓名在绑定银行卡（尾号 {card.number[-4:]}）之后变更过，"
            "请按现在的姓名重新绑定一次。"
        )
    return card


def check_wait(*, card: MemberCard, now: datetime) -> None:
    """Let a card through that has waited long enough since it was bound; raises CardWaits."""
    if now >= card.usable_from:
        return
    until = card.usable_from.astimezone(CHINA)
    raise CardWaits(
        f"您新绑定的银行卡（尾号 {card.number[-4:]}）从 {until:%Y-%m-%d %H:%M} 起才能收款，"
        "这段等待是为了保护您的资金。急用的，请带身份证和银行卡到柜台办理。",
        until=card.usable_from,
    )
