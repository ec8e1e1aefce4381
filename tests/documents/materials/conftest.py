"""王芳's papers, good and bad, and a store of the test's own."""

from datetime import UTC, datetime

import pytest
from tests.documents.materials.papers import paper
from tests.people_of_the_town import JULY, TODAY, employer, opening

from anju.documents.materials.add_file import add_file
from anju.documents.materials.make_material import make_material
from anju.documents.materials.models import Material
from anju.people.accounts.deed import Change
from anju.people.accounts.open_accounts import open_fund_accounts
from anju.people.models import Member

NOW = datetime(2026, 11, 18, 1, 30, tzinfo=UTC)
CONTRACT = {
    "number": "信房 2026-000318",
    "address": "羊山新区演示路 18 号 3 幢 1201",
    "signed_on": "2026-09-03",
    "price_fen": "865000",
}


@pytest.fixture(autouse=True)
def store(tmp_path, settings):
    """A folder for the files of this test alone."""
    settings.ANJU_MATERIALS = tmp_path / "materials"
    return settings.ANJU_MATERIALS


@pytest.fixture
def people(xinyang) -> list[Member]:
    """王芳 and 李强 of one mill."""
    numbers = open_fund_accounts(
        employer=employer(),
        openings=[opening(1, "王芳"), opening(2, "李强")],
        change=Change(JULY, TODAY, "test", "test/1"),
    )
    return [Member.objects.get(accounts__number=number) for number in numbers]


@pytest.fixture
def fang(people) -> Member:
    return people[0]


@pytest.fixture
def qiang(people) -> Member:
    return people[1]


def contract_of(member: Member, **changes: str) -> Material:
    """His purchase contract, without files yet."""
    return make_material(
        member=member,
        kind="purchase_contract",
        typed={**CONTRACT, **changes},
        channel="网厅-个人版",
    )


@pytest.fixture
def contract(fang: Member) -> Material:
    """王芳's purchase contract with one photograph, ready."""
    made = contract_of(fang)
    add_file(material=made, name="合同.jpg", content=paper(), now=NOW)
    made.refresh_from_db()
    return made
