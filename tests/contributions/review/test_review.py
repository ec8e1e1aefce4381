"""Maker and reviewer: what waits, who may agree, and what agreeing does."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from tests.contributions.review.conftest import (
    NOW,
    Role,
    add,
    appoint,
    draft,
    four_eyes,
    remit,
    submit,
    waits,
)
from tests.people_of_the_town import TODAY, change, employer, opening, staff, terms

from anju.audit.models import Event
from anju.contributions.models import Line, Prepayment, Register, Remittance, Submission
from anju.contributions.registers.edit_register import RegisterMoved
from anju.contributions.registers.submit_register import NotAllGood, NothingToSubmit
from anju.contributions.remittances.remit import FiguresChanged
from anju.contributions.review.decide_submission import (
    NotMaker,
    NotReviewer,
    SamePerson,
    SeenChanged,
    SubmissionOver,
    WhyReturn,
    approve_submission,
    return_submission,
    withdraw_submission,
)
from anju.contributions.review.kinds import PREPAYMENT, REGISTER
from anju.contributions.review.lists import waiting_for
from anju.contributions.review.rules import NobodyToReview
from anju.contributions.review.submit_deed import AlreadyWaiting, Deed, Outcome, submit_deed
from anju.people.accounts.change_accounts import change_bases
from anju.people.models import Appointment, Employer

State, Because = Submission.State, Submission.Because


def approve(one: Submission, by: Appointment) -> Submission:
    return approve_submission(submission=one, reviewer=by, today=TODAY, now=NOW)


def test_without_four_eyes_a_register_takes_effect_at_once(
    mill: Employer, maker: Appointment
) -> None:
    outcome = submit(draft(mill, 11), maker)
    assert outcome.waiting is None
    assert Register.objects.get(number=outcome.result).state == Register.State.SUBMITTED
    assert mill.accounts.count() == 3


def test_with_four_eyes_it_waits_and_the_reviewers_word_does_it(
    mill: Employer, maker: Appointment, reviewer: Appointment
) -> None:
    four_eyes(mill)
    register = draft(mill, 11)
    one = waits(register, maker)
    assert (one.state, one.because, one.heads, one.amount_fen) == (
        State.WAITING,
        Because.SWITCH,
        1,
        144_000,
    )
    assert mill.accounts.count() == 2
    assert list(waiting_for(reviewer=reviewer)) == [one]
    done = approve(one, reviewer)
    assert (done.state, done.result) == (State.APPROVED, register.number)
    assert mill.accounts.count() == 3
    register.refresh_from_db()
    assert register.edited_by == "赵会计（复核 郑主任）"
    assert Event.objects.filter(deed="approve_submission", subject=one.number).exists()


def test_only_what_is_over_the_threshold_waits(
    mill: Employer, maker: Appointment, reviewer: Appointment
) -> None:
    four_eyes(mill, people_over=2, amount_over_fen=10_000_000)
    assert submit(draft(mill, 11, 12), maker).waiting is None
    assert waits(draft(mill, 13, 14, 15), maker).because == Because.OVER


def test_an_amount_over_the_threshold_waits_too(
    mill: Employer, maker: Appointment, reviewer: Appointment
) -> None:
    # Two people at 6,000 yuan, 12 % on each side: 2,880.00 yuan for July.
    four_eyes(mill, people_over=100, amount_over_fen=288_000)
    assert remit(maker).waiting is None
    four_eyes(mill, people_over=100, amount_over_fen=287_999)
    Remittance.objects.update(state=Remittance.State.POSTED)
    later = employer("浉河宾馆有限公司", seq=2)
    staff(later, opening(21, "周燕"), opening(22, "吴敏"))
    four_eyes(later, people_over=100, amount_over_fen=287_999)
    appoint(later, "郑主任", 905, Role.REVIEWER)
    assert remit(appoint(later, "孙会计", 903), intent="b" * 32).waiting is not None


def test_a_remittance_waits_and_the_money_moves_by_the_reviewers_word(
    mill: Employer, maker: Appointment, reviewer: Appointment
) -> None:
    four_eyes(mill)
    one = remit(maker).waiting
    assert one is not None
    assert Remittance.objects.count() == 0
    done = approve(one, reviewer)
    made = Remittance.objects.get(number=done.result)
    assert (made.total_fen, made.submitted_by) == (288_000, "赵会计（复核 郑主任）")


def test_a_prepayment_waits_and_pressing_the_form_again_does_it_once(
    mill: Employer, maker: Appointment, reviewer: Appointment
) -> None:
    four_eyes(mill)
    payload = {"amount_fen": 500_000, "note": "", "intent": "c" * 32}
    deed = Deed(PREPAYMENT, f"prepayment/{'c' * 32}", payload)
    one = submit_deed(deed=deed, maker=maker, today=TODAY, now=NOW).waiting
    assert one is not None
    with pytest.raises(AlreadyWaiting):
        submit_deed(deed=deed, maker=maker, today=TODAY, now=NOW)
    done = approve(one, reviewer)
    assert Prepayment.objects.get().number == done.result
    again = submit_deed(deed=deed, maker=maker, today=TODAY, now=NOW)
    assert again == Outcome(result=done.result)
    assert Prepayment.objects.count() == 1


def test_the_sum_must_be_what_the_maker_saw_also_when_it_only_waits(
    mill: Employer, maker: Appointment, reviewer: Appointment
) -> None:
    four_eyes(mill)
    with pytest.raises(FiguresChanged):
        remit(maker, fen=287_999)
    assert Submission.objects.count() == 0


def test_a_list_with_a_line_about_the_maker_needs_a_second_agent_always(
    mill: Employer, maker: Appointment
) -> None:
    register = draft(mill, 11, 901)
    with pytest.raises(NobodyToReview):
        submit(register, maker)
    second = appoint(mill, "周会计", 904)
    one = waits(register, maker)
    assert one.because == Because.SELF
    assert list(waiting_for(reviewer=second)) == [one]
    assert approve(one, second).state == State.APPROVED


def test_nobody_agrees_to_a_line_about_himself(
    mill: Employer, maker: Appointment, reviewer: Appointment
) -> None:
    four_eyes(mill)
    appoint(mill, "钱主任", 906, Role.REVIEWER)
    one = waits(draft(mill, 905), maker)
    with pytest.raises(SamePerson):
        approve(one, reviewer)
    assert mill.accounts.count() == 2


def test_maker_and_reviewer_are_two_natural_persons(
    mill: Employer, reviewer: Appointment
) -> None:
    four_eyes(mill)
    appoint(mill, "钱主任", 906, Role.REVIEWER)
    one = waits(draft(mill, 11), reviewer)
    with pytest.raises(SamePerson):
        approve(one, reviewer)
    assert list(waiting_for(reviewer=reviewer)) == []


def test_the_database_itself_refuses_one_person_in_both_parts(
    mill: Employer, maker: Appointment, reviewer: Appointment
) -> None:
    four_eyes(mill)
    one = waits(draft(mill, 11), maker)
    with (
        pytest.raises(IntegrityError, match="contributions_maker_is_not_reviewer"),
        transaction.atomic(),
    ):
        Submission.objects.filter(pk=one.pk).update(reviewer_index=F("maker_index"))


@pytest.mark.parametrize("role", [Role.AGENT, Role.READER])
def test_who_is_no_reviewer_decides_nothing(
    mill: Employer, maker: Appointment, reviewer: Appointment, role: str
) -> None:
    four_eyes(mill)
    one = waits(draft(mill, 11), maker)
    other = appoint(mill, "钱出纳", 902, role)
    with pytest.raises(NotReviewer):
        approve(one, other)
    with pytest.raises(NotReviewer):
        return_submission(submission=one, reviewer=other, reason="不对", now=NOW)


def test_a_reviewer_of_another_employer_decides_nothing(
    mill: Employer, maker: Appointment, reviewer: Appointment
) -> None:
    four_eyes(mill)
    one = waits(draft(mill, 11), maker)
    inn = employer("浉河宾馆有限公司", seq=2)
    with pytest.raises(NotReviewer):
        approve(one, appoint(inn, "吴主任", 907, Role.REVIEWER))


def test_what_was_edited_after_submission_is_not_done_and_the_reviewer_is_told_what_changed(
    mill: Employer, maker: Appointment, reviewer: Appointment
) -> None:
    four_eyes(mill)
    register = draft(mill, 11)
    one = waits(register, maker)
    add(register, 12)
    with pytest.raises(SeenChanged) as told:
        approve(one, reviewer)
    assert "新增开户由 1 人 变为 2 人" in told.value.sentence
    assert "1,440.00 元 变为 2,880.00 元" in told.value.sentence
    assert mill.accounts.count() == 2
    return_submission(submission=one, reviewer=reviewer, reason="请重新核对", now=NOW)
    register.refresh_from_db()
    assert waits(register, maker).heads == 2


def test_a_changed_sum_of_a_remittance_is_told_too(
    mill: Employer, maker: Appointment, reviewer: Appointment
) -> None:
    four_eyes(mill)
    one = remit(maker).waiting
    assert one is not None
    wang = mill.accounts.get(member__name="王芳")
    new = {wang.pk: terms(700_000, side_fen=84_000)}
    change_bases(employer=mill, terms=new, change=change())
    with pytest.raises(SeenChanged, match=r"2,880.00 元 变为 3,120.00 元"):
        approve(one, reviewer)
    assert Remittance.objects.count() == 0


def test_a_stale_version_waits_for_nobody(
    mill: Employer, maker: Appointment, reviewer: Appointment
) -> None:
    four_eyes(mill)
    register = draft(mill, 11)
    stale = Register.objects.get(pk=register.pk)
    add(register, 12)
    with pytest.raises(RegisterMoved):
        submit(stale, maker)


def test_what_waits_is_submitted_once(
    mill: Employer, maker: Appointment, reviewer: Appointment
) -> None:
    four_eyes(mill)
    register = draft(mill, 11)
    waits(register, maker)
    with pytest.raises(AlreadyWaiting):
        submit(register, maker)


def test_a_return_needs_a_reason_and_the_maker_alone_withdraws(
    mill: Employer, maker: Appointment, reviewer: Appointment
) -> None:
    four_eyes(mill)
    one = waits(draft(mill, 11), maker)
    with pytest.raises(WhyReturn):
        return_submission(submission=one, reviewer=reviewer, reason=" ", now=NOW)
    with pytest.raises(NotMaker):
        withdraw_submission(submission=one, maker=reviewer, now=NOW)
    withdraw_submission(submission=one, maker=maker, now=NOW)
    with pytest.raises(SubmissionOver):
        approve(one, reviewer)
    assert mill.accounts.count() == 2


def test_a_list_of_which_all_or_nothing_is_wanted_does_not_wait_with_a_bad_line(
    mill: Employer, maker: Appointment, reviewer: Appointment
) -> None:
    four_eyes(mill)
    register = draft(mill, 11, 12)
    Line.objects.filter(name="新三").update(faults=[{"code": "R01"}])
    payload = {"register": register.pk, "version": register.version, "whole": True}
    deed = Deed(REGISTER, f"register/{register.pk}", payload)
    with pytest.raises(NotAllGood):
        submit_deed(deed=deed, maker=maker, today=TODAY, now=NOW)
    Line.objects.update(faults=[{"code": "R01"}])
    with pytest.raises(NothingToSubmit):
        submit(register, maker)
    assert Submission.objects.count() == 0
