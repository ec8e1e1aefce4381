"""Which card an application may name: one that is paid to at once must have waited already."""

from datetime import datetime

from anju.payments.cards.usable_card import own_card, usable_card
from anju.payments.models import MemberCard
from anju.people.models import Member
from anju.policy.reasons import ReasonRule


def card_for(*, member: Member, rule: ReasonRule, now: datetime) -> MemberCard:
    """The receiver's own card; a fresh one where two officers look first (X-56).

    They cannot approve before it has waited, so the money leaves no earlier. Raises NoCard,
    HolderChanged, and CardWaits where the rule may pay without anybody's look.
    """
    if rule.review == "automatic":
        return usable_card(member=member, now=now)
    return own_card(member=member)
