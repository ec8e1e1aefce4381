"""王芳 has money and a card, and stands at a counter of 信阳; a manager sits behind it."""

import pytest
from django.test import Client
from tests.paying_back import remit
from tests.people_of_the_town import employer, opening, staff
from tests.portals.counter.test_face_to_face import with_file
from tests.staff_of_the_town import at_counter
from tests.withdrawals.conftest import bind_for

from anju.ground.calendar import Month
from anju.payments.models import MemberCard
from anju.people.models import Employer, FundAccount, Member


@pytest.fixture
def mill(hall: Client) -> Employer:
    """Wang and Li are paid for from July to October."""
    made = employer()
    staff(made, opening(1, "王芳"), opening(2, "李四"))
    remit(made, Month(2026, 10))
    return made


@pytest.fixture
def account(mill: Employer) -> FundAccount:
    return FundAccount.objects.select_related("member", "employer").get(member__name="王芳")


@pytest.fixture
def wang(account: FundAccount) -> Member:
    return account.member


@pytest.fixture
def card(wang: Member) -> MemberCard:
    """A card that was bound two days ago."""
    return bind_for(wang)


@pytest.fixture
def clerk_window(wang: Member) -> Client:
    """陈柜员's counter, with 王芳's file open."""
    return with_file(at_counter("0801", "clerk", name="陈柜员"), wang.identity_number)


@pytest.fixture
def manager_window(mill: Employer) -> Client:
    """周主管's counter."""
    return at_counter("0802", "manager", name="周主管")
