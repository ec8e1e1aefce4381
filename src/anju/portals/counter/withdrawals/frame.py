"""What the counter's pages about withdrawals have in common."""

from datetime import date

from django.urls import reverse

from anju.ground.errors import Refusal
from anju.ground.masks import mask_identity, mask_name
from anju.people.models import Member, Staff
from anju.portals.counter.persons.opened import PersonRequest

PIECES = "pieces/counter/withdrawals"
FILE = "counter:person_file"


class BadDay(Refusal):
    code = "portals.bad_day"


def crumbs(*ways: tuple[str, str]) -> list[dict[str, str]]:
    """The way from the desk to a page, by labels and routes."""
    return [
        {"label": label, "url": reverse(route)}
        for label, route in (("工作台", "counter:desk"), *ways)
    ]


def member_in(request: PersonRequest) -> Member:
    """The member whose file lies open."""
    if not isinstance(request.person, Member):
        raise TypeError("the file of a member is asked for")
    return request.person


def whose(member: Member) -> str:
    """A person in a list: masked, since nobody has asked for him by a reason."""
    return f"{mask_name(member.name)} {mask_identity(member.identity_number)}"


def faults_in(refusal: Refusal | None, name: str) -> dict[str, str]:
    """What a refusal says field by field, if it does."""
    found = refusal.detail.get(name) if refusal is not None else None
    return dict(found) if isinstance(found, dict) else {}


def same_person(one: Staff | None, other: Staff) -> bool:
    """Whether two accounts of the staff are one natural person."""
    if one is None:
        return False
    return one.pk == other.pk or (
        bool(one.identity_index)
        and bytes(one.identity_index) == bytes(other.identity_index or b"")
    )


def day_of(text: str, label: str) -> date:
    """A day as it was typed. Raises BadDay."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadDay(f"{label}请按 2026-11-29 的形式填写。") from error
