"""Finds a person by what only he or the center knows exactly; there is no search here."""

from datetime import date

from anju.ground.errors import Refusal
from anju.ground.identity import check_identity_number, normalise
from anju.people.models import Member


def member_of(*, identity_number: str, today: date) -> Member | None:
    """The member with this identity number, typed in any usual way; nobody for a bad one."""
    try:
        number = check_identity_number(normalise(identity_number).upper(), today=today).number
    except Refusal:
        return None
    return Member.objects.filter(identity_number=number, identity_type="01").first()


def member_of_account(*, number: str) -> Member | None:
    """The member whose fund account has this number (个人账号)."""
    return Member.objects.filter(accounts__number=normalise(number)).first()


def members_with(*, mobile: str) -> list[Member]:
    """Who has this mobile on file; several may share one."""
    return list(Member.objects.filter(mobile=normalise(mobile)).order_by("id")[:2])
