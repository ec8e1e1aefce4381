"""Where an employer has set nothing, the center's sizes ask for a second person (W16)."""

import pytest
from tests.contributions.review.conftest import (
    NOW,
    Role,
    appoint,
    draft,
    four_eyes,
    remit,
    submit,
    waits,
)
from tests.people_of_the_town import TODAY

from anju.contributions.models import Register, Submission
from anju.contributions.review import rules
from anju.contributions.review.decide_submission import approve_submission
from anju.contributions.review.lists import waiting_for
from anju.contributions.review.rules import NobodyToReview, Setting, setting_of
from anju.contributions.review.set_four_eyes import set_four_eyes
from anju.people.models import Appointment, Employer

SMALL = {
    "contribution.review_on": True,
    "contribution.review_people_over": 2,
    "contribution.review_amount_over_fen": 500_000,
}


@pytest.fixture
def small_sizes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A center whose sizes are two people and 5,000.00 yuan."""
    monkeypatch.setattr(rules, "value", lambda key, *, on: SMALL[key])


def test_the_nations_sizes_are_500_people_and_20_million_yuan(mill: Employer) -> None:
    assert setting_of(employer=mill, today=TODAY) == Setting(True, 500, 2_000_000_000)


@pytest.mark.usefixtures("small_sizes")
def test_a_small_list_counts_at_once_and_a_big_one_waits_for_any_second_agent(
    mill: Employer, maker: Appointment
) -> None:
    second = appoint(mill, "周会计", 904)
    assert submit(draft(mill, 11, 12), maker).waiting is None
    one = waits(draft(mill, 13, 14, 15), maker)
    assert one.because == Submission.Because.SIZE
    assert list(waiting_for(reviewer=second)) == [one]
    done = approve_submission(submission=one, reviewer=second, today=TODAY, now=NOW)
    assert Register.objects.get(number=done.result).state == Register.State.SUBMITTED


@pytest.mark.usefixtures("small_sizes")
def test_a_single_agent_is_told_whom_to_appoint_and_where(
    mill: Employer, maker: Appointment
) -> None:
    appoint(mill, "钱出纳", 902, Role.READER)
    register = draft(mill, 11, 12, 13)
    with pytest.raises(NobodyToReview, match=r"办事人员管理.*柜台"):
        submit(register, maker)
    register.refresh_from_db()
    assert register.state == Register.State.DRAFT


@pytest.mark.parametrize(("over_fen", "because"), [(432_000, None), (431_999, "size")])
def test_a_months_payment_weighs_by_its_amount_and_not_by_its_heads(
    mill: Employer,
    maker: Appointment,
    monkeypatch: pytest.MonkeyPatch,
    over_fen: int,
    because: str | None,
) -> None:
    sizes = {**SMALL, "contribution.review_amount_over_fen": over_fen}
    monkeypatch.setattr(rules, "value", lambda key, *, on: sizes[key])
    appoint(mill, "周会计", 904)
    assert submit(draft(mill, 11), maker).waiting is None
    one = remit(maker, fen=432_000).waiting
    assert (one and one.because) == because


@pytest.mark.usefixtures("small_sizes")
def test_what_an_employer_has_set_itself_goes_before_and_to_switch_off_needs_two(
    mill: Employer, maker: Appointment
) -> None:
    off = Setting(False, 0, 0)
    with pytest.raises(NobodyToReview):
        set_four_eyes(setting=off, by=maker, today=TODAY, now=NOW)
    second = appoint(mill, "周会计", 904)
    one = set_four_eyes(setting=off, by=maker, today=TODAY, now=NOW).waiting
    assert one is not None
    approve_submission(submission=one, reviewer=second, today=TODAY, now=NOW)
    assert submit(draft(mill, 11, 12, 13), maker).waiting is None
    four_eyes(mill, people_over=1, amount_over_fen=10_000_000)
    appoint(mill, "郑主任", 905, Role.REVIEWER)
    assert waits(draft(mill, 14, 15), maker).because == Submission.Because.OVER
