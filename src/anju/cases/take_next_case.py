"""Work is given out, not chosen: the next case that waits, to whoever may do it."""

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import Case as Choose
from django.db.models import Exists, OuterRef, Q, QuerySet, When

from anju.cases.absences import away_on, check_not_away
from anju.cases.actors import Actor
from anju.cases.models import Case, Hand, Side
from anju.cases.skills import skills_of
from anju.cases.steps import OwnCase, check_not_own
from anju.ground.errors import Refusal
from anju.people.models import FundAccount

PAYING = (FundAccount.State.NORMAL, FundAccount.State.FROZEN)


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
    has stood on another side of, his own, and those of the unit he works at himself; `kinds`
    and his skills narrow the rest, and `besides` is a case he holds already and that is not
    meant. Raises NothingWaits, and IsAway on days on which he is.
    """
    check_not_away(staff=by.staff, day=today)
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
    """Those nobody who is there holds today and he may do, each held by its row as it is read.

    He who accepted a case cannot review it: what waits for a side is his only if he has stood
    on no other. Among what is due on one day his own outlet's comes first. (C3.6)
    """
    away = away_on(today).values("staff")
    nobody = Q(given_to=None) | Q(given_on__lt=today) | Q(given_to__in=away)
    free = waiting.filter(nobody).filter(
        Q(state=Case.State.WAITING) & ~_stands_elsewhere(by, Side.FIRST)
        | Q(state=Case.State.REVIEWING) & ~_stands_elsewhere(by, Side.SECOND)
    )
    free = _of_other_units(free, by)
    held = free.select_for_update(no_key=True, skip_locked=True, of=("self",))
    outlet = by.staff.branch if by.staff else ""
    elsewhere = Choose(When(branch=outlet, then=0), default=1)
    return held.order_by("-urgent", "due_on", elsewhere, "?")


def _of_other_units(free: QuerySet[Case], by: Actor) -> QuerySet[Case]:
    """Colleagues of an officer at the unit that pays for him are looked at by others.

    A manager may still give him such a case by name: at a center whose own staff apply there
    may be nobody else.
    """
    paying = FundAccount.objects.filter(state__in=PAYING)
    units = list(
        paying.filter(member__identity_index=by.person).values_list("employer", flat=True)
    )
    if not units:
        return free
    colleague = paying.filter(member=OuterRef("member"), employer__in=units)
    return free.exclude(employer__in=units).exclude(Exists(colleague))


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
