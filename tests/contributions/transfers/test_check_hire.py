"""入职三查: only the next step is told, and every check is written down."""

from datetime import timedelta

import pytest
from tests.contributions.review.conftest import appoint
from tests.contributions.transfers.conftest import NOW, account
from tests.people_of_the_town import TODAY, change, employer, identity, opening, staff

from anju.audit.models import Look
from anju.contributions.transfers.check_hire import Hire, NextStep, check_hire
from anju.ground.identity import BadIdentity
from anju.identity.limits import TryLater
from anju.people.accounts.change_accounts import seal_accounts
from anju.people.models import Appointment, Employer, FundAccount


@pytest.fixture
def hirer(inn: Employer) -> Appointment:
    """孙会计 of the inn, who hires."""
    return appoint(inn, "孙会计", 903)


def ask(by: Appointment, order: int, name: str, *, minutes: int = 0) -> NextStep:
    later = NOW + timedelta(minutes=minutes)
    return check_hire(hire=Hire(name, identity(order)), by=by, today=TODAY, now=later)


def test_each_standing_gives_its_next_step_and_no_more(
    mill: Employer, inn: Employer, hirer: Appointment
) -> None:
    own = appoint(mill, "赵会计", 901)
    assert ask(hirer, 77, "周燕") == NextStep.OPEN
    assert ask(hirer, 2, "李伟") == NextStep.TRANSFER
    assert ask(hirer, 1, "王芳") == NextStep.SEAL_FIRST
    assert ask(own, 2, "李伟") == NextStep.UNSEAL
    assert ask(own, 1, "王芳") == NextStep.HERE


def test_somebody_paying_elsewhere_must_be_sealed_there_first_even_with_an_account_here(
    mill: Employer, inn: Employer, hirer: Appointment
) -> None:
    staff(inn, opening(2, "李伟"))
    assert ask(appoint(mill, "赵会计", 901), 2, "李伟") == NextStep.SEAL_FIRST


@pytest.mark.parametrize(
    "state", [FundAccount.State.WITHDRAWN, FundAccount.State.TRANSFERRED_OUT]
)
def test_a_closed_account_is_opened_anew(
    mill: Employer, hirer: Appointment, state: str
) -> None:
    FundAccount.objects.filter(pk=account("李伟").pk).update(state=state)
    assert ask(hirer, 2, "李伟") == NextStep.OPEN


def test_another_name_and_a_frozen_account_go_to_the_counter_alike(
    mill: Employer, hirer: Appointment
) -> None:
    assert ask(hirer, 1, "王方") == NextStep.COUNTER
    FundAccount.objects.filter(pk=account("王芳").pk).update(state=FundAccount.State.FROZEN)
    assert ask(hirer, 1, "王芳") == NextStep.COUNTER


def test_every_check_stands_in_who_looked_at_me(mill: Employer, hirer: Appointment) -> None:
    ask(hirer, 1, "王芳")
    ask(hirer, 77, "周燕")
    seen = Look.objects.get(holder=Look.Holder.MEMBER)
    assert (seen.holder_id, seen.actor_name, seen.branch) == (
        account("王芳").member_id,
        "孙会计",
        "浉河宾馆有限公司",
    )
    assert seen.shown == Look.Shown.NOTHING
    assert Look.objects.filter(holder=Look.Holder.NOBODY).count() == 1


def test_after_twenty_checks_in_an_hour_an_agent_waits(
    mill: Employer, hirer: Appointment
) -> None:
    for order in range(20):
        ask(hirer, 100 + order, "周燕")
    with pytest.raises(TryLater):
        ask(hirer, 1, "王芳", minutes=1)
    assert not Look.objects.filter(holder=Look.Holder.MEMBER).exists()
    assert ask(hirer, 1, "王芳", minutes=90) == NextStep.SEAL_FIRST


def test_pieces_of_a_number_are_no_question(mill: Employer, hirer: Appointment) -> None:
    with pytest.raises(BadIdentity):
        check_hire(hire=Hire("王芳", "4115021990030"), by=hirer, today=TODAY, now=NOW)
    assert Look.objects.count() == 0


def test_whoever_is_sealed_becomes_one_to_transfer(mill: Employer, hirer: Appointment) -> None:
    seal_accounts(employer=mill, accounts=[account("王芳").pk], change=change())
    assert ask(hirer, 1, "王芳") == NextStep.TRANSFER
    assert ask(appoint(employer("浉河商行", seq=4), "吴会计", 908), 1, "王芳") == (
        NextStep.TRANSFER
    )
