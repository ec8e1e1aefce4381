"""What the halls take for granted: branches, the accounts money runs over, who may book it."""

import pytest
from django.test import Client
from tests.people_of_the_town import TODAY
from tests.staff_of_the_town import at_counter

from anju.contributions.models import Remittance
from anju.contributions.remittances.remit import submit_remittance
from anju.ground.calendar import Month
from anju.people.models import Employer, Staff
from anju.policy.rules import value


@pytest.mark.rows("C-60")
def test_money_runs_from_the_signed_account_to_the_collection_account(mill: Employer) -> None:
    remittance = submit_remittance(
        employer=mill,
        until=Month(2026, 7),
        method=Remittance.Method.REALTIME,
        expected_fen=291_000,
        intent="d" * 32,
        today=TODAY,
        by="赵会计",
    )
    assert remittance.order.payer_account == "410501780000000001"
    assert remittance.order.payee_account == value("bank.collection_account", on=TODAY).account
    assert mill.prepayment.subject == "21901"


@pytest.mark.rows("C-60")
def test_the_counter_opens_an_employer_at_one_of_the_profiles_branches(hall: Client) -> None:
    page = at_counter("0301", Staff.Role.CLERK).get("/counter/opening").content.decode()
    for branch in value("hall.branches", on=TODAY):
        assert branch.name in page
