"""Two reviewers at once, and an edit that crosses an approval."""

from collections import Counter
from datetime import UTC, date, datetime
from functools import partial

from anju.contributions.models import FourEyes, Line, Register, Submission
from anju.contributions.registers.edit_register import Edit, Entry, RegisterClosed, put_line
from anju.contributions.registers.open_register import open_register
from anju.contributions.review.decide_submission import (
    SeenChanged,
    SubmissionOver,
    approve_submission,
    withdraw_submission,
)
from anju.contributions.review.kinds import REGISTER
from anju.contributions.review.submit_deed import Deed, submit_deed
from anju.people.models import Agent, Appointment, Employer
from faults.rivals import mill, somebody, together
from people_of_the_town import TODAY

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)


def appoint(at: Employer, role: str) -> Appointment:
    person = somebody()
    agent = Agent.objects.create(
        name=person.name, identity_number=person.identity_number, mobile=""
    )
    return Appointment.objects.create(
        employer=at, agent=agent, role=role, since=date(2026, 7, 1)
    )


def entry() -> Entry:
    person = somebody()
    return Entry(
        kind=Line.Kind.OPEN,
        name=person.name,
        identity_number=person.identity_number,
        base_fen=600_000,
    )


def waiting(at: Employer, maker: Appointment) -> tuple[Register, Submission]:
    FourEyes.objects.create(employer=at, on=True, set_by="test")
    register = open_register(employer=at, by="赵会计")
    put_line(edit=Edit(register.pk, register.version, TODAY, "赵会计"), entry=entry())
    register.refresh_from_db()
    payload = {"register": register.pk, "version": register.version}
    deed = Deed(REGISTER, f"register/{register.pk}", payload)
    made = submit_deed(deed=deed, maker=maker, today=TODAY, now=NOW).waiting
    assert made is not None
    return register, made


def test_of_four_reviewers_and_a_withdrawing_maker_one_has_his_way(jian: str) -> None:
    at = mill()
    maker = appoint(at, Appointment.Role.AGENT)
    reviewers = [appoint(at, Appointment.Role.REVIEWER) for _ in range(4)]
    _, made = waiting(at, maker)
    answers = together(
        jian,
        [
            *(
                partial(approve_submission, submission=made, reviewer=one, today=TODAY, now=NOW)
                for one in reviewers
            ),
            partial(withdraw_submission, submission=made, maker=maker, now=NOW),
        ],
    )
    assert Counter(type(answer) for answer in answers) == {Submission: 1, SubmissionOver: 4}
    made.refresh_from_db()
    approved = made.state == Submission.State.APPROVED
    assert at.accounts.count() == (3 if approved else 2)


def test_an_edit_that_crosses_an_approval_is_either_before_it_or_too_late(jian: str) -> None:
    at = mill()
    maker = appoint(at, Appointment.Role.AGENT)
    reviewer = appoint(at, Appointment.Role.REVIEWER)
    register, made = waiting(at, maker)
    edited, approved = together(
        jian,
        [
            partial(
                put_line,
                edit=Edit(register.pk, register.version, TODAY, "钱会计"),
                entry=entry(),
            ),
            partial(
                approve_submission, submission=made, reviewer=reviewer, today=TODAY, now=NOW
            ),
        ],
    )
    if isinstance(edited, Line):
        assert isinstance(approved, SeenChanged)
        assert at.accounts.count() == 2
    else:
        assert isinstance(edited, RegisterClosed)
        assert isinstance(approved, Submission)
        assert at.accounts.count() == 3
