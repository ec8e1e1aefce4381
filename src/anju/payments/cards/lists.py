"""Which cards a member has and had, and which banks' cards can be bound."""

from datetime import date

from django.db.models import QuerySet

from anju.payments.models import MemberCard
from anju.people.models import Member
from anju.policy.rules import value
from anju.policy.shapes import CardBank


def card_banks(*, on: date) -> tuple[CardBank, ...]:
    """The banks whose cards can be bound on a day (绑定的卡行), in the profile's order."""
    banks: tuple[CardBank, ...] = value("bank.card_banks", on=on)
    return banks


def cards_of(member: Member) -> QuerySet[MemberCard]:
    """Every card the member has bound, the newest first."""
    return MemberCard.objects.filter(member_id=member.pk).order_by("-id")


def live_card(member: Member) -> MemberCard | None:
    """The card that is bound now, whether it can be used yet or not."""
    return cards_of(member).filter(ended_at=None).first()
