"""王芳 has a card at the bank; 李强 has one, too."""

from datetime import UTC, datetime

import pytest

from anju.ground.invented import make_bank_card
from anju.people.models import FundAccount, Member
from people_of_the_town import FakeBank, employer, opening, staff

NOW = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)  # 10:00 in China
CARD, OTHER = make_bank_card(1), make_bank_card(2)
CCB = "105"


@pytest.fixture
def people(xinyang) -> list[Member]:
    numbers = staff(employer(), opening(1, "王芳"), opening(2, "李强"))
    return [FundAccount.objects.get(number=number).member for number in numbers]


@pytest.fixture
def wang_fang(people: list[Member]) -> Member:
    return people[0]


@pytest.fixture
def li_qiang(people: list[Member]) -> Member:
    return people[1]


@pytest.fixture
def fake_bank() -> FakeBank:
    return FakeBank()
