"""A clerk's hand in what somebody hands in who stands before him (柜面收件)."""

from dataclasses import dataclass
from datetime import date

from anju.cases.actors import Actor
from anju.cases.models import Case, Hand, Side, Step
from anju.cases.steps import Remark, SamePerson, add_step, check_not_own

OTHERWISE = (
    "这件办件您受理或复核过，或者您就是申请人，不能再由您在柜台收件，没有办理。"
    "请由其他柜员办理。"
)


@dataclass(frozen=True)
class Intake:
    """Who took it in at the counter, what he wrote to it, and the papers that confirm it.

    `forms` are titles of papers signed at the desk: they come beside what was marked.
    """

    clerk: Actor
    words: str = ""
    forms: frozenset[str] = frozenset()


def note_intake(case: Case, intake: Intake, *, today: date) -> None:
    """Set the clerk on a side of his own: he can then neither accept nor review the case.

    The case is held by its row. Raises OwnCase, and SamePerson for who has decided on it.
    """
    check_not_own(case, intake.clerk.person)
    remark = Remark(opinion=intake.words)
    try:
        add_step(case, Step.Kind.TAKEN_IN, Side.INTAKE, intake.clerk, on=today, remark=remark)
    except SamePerson as error:
        raise SamePerson(OTHERWISE) from error


def check_may_take_in(case: Case, clerk: Actor) -> None:
    """Tell a clerk before he begins what `note_intake` would tell him at the end.

    Raises OwnCase, and SamePerson for who has decided on it.
    """
    check_not_own(case, clerk.person)
    hands = Hand.objects.filter(case=case, person=clerk.person)
    if hands.exclude(side=Side.INTAKE).exists():
        raise SamePerson(OTHERWISE)
