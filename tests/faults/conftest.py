"""Ways to stand at the database as its owner, who could break the law."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from anju.centers.current import inside
from anju.settings.database import database_of
from faults.month import Books, keep_a_month

ROLE = ("USER", "PASSWORD", "OPTIONS")


@pytest.fixture
def as_owner(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """The connection of this test belongs to the owner of the tables."""
    var = Path(os.environ.get("ANJU_VAR", Path(__file__).resolve().parents[2] / "var"))
    owner = database_of({**os.environ, "ANJU_DATABASE_ROLE": "owner"}, var)
    application = {key: connection.settings_dict[key] for key in ROLE}
    with django_db_blocker.unblock():
        _become(owner)
        yield
        _become(application)


@pytest.fixture
def books(as_owner: None, db: None) -> Iterator[Books]:
    """A month of business in 信阳, thrown away afterwards whatever is done to it."""
    with inside("xinyang"):
        yield keep_a_month()


def _become(role: dict[str, object]) -> None:
    connection.close()
    for key in ROLE:
        connection.settings_dict[key] = role[key]
