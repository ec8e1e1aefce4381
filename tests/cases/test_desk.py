"""The desk gives work out: put aside, given on, urgent, by skill, alike ones together."""

from datetime import timedelta

import pytest
from tests.cases.conftest import FINDINGS, clerk, renting
from tests.people_of_the_town import TODAY, opening, staff

from anju.audit.models import Event
from anju.cases.accept_case import accept_case
from anju.cases.actors import member_acts
from anju.cases.alike import batches, decide_alike, take_alike
from anju.cases.close_case import close_case
from anju.cases.mend_case import Contents, mend_case
from anju.cases.models import Case
from anju.cases.proofs import CASES
from anju.cases.reasons import REASONS, Return, reasons_for
from anju.cases.reassign_case import ToHimself, mark_urgent, reassign_case
from anju.cases.return_case import return_case
from anju.cases.skills import set_skills
from anju.cases.steps import CaseMoved, NotGivenToYou, OwnCase, SamePerson
from anju.cases.suspend_case import (
    BadDay,
    NotSuspended,
    resume_case,
    resume_due_cases,
    suspend_case,
)
from anju.cases.take_next_case import NothingWaits, take_next_case
from anju.cases.withdraw_case import withdraw_case
from anju.ledger.proofs import prove
from anju.people.models import Agent, Appointment, Member

BOTH = (Case.State.WAITING, Case.State.REVIEWING)


def day(after: int):
    return TODAY + timedelta(days=after)


def take(by, *, on: int = 0, **how) -> Case:
    return take_next_case(by=by, states=BOTH, today=day(on), **how)


def suspend(case: Case, by, *, until: int = 5) -> Case:
    return suspend_case(
        number=case.number, why="等开发商盖章", until=day(until), by=by, today=TODAY
    )


def broken() -> list[str]:
    return [finding.first for finding in map(prove, CASES) if finding.broken]


@pytest.fixture
def crowd(mill) -> list[Member]:
    """Six who work at the mill."""
    staff(mill, *(opening(order, f"职工{order}") for order in range(1, 7)))
    return list(Member.objects.order_by("name"))


def test_a_case_put_aside_is_given_to_nobody_until_its_day(case, first) -> None:
    suspend(take(first), first)
    with pytest.raises(NothingWaits):
        take(clerk("吴敏", 803))
    with pytest.raises(NotGivenToYou):
        accept_case(number=case.number, opinion="好", by=first, today=TODAY)
    assert (resume_due_cases(today=day(4)), resume_due_cases(today=day(5))) == (0, 1)
    again = take(first, on=5)
    assert (again.suspended_until, again.due_on) == (None, day(5))
    assert [step.kind for step in case.steps.order_by("place")][1:] == ["suspended", "resumed"]
    assert broken() == []


def test_who_put_it_aside_takes_it_up_before_its_day(case, first) -> None:
    suspend(take(first), first)
    with pytest.raises(NotSuspended):
        resume_case(number=case.number, by=clerk("吴敏", 803), today=day(2))
    resumed = resume_case(number=case.number, by=first, today=day(2))
    assert (resumed.given_to, resumed.due_on) == (first.staff, day(2))
    accept_case(number=case.number, opinion="齐全", by=first, today=day(2))
    assert broken() == []


def test_a_case_is_put_aside_for_thirty_days_at_most_and_once(case, first) -> None:
    take(first)
    for wrong in (0, 31):
        with pytest.raises(BadDay):
            suspend(case, first, until=wrong)
    suspend(case, first)
    with pytest.raises(CaseMoved):
        suspend(case, first)


def test_what_lies_aside_can_be_withdrawn(case, first, zhao) -> None:
    suspend(take(first), first)
    done = withdraw_case(number=case.number, by=zhao, today=TODAY)
    assert (done.state, done.suspended_until) == ("withdrawn", None)
    assert broken() == []


