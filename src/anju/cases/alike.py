"""Alike clean cases are decided together, each with a step of its own (批量审批)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count, Q, Sum

from anju.cases.absences import check_not_away
from anju.cases.actors import Actor
from anju.cases.models import Case
from anju.cases.steps import check_not_own
from anju.cases.take_next_case import free_cases
from anju.ground.errors import Refusal
from anju.policy.rules import value

MOST = 20


class NotAlike(Refusal):
    code = "cases.not_alike"


@dataclass(frozen=True)
class Batch:
    """A group of clean cases of one business in one state, and what they come to."""

    kind: str
    title: str
    state: str
    cases: int
    amount_fen: int


@dataclass(frozen=True)
class Result:
    """What became of one case of a batch; `why` says why nothing was done."""

    number: str
    done: bool
    why: str = ""


def batches(*, states: tuple[Case.State, ...], today: date) -> list[Batch]:
    """Groups of at least two cases in which every rule is met and the amount is small."""
    groups = (
        Case.objects.filter(_alike(today), state__in=states)
        .values("kind", "title", "state")
        .annotate(cases=Count("id"), amount=Sum("amount_fen"))
        .filter(cases__gte=2)
        .order_by("kind", "state")
    )
    return [
        Batch(one["kind"], one["title"], one["state"], one["cases"], one["amount"] or 0)
        for one in groups
    ]


def take_alike(
    *, kind: str, title: str, state: Case.State, by: Actor, today: date
) -> list[Case]:
    """Give an officer up to twenty clean cases of one business, as `batches` groups them.

    Those he may not do are left out. Raises IsAway.
    """
    check_not_away(staff=by.staff, day=today)
    alike = Case.objects.filter(_alike(today), kind=kind, title=title, state=state)
    with transaction.atomic():
        mine = list(alike.filter(given_to=by.staff, given_on=today).order_by("id")[:MOST])
        for case in free_cases(alike, by, today)[:MOST] if not mine else ():
            if _may(case, by):
                case.given_to, case.given_on = by.staff, today
                case.save(update_fields=["given_to", "given_on"])
                mine.append(case)
    return mine


def check_alike(*, case: Case, kind: str, title: str, state: str, today: date) -> None:
    """Let only what a batch shows be decided with it (security E3).

    Raises NotAlike for a case of another business or state, a large one, and one that needs
    eyes.
    """
    shown = Case.objects.filter(_alike(today), kind=kind, title=title, state=state)
    if not shown.filter(pk=case.pk).exists():
        raise NotAlike("这件办件不能批量办理，没有办理。请打开它，逐项核对后再办。")


def decide_alike(
    *, seen: Mapping[str, str], decide: Callable[[str, str], object]
) -> list[Result]:
    """Decide each case by its number and the digest that was seen; what is refused stays.

    Those that are done stay done (beyond C3.7).
    """
    results = []
    for number, digest in seen.items():
        try:
            with transaction.atomic():
                decide(number, digest)
        except Refusal as refusal:
            results.append(Result(number, done=False, why=refusal.sentence))
        else:
            results.append(Result(number, done=True))
    return results


def _alike(today: date) -> Q:
    most = int(value("cases.batch_most_fen", on=today))
    small = Q(amount_fen=None) | Q(amount_fen__lte=most)
    return small & Q(all_met=True, urgent=False, suspended_until=None)


def _may(case: Case, by: Actor) -> bool:
    try:
        check_not_own(case, by.person)
    except Refusal:
        return False
    return True
