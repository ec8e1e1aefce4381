"""Work is given out, not chosen: the next case that waits, to whoever may do it."""

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from anju.cases.actors import Actor
from anju.cases.models import Case, Hand, Side
from anju.cases.steps import OwnCase, check_not_own
from anju.ground.errors import Refusal


class NothingWaits(Refusal):
    code = "cases.nothing_waits"


def take_next_case(*, by: Actor, states: tuple[Case.State, ...], today: date) -> Case:
    """Give the officer the case he still holds, or one of those that are due first, at random.

    Left out are cases given to others today, those he has stood on another side of, and his
    own. Raises NothingWaits.
    """
    waiting = Case.objects.filter(state__in=states)
    mine = waiting.filter(given_to=by.staff, given_on=today).order_by("id").first()
    if mine is not None:
        return mine
    free = waiting.filter(Q(given_to=None) | Q(given_on__lt=today))
    # He who accepted a case cannot review it: what waits for a side is his only if he has
    # stood on no other.
    free = free.filter(
        Q(state=Case.State.WAITING) & ~_stands_elsewhere(by, Side.FIRST)
        | Q(state=Case.State.REVIEWING) & ~_stands_elsewhere(by, Side.SECOND)
    )
    with transaction.atomic():
        held = free.select_for_update(no_key=True, skip_locked=True, of=("self",))
        for case in held.order_by("due_on", "?").iterator(chunk_size=20):
            if _is_own(case, by):
                continue
            case.given_to, case.given_on = by.staff, today
            case.save(update_fields=["given_to", "given_on"])
            return case
    raise NothingWaits("现在没有等待您办理的办件。")


def _stands_elsewhere(by: Actor, side: Side) -> Exists:
    hands = Hand.objects.filter(case=OuterRef("pk"), person=by.person)
    return Exists(hands.exclude(side=side))


def _is_own(case: Case, by: Actor) -> bool:
    try:
        check_not_own(case, by.person)
    except OwnCase:
        return True
    return False