def test_a_manager_gives_a_case_on_but_not_to_himself(case, first, second) -> None:
    def give(to) -> Case:
        return reassign_case(number=case.number, to=to, why="休假", by=second, today=TODAY)

    suspend(take(first), first)
    wu = clerk("吴敏", 803)
    assert give(wu.staff).given_to == wu.staff
    with pytest.raises(ToHimself):
        give(second.staff)
    accept_case(number=case.number, opinion="齐全", by=wu, today=TODAY)
    with pytest.raises(SamePerson, match="吴敏"):
        give(wu.staff)
    Appointment.objects.create(employer=case.employer, agent=Agent.objects.get(), since=TODAY)
    with pytest.raises(OwnCase):
        give(clerk("赵会计", 901).staff)
    assert Event.objects.filter(deed="case_reassigned").count() == 1
    assert broken() == []


def test_an_urgent_case_passes_before_the_others(case, crowd, first, second) -> None:
    late = renting(crowd[0])
    Case.objects.filter(pk=late.pk).update(due_on=day(30))
    mark_urgent(number=late.number, urgent=True, why="病人急用", by=second)
    assert take(first) == late


def test_somebody_is_given_what_he_is_trained_for(case, crowd, first, second) -> None:
    rent = renting(crowd[0])
    set_skills(staff=first.staff, kinds=["rent"], by=second)
    assert take(first) == rent
    with pytest.raises(NothingWaits):
        take(first, besides=rent.number)
    with pytest.raises(NothingWaits):
        take(first, kinds=["registration"])
    set_skills(staff=first.staff, kinds=[], by=second)
    assert take(first, besides=rent.number) == case


def test_a_mended_case_keeps_its_place(crowd, first) -> None:
    case, other = renting(crowd[0]), renting(crowd[1])
    Case.objects.filter(pk=other.pk).update(due_on=day(8))
    assert take(first) == case
    return_case(
        number=case.number,
        reasons=(Return("06", "paper:租赁合同"),),
        opinion="请补正",
        by=first,
        today=TODAY,
    )
    mended = mend_case(
        number=case.number,
        contents=Contents(
            case.answers, [type(case.papers[0])("租赁合同", "HT-2", "CL000009", "cd" * 32)]
        ),
        by=member_acts(crowd[0]),
        today=day(7),
    )
    assert mended.due_on == day(7)
    assert take(first, on=7) == case


def test_every_reason_tells_the_applicant_what_to_do() -> None:
    assert all(one.wording and one.example and one.label for one in REASONS.values())
    assert {"06", "99"} <= {one.code for one in reasons_for("paper")}
    assert "06" not in {one.code for one in reasons_for("field")}
    assert Return("06", "paper:合同").as_json()["words"] == REASONS["06"].wording


def test_alike_clean_cases_are_decided_together_and_each_by_itself(
    crowd, first, second
) -> None:
    clean = [renting(one, findings=FINDINGS[:1]) for one in crowd[:4]]
    renting(crowd[4])
    renting(crowd[5], findings=FINDINGS[:1], amount_fen=5_000_001)
    for one in Case.objects.all():
        Case.objects.filter(pk=one.pk).update(given_to=first.staff, given_on=TODAY)
        accept_case(number=one.number, opinion="齐全", by=first, today=TODAY)
    (group,) = batches(states=(Case.State.REVIEWING,), today=TODAY)
    assert (group.title, group.cases, group.amount_fen) == ("租房提取", 4, 4_800_000)
    asked = {"kind": "rent", "state": Case.State.REVIEWING, "by": second, "today": TODAY}
    assert take_alike(title="购买住房提取", **asked) == []
    taken = take_alike(title="租房提取", **asked)
    assert {one.number for one in taken} == {one.number for one in clean}
    seen = {one.number: one.digest for one in taken} | {taken[0].number: "0" * 64}

    def decide(number: str, digest: str) -> Case:
        return close_case(
            number=number, approve=True, opinion="同意", by=second, today=TODAY, seen=digest
        )

    results = decide_alike(seen=seen, decide=decide)
    assert [one.done for one in results] == [False] + [True] * (len(taken) - 1)
    assert "有变化" in results[0].why
    assert Case.objects.filter(state="approved").count() == len(taken) - 1
    assert broken() == []
