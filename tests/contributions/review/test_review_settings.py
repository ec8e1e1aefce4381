"""Limits of agents, switching four eyes on, and loosening them."""

import pytest
from tests.contributions.review.conftest import (
    NOW,
    Role,
    appoint,
    draft,
    four_eyes,
    remit,
    submit,
)
from tests.people_of_the_town import TODAY

from anju.contributions.models import FourEyes, Remittance
from anju.contributions.review.decide_submission import approve_submission
from anju.contributions.review.rules import NobodyToReview, OverLimit, Setting, setting_of
from anju.contributions.review.set_four_eyes import NothingToSet, set_four_eyes
from anju.people.agents.set_agent_limit import NotHisOwn, set_agent_limit
from anju.people.models import Appointment, Employer


def test_over_an_agents_limit_nothing_is_submitted_and_it_says_who_may_go_further(
    mill: Employer, maker: Appointment, reviewer: Appointment
) -> None:
    set_agent_limit(appointment=maker.pk, limit_fen=288_000, by=reviewer)
    maker.refresh_from_db()
    assert remit(maker).waiting is None
    set_agent_limit(appointment=maker.pk, limit_fen=143_999, by=reviewer)
    maker.refresh_from_db()
    Remittance.objects.update(state=Remittance.State.POSTED)
    with pytest.raises(OverLimit, match=r"1,439.99 元.*郑主任"):
        submit(draft(mill, 11), maker)


def test_nobody_sets_his_own_limit(maker: Appointment) -> None:
    with pytest.raises(NotHisOwn):
        set_agent_limit(appointment=maker.pk, limit_fen=None, by=maker)


def test_switching_on_counts_at_once_and_needs_a_reviewer(
    mill: Employer, maker: Appointment
) -> None:
    on = Setting(on=True, people_over=0, amount_over_fen=0)
    with pytest.raises(NobodyToReview):
        set_four_eyes(setting=on, by=maker, today=TODAY, now=NOW)
    appoint(mill, "郑主任", 905, Role.REVIEWER)
    assert set_four_eyes(setting=on, by=maker, today=TODAY, now=NOW).waiting is None
    assert setting_of(employer=mill, today=TODAY) == on
    with pytest.raises(NothingToSet):
        set_four_eyes(setting=on, by=maker, today=TODAY, now=NOW)


@pytest.mark.parametrize(
    "looser",
    [Setting(False, 0, 0), Setting(True, 5, 0), Setting(True, 0, 100)],
)
def test_loosening_waits_for_another_person(
    mill: Employer, maker: Appointment, reviewer: Appointment, looser: Setting
) -> None:
    four_eyes(mill)
    one = set_four_eyes(setting=looser, by=maker, today=TODAY, now=NOW).waiting
    assert one is not None
    assert FourEyes.objects.get().on
    approve_submission(submission=one, reviewer=reviewer, today=TODAY, now=NOW)
    assert setting_of(employer=mill, today=TODAY) == looser
