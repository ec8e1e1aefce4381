"""Work is given out, not chosen: the next case that waits, to whoever may do it."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from anju.cases.actors import Actor
from anju.cases.models import Case, Hand, Side
from anju.cases.skills import skills_of
from anju.cases.steps import OwnCase, check_not_own
from anju.ground.errors import Refusal


class NothingWaits(Refusal):
    code = "cases.nothing_waits"


def take_next_case(
    *,
    by: Actor,
    states: tuple[Case.State, ...],
    today: date,
    kinds: Collection[str] | None = None,
    besides: str = "",
) -> Case:
    """Give the officer the case he still holds, or one of those that are due first, at random.

    Urgent ones come first. Left out are cases given to others today, suspended ones, those he
    has stood on another side of, and his own; `kinds` and his skills narrow the rest, and
    `besides` is a case he holds already and that is not meant. Raises NothingWaits.
    """
    waiting = _of_kinds(by, kinds).filter(state__in=states, suspended_until=None)
    waiting = waiting.exclude(number=besides)
    mine = waiting.filter(given_to=by.staff, given_on=today).order_by("id").first()
    if mine is not None:
        return mine
    with transaction.atomic():
        for case in free_cases(waiting, by, today).iterator(chunk_size=20):
            if _is_own(case, by):
                continue
            case.given_to, case.given_on = by.staff, today
            case.save(update_fields=["given_to", "given_on"])
            return case
    raise NothingWaits("现在没有等待您办理的办件。")


def free_cases(waiting: QuerySet[Case], by: Actor, today: date) -> QuerySet[Case]:
    """Those nobody holds today and he may do, each held by its row as it is read.

    He who accepted a case cannot review it: what waits for a side is his only if he has stood
    on no other.
    """
    free = waiting.filter(Q(given_to=None) | Q(given_on__lt=today)).filter(
        Q(state=Case.State.WAITING) & ~_stands_elsewhere(by, Side.FIRST)
        | Q(state=Case.State.REVIEWING) & ~_stands_elsewhere(by, Side.SECOND)
    )
    held = free.select_for_update(no_key=True, skip_locked=True, of=("self",))
    return held.order_by("-urgent", "due_on", "?")


def _of_kinds(by: Actor, kinds: Collection[str] | None) -> QuerySet[Case]:
    skills = skills_of(staff=by.staff) if by.staff else set()
    found = Case.objects.filter(kind__in=skills) if skills else Case.objects.all()
    return found if kinds is None else found.filter(kind__in=kinds)


def _stands_elsewhere(by: Actor, side: Side) -> Exists:
    hands = Hand.objects.filter(case=OuterRef("pk"), person=by.person)
    return Exists(hands.exclude(side=side))


def _is_own(case: Case, by: Actor) -> bool:
    try:
        check_not_own(case, by.person)
    except OwnCase:
        return True
    return False
