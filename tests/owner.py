"""Standing at the database as the owner of its tables, as only a few commands do."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from anju.settings.database import database_of

ROLE = ("USER", "PASSWORD", "OPTIONS")


@contextmanager
def standing_as_owner() -> Iterator[None]:
    """The connection of this thread belongs to the owner for the length of a block."""
    var = Path(os.environ.get("ANJU_VAR", Path(__file__).resolve().parents[1] / "var"))
    owner = database_of({**os.environ, "ANJU_DATABASE_ROLE": "owner"}, var)
    application = {key: connection.settings_dict[key] for key in ROLE}
    _become(owner)
    try:
        yield
    finally:
        _become(application)


def _become(role: dict[str, object]) -> None:
    connection.close()
    for key in ROLE:
        connection.settings_dict[key] = role[key]
