"""What somebody at the members' door says he is, and whom the center knows by that."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q

from anju.ground.identity import normalise
from anju.people.find import members_with
from anju.people.models import Member

# A number that its owner has not used for a year may be somebody else's by now.
MOBILE_PROVEN_FOR = timedelta(days=365)
LONGEST = 40


@dataclass(frozen=True)
class Claim:
    """What was typed; mobile and code only where the city asks for them."""

    name: str
    password: str = field(default="", repr=False)
    mobile: str = ""
    code: str = field(default="", repr=False)

    @property
    def about(self) -> str:
        """The name as numbers are written; empty for what cannot be one."""
        typed = normalise(self.name[:LONGEST]).upper()
        return typed if typed.isascii() and typed.isprintable() else ""

    def has_mobile_of(self, member: Member | None) -> bool:
        """Whether the mobile typed is the one on file."""
        typed = normalise(self.mobile[:LONGEST])
        return member is not None and bool(typed) and member.mobile == typed


def person_of(claim: Claim, *, ways: tuple[str, ...], now: datetime) -> Member | None:
    """The member whose identity number, account number or mobile was typed.

    A mobile names nobody unless one member alone has it and proved it within a year. (B4.)
    """
    typed = claim.about
    asked = Q(pk=None)
    if "identity" in ways:
        asked |= Q(identity_index=typed)
    if "account" in ways:
        asked |= Q(accounts__number=typed)
    found = Member.objects.filter(asked).order_by("id").first()
    if "mobile" not in ways:
        return found
    callers = members_with(mobile=typed)
    alone = callers[0] if len(callers) == 1 else None
    proven_at = alone.mobile_proven_at if alone is not None else None
    fresh = proven_at is not None and proven_at > now - MOBILE_PROVEN_FOR
    return found or (alone if fresh else None)
