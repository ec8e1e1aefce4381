"""Whom cases of which business are given to (办理专长)."""

from collections.abc import Collection

from django.db import transaction

from anju.audit.record import record
from anju.cases.actors import Actor
from anju.cases.models import Skill
from anju.people.models import Staff


def skills_of(*, staff: Staff) -> set[str]:
    """The kinds somebody is given; an empty set means all of them."""
    return set(Skill.objects.filter(staff=staff).values_list("kind", flat=True))


def set_skills(*, staff: Staff, kinds: Collection[str], by: Actor) -> None:
    """Name the kinds somebody is given from now on; none named means all."""
    with transaction.atomic():
        Skill.objects.filter(staff=staff).delete()
        Skill.objects.bulk_create(Skill(staff=staff, kind=kind) for kind in sorted(set(kinds)))
        actor = f"staff/{by.staff.pk}" if by.staff else by.name
        record(actor=actor, deed="case_skills", subject=staff.login, kinds=sorted(set(kinds)))
