"""Ways to stand at the database as its owner, who could break the law."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection

from anju.batch.management.commands.verify import EVERY_PROOF
from anju.centers.creation import create_center
from anju.centers.current import inside
from anju.ledger.proofs import prove
from faults.month import Books, keep_a_month
from owner import standing_as_owner


@pytest.fixture(autouse=True)
def _dear(dear_hashes: None) -> None:
    """Rivals find the windows that the product's own hashes leave open."""


@pytest.fixture
def as_owner(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """The connection of this test belongs to the owner of the tables."""
    with django_db_blocker.unblock(), standing_as_owner():
        yield


@pytest.fixture
def books(as_owner: None, db: None) -> Iterator[Books]:
    """A month of business in 信阳, thrown away afterwards whatever is done to it."""
    with inside("xinyang"):
        yield keep_a_month()


@pytest.fixture(scope="session")
def third_center(django_db_setup: None, django_db_blocker) -> str:
    """吉安: a center for tests that commit, since rivals must see each other's rows."""
    with django_db_blocker.unblock(), standing_as_owner():
        create_center(code="jian", name="吉安市住房公积金管理中心", first_day=date(2026, 7, 1))
        connection.set_schema_to_public()
    return "jian"


@pytest.fixture
def jian(third_center: str, django_db_blocker) -> Iterator[str]:
    """Stand in 吉安 and commit; afterwards its books must still prove true."""
    with django_db_blocker.unblock():
        with inside(third_center):
            yield third_center
            unproven = {proof.law: prove(proof) for proof in EVERY_PROOF}
        connection.close()
    assert [found.first for found in unproven.values() if not found.holds] == []


@pytest.fixture
def naive(third_center: str, django_db_blocker) -> Iterator[None]:
    """Tables without any law, for the negative controls of the races."""
    with django_db_blocker.unblock():
        _run_as_owner(
            third_center,
            "CREATE TABLE naive_purse (fen bigint)",
            "CREATE TABLE naive_form (intent text)",
            "INSERT INTO naive_purse VALUES (1000)",
        )
        yield
        _run_as_owner(third_center, "DROP TABLE naive_purse, naive_form")


def _run_as_owner(center: str, *statements: str) -> None:
    with standing_as_owner(), inside(center), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
