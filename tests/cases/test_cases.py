"""A case from opening to end: by different persons, given out, sent back, closed once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.cases.conftest import answer, clerk
from tests.people_of_the_town import TODAY, identity

from anju.cases.accept_case import accept_case
from anju.cases.actors import Actor, NobodyKnown, agent_acts, staff_acts
from anju.cases.close_case import close_case
from anju.cases.deadline import deadline
from anju.cases.lists import steps_of
from anju.cases.mend_case import Contents, NotMarked, mend_case
from anju.cases.models import Case, Hand, Paper, Step
from anju.cases.open_case import AlreadyApplied, Application, open_case
from anju.cases.proofs import CASES
from anju.cases.reasons import Return
from anju.cases.return_case import ReasonsMissing, return_case
from anju.cases.steps import CaseMoved, NotGivenToYou, OpinionMissing, OwnCase, SamePerson
from anju.cases.take_next_case import NothingWaits, take_next_case
from anju.cases.withdraw_case import withdraw_case
from anju.ledger.proofs import prove
from anju.people.models import Agent, Appointment, Staff

WAITING, REVIEWING = (Case.State.WAITING,), (Case.State.REVIEWING,)


def take(by: Actor, states=WAITING) -> Case:
    return take_next_case(by=by, states=states, today=TODAY)


def accept(case: Case, by: Actor, opinion: str = "材料齐全") -> Case:
    return accept_case(number=case.number, opinion=opinion, by=by, today=TODAY)


def close(case: Case, by: Actor, *, approve: bool = True) -> Case:
    return close_case(number=case.number, approve=approve, opinion="同意", by=by, today=TODAY)


def send_back(case: Case, by: Actor, *fields: str) -> Case:
    return return_case(
        number=case.number,
        reasons=tuple(Return("02", field, "请核对") for field in fields),
        opinion="请补正",
        by=by,
        today=TODAY,
    )


def mend(case: Case, by: Actor, name: str, legal: str) -> Case:
    return mend_case(
        number=case.number,
        contents=Contents([answer("name", name), answer("legal_name", legal)], case.papers),
        by=by,
        today=TODAY,
        due_on=TODAY,
    )


def broken() -> list[str]:
    return [finding.first for finding in map(prove, CASES) if finding.broken]


def test_a_case_is_accepted_by_one_and_approved_by_another(case, first, second) -> None:
    accept(take(first), first)
    done = close(take(second, REVIEWING), second)
    assert (done.state, done.closed_on) == ("approved", TODAY)
    kinds = [(step.place, step.kind, step.actor) for step in steps_of(case=case)]
    assert kinds == [
        (1, "opened", "赵会计"),
        (2, "accepted", "陈柜员"),
        (3, "approved", "周主管"),
    ]


def test_nobody_reviews_what_he_accepted(case, first) -> None:
    accept(take(first), first)
    with pytest.raises(NothingWaits):
        take(first, REVIEWING)
    Case.objects.filter(pk=case.pk).update(given_to=first.staff, given_on=TODAY)
    with pytest.raises(SamePerson):
        close(case, first)


def test_the_applicant_in_a_clerks_account_is_the_same_person(case, zhao) -> None:
    with pytest.raises(NothingWaits):
        take(clerk("赵会计", 901))
    Case.objects.filter(pk=case.pk).update(given_to=Staff.objects.get(), given_on=TODAY)
    with pytest.raises(SamePerson):
        accept(case, staff_acts(Staff.objects.get()))


def test_the_database_itself_keeps_a_person_on_one_side(case, zhao, first) -> None:
    one_side, by_hand = "cases_one_side_for_a_person", "cases_step_by_its_hand"
    with pytest.raises(IntegrityError, match=one_side), transaction.atomic():
        Hand.objects.create(case=case, person=zhao.person, side="second")
    with pytest.raises(IntegrityError, match=by_hand), transaction.atomic():
        Step.objects.create(
            case=case,
            place=9,
            kind="approved",
            side="second",
            person=first.person,
            actor="?",
            happened_on=TODAY,
        )


def test_who_acts_for_the_employer_cannot_serve_its_case(case, mill) -> None:
    other = Agent.objects.create(name="吴敏", identity_number=identity(803))
    Appointment.objects.create(employer=mill, agent=other, since=TODAY)
    wu = clerk("吴敏", 803)
    with pytest.raises(NothingWaits):
        take(wu)
    Case.objects.filter(pk=case.pk).update(given_to=wu.staff, given_on=TODAY)
    with pytest.raises(OwnCase):
        accept(case, wu)


def test_a_case_is_given_out_and_cannot_be_picked(case, first) -> None:
    with pytest.raises(NotGivenToYou):
        accept(case, first)
    assert take(first) == take(first) == case
    with pytest.raises(NothingWaits):
        take(clerk("吴敏", 803))


def test_what_was_left_lying_is_given_out_again_the_next_day(case, first) -> None:
    take(first)
    wu = clerk("吴敏", 803)
    later = take_next_case(by=wu, states=WAITING, today=TODAY + timedelta(days=1))
    assert later == case
    with pytest.raises(NotGivenToYou):
        accept(case, first)


def test_a_closed_case_is_closed_once(case, first, second) -> None:
    accept(take(first), first)
    close(take(second, REVIEWING), second)
    with pytest.raises(CaseMoved, match="已办结"):
        close(case, second)
    assert case.steps.filter(kind="approved").count() == 1


def test_only_what_the_return_marked_may_be_mended(case, first, second, zhao) -> None:
    send_back(take(first), first, "legal_name")
    with pytest.raises(NotMarked):
        mend(case, zhao, "另一个名称", "孙丽")
    mended = mend(case, zhao, "申城棉纺有限公司", "孙丽")
    assert (mended.state, mended.values["legal_name"]) == ("waiting", "孙丽")
    accept(take(first), first)
    assert close(take(second, REVIEWING), second).state == "approved"
    assert broken() == []


def test_a_return_says_why_and_where(case, first) -> None:
    take(first)
    for wrong in ((), (Return("77", "name"),), (Return("02", "no_such_field"),)):
        with pytest.raises(ReasonsMissing):
            return_case(number=case.number, reasons=wrong, opinion="?", by=first, today=TODAY)
    with pytest.raises(OpinionMissing):
        accept(case, first, opinion="  ")


def test_an_employer_applies_for_one_thing_once_and_may_withdraw(case, mill, zhao) -> None:
    def again() -> Case:
        return open_case(
            application=Application("registration", "变更", [], [Paper("a", "1")], mill),
            by=zhao,
            today=TODAY,
            due_on=TODAY,
        )

    with pytest.raises(AlreadyApplied):
        again()
    assert withdraw_case(number=case.number, by=zhao, today=TODAY).state == "withdrawn"
    assert again().open


def test_staff_without_an_identity_number_serve_no_case(xinyang) -> None:
    with pytest.raises(NobodyKnown):
        staff_acts(Staff.objects.create(login="S1", name="?", role="clerk", branch="-"))
    with pytest.raises(NobodyKnown):
        agent_acts(Agent(name="?"))


def test_the_proof_names_a_case_that_stands_where_no_step_brought_it(case) -> None:
    assert broken() == []
    Case.objects.filter(pk=case.pk).update(state="reviewing")
    assert broken() == [f"办件 {case.number} 状态 reviewing，最后环节 opened"]


def test_the_deadline_counts_working_days(xinyang) -> None:
    # 18 November 2026 is a Wednesday; three working days later is Monday the 23rd.
    assert deadline(kind="registration", today=TODAY).isoformat() == "2026-11-23"
