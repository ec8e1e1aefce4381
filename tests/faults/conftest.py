"""Ways to stand at the database as its owner, who could break the law."""

from collections.abc import Iterator

import pytest

from anju.centers.current import inside
from faults.month import Books, keep_a_month
from owner import standing_as_owner


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
