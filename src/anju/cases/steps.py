"""How a step is added to a case that is held: in its order, by a person of the right side."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max

from anju.audit.record import record
from anju.cases.actors import Actor
from anju.cases.models import Case, Hand, Side, Step
from anju.cases.reasons import Return
from anju.ground.errors import Refusal
from anju.people.models import Appointment

OPINION_MOST = 200


class CaseMoved(Refusal):
    code = "cases.case_moved"


class NotGivenToYou(Refusal):
    code = "cases.not_given_to_you"


class SamePerson(Refusal):
    code = "cases.same_person"


class OwnCase(Refusal):
    code = "cases.own_case"


class OpinionMissing(Refusal):
    code = "cases.opinion_missing"


@dataclass(frozen=True)
class Remark:
    """What is left with a step: an opinion, the reasons of a return, the digest he saw."""

    opinion: str = ""
    reasons: tuple[Return, ...] = ()
    seen: str = ""


NO_REMARK = Remark()


def hold_case(number: str, *, within: Collection[Case.State]) -> Case:
    """A case with its row held until the transaction ends: one officer wins.

    Raises CaseMoved when it stands in another state by now.
    """
    case = (
        Case.objects.select_for_update(no_key=True, of=("self",))
        .select_related("employer", "member", "given_to")
        .get(number=number)
    )
    if case.state not in within:
        raise CaseMoved(
            f"办件 {case.number} 现在的状态是“{case.get_state_display()}”，没有办理，"
            "请刷新后再看。"
        )
    return case


def check_given(case: Case, actor: Actor) -> None:
    """Let only him act on a case to whom it was given; raises NotGivenToYou (security E2)."""
    if actor.staff is None or case.given_to_id != actor.staff.pk:
        raise NotGivenToYou("这件办件没有分派给您，不能办理。请点“领取下一件”。")


def check_not_own(case: Case, person: bytes) -> None:
    """Refuse whoever is the case's own member or acts for its employer (security D3)."""
    member = case.member is not None and case.member.identity_index == person
    if member or (case.employer_id and _acts_for(case.employer_id, person)):
        raise OwnCase("您是申请人或申请单位的办事人员，这件办件须由其他工作人员办理。")


def read_opinion(text: str) -> str:
    """An opinion in one line; raises OpinionMissing for none or one that is too long."""
    opinion = " ".join(text.split())
    if not opinion or len(opinion) > OPINION_MOST:
        raise OpinionMissing(f"请填写意见，最多 {OPINION_MOST} 个字。")
    return opinion


def add_step(
    case: Case,
    kind: Step.Kind,
    side: Side,
    actor: Actor,
    *,
    on: date,
    remark: Remark = NO_REMARK,
) -> Step:
    """Write the next step; the database lets a person stand on one side of a case only.

    Raises SamePerson when he has stood on another side of it already (security E1).
    """
    try:
        with transaction.atomic():
            Hand.objects.get_or_create(case=case, person=actor.person, side=side)
    except IntegrityError as error:
        if "cases_one_side_for_a_person" not in str(error):
            raise
        raise SamePerson(
            "这件办件您已经以另一身份办理过。受理和复核须由不同的人办理，申请人本人不能办理。"
        ) from error
    last = Step.objects.filter(case=case).aggregate(last=Max("place"))["last"] or 0
    step = Step.objects.create(
        case=case,
        place=last + 1,
        kind=kind,
        side=side,
        person=actor.person,
        actor=actor.name[:60],
        opinion=remark.opinion,
        reasons=[reason.as_json() for reason in remark.reasons],
        seen=remark.seen,
        happened_on=on,
    )
    record(
        actor=f"staff/{actor.staff.pk}" if actor.staff else actor.name,
        deed=f"case_{kind.value}",
        subject=case.number,
        kind=case.kind,
    )
    return step


def _acts_for(employer: int, person: bytes) -> bool:
    found = Appointment.objects.filter(employer=employer, active=True)
    return found.filter(agent__identity_index=person).exists()
