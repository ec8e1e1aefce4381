"""A sample of what was approved by rule is looked at again, drawn by a seed that is kept."""

import secrets
from datetime import date
from decimal import Decimal
from hashlib import sha256

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from anju.audit.record import record
from anju.cases.absences import away_on, check_not_away
from anju.cases.actors import Actor
from anju.cases.models import Case, Draw, Hand, SecondLook, Step
from anju.cases.steps import CaseMoved, NotGivenToYou, check_not_own, read_opinion
from anju.cases.take_next_case import NothingWaits
from anju.ground.errors import Refusal
from anju.policy.rules import value

# The first seven bytes of the digest: every share of four decimals has an exact threshold.
BYTES = 7


def is_drawn(*, seed: str, number: str, share: Decimal) -> bool:
    """Whether a case is in the sample: by seed and number alone, so that anybody can check."""
    first = sha256(f"{seed}:{number}".encode()).digest()[:BYTES]
    return int.from_bytes(first) < int(share * 2 ** (8 * BYTES))


def draw_samples(*, today: date) -> int:
    """Draw every finished day that has not been drawn; tells how many cases were sampled.

    The seed is made only now, so that nobody can know before who is looked at.
    """
    automatic = Step.objects.filter(kind=Step.Kind.AUTOMATIC, happened_on__lt=today)
    drawn = Draw.objects.filter(day=OuterRef("happened_on"))
    days = automatic.filter(~Exists(drawn)).values_list("happened_on", flat=True).distinct()
    return sum(_draw(day, today) for day in sorted(days))


def take_second_look(*, by: Actor, today: date) -> SecondLook:
    """Give an officer the look he still holds, or one at random of a case he had no hand in.

    What was given to somebody who is away is free again. Raises NothingWaits, IsAway.
    """
    check_not_away(staff=by.staff, day=today)
    waiting = SecondLook.objects.filter(result=SecondLook.Result.WAITING)
    mine = waiting.filter(given_to=by.staff).select_related("case").first()
    if mine is not None:
        return mine
    hands = Hand.objects.filter(case=OuterRef("case"), person=by.person)
    nobody = Q(given_to=None) | Q(given_to__in=away_on(today).values("staff"))
    free = waiting.filter(nobody, ~Exists(hands)).select_related("case__member")
    with transaction.atomic():
        held = free.select_for_update(no_key=True, skip_locked=True, of=("self",))
        for look in held.order_by("?"):
            try:
                check_not_own(look.case, by.person)
            except Refusal:
                continue
            look.given_to = by.staff
            look.save(update_fields=["given_to"])
            return look
    raise NothingWaits("现在没有等待复查的办件。")


def record_look(
    *, number: str, confirmed: bool, opinion: str, by: Actor, today: date
) -> SecondLook:
    """Keep what the second look found; an objection goes on to whoever must act on it.

    Raises NotGivenToYou, CaseMoved for one that is done, OpinionMissing.
    """
    told = read_opinion(opinion)
    with transaction.atomic():
        looks = SecondLook.objects.select_for_update(no_key=True, of=("self",))
        look = looks.get(case__number=number)
        if look.result != SecondLook.Result.WAITING:
            raise CaseMoved("这件办件已经复查过，请刷新后再看。")
        if by.staff is None or look.given_to_id != by.staff.pk:
            raise NotGivenToYou("这件复查没有分派给您。请点“领取下一件”。")
        found = SecondLook.Result
        look.result = found.CONFIRMED if confirmed else found.OBJECTED
        look.opinion, look.looked_on = told, today
        look.save()
        record(
            actor=f"staff/{by.staff.pk}",
            deed=f"second_look_{look.result}",
            subject=number,
        )
    return look


def _draw(day: date, today: date) -> int:
    share = Decimal(value("cases.sample_share", on=day))
    seed = secrets.token_hex(16)
    with transaction.atomic():
        steps = Step.objects.filter(kind=Step.Kind.AUTOMATIC, happened_on=day)
        cases = list(Case.objects.filter(steps__in=steps).order_by("number"))
        made = Draw.objects.create(
            day=day, seed=seed, share=share, drawn_on=today, among=len(cases)
        )
        looks = [
            SecondLook(case=case, draw=made)
            for case in cases
            if is_drawn(seed=seed, number=case.number, share=share)
        ]
        SecondLook.objects.bulk_create(looks)
    return len(looks)
