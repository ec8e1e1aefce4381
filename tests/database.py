"""The tests' database: built from the migrations once, then copied while they stay the same."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from reading import ROOT, SOURCE

FOLDERS = {"migrations", "sql", "centers", "ledger", "settings"}
_KNOWN = "SELECT 1 FROM pg_database WHERE datname = %s"
_LOCK = "SELECT pg_advisory_lock(hashtext('anju_tests'))"
_OLD = "SELECT datname FROM pg_database WHERE datname LIKE 'anju_tests_%%' AND datname <> %s"


def lay_out(build: Callable[[], None]) -> str:
    """Connect to a fresh test database with two centers, and give back the other one's name.

    What `build` makes is kept as a template under the digest of all it was made from, so that
    whoever runs one test after another does not wait for the migrations every time.
    """
    before: str = connection.settings_dict["NAME"]
    template, name = f"anju_tests_{_digest()}", connection.creation._get_test_db_name()
    with _alone():
        if not _server(_KNOWN, template):
            _make(template, name, build)
            return before
        _server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        _server(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    _go_to(name)
    return before


def _make(template: str, name: str, build: Callable[[], None]) -> None:
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    build()
    connection.close()
    for (old,) in _server(_OLD, template):
        _server(f'DROP DATABASE "{old}" WITH (FORCE)')
    _server(f'CREATE DATABASE "{template}" TEMPLATE "{name}"')


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time: the first makes the template, the others wait and copy it."""
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SET lock_timeout = 0")
        cursor.execute(_LOCK)
        yield


def _digest() -> str:
    """All from which tables, rights and the first rows are made."""
    made_from = hashlib.sha256()
    for path in sorted(SOURCE.rglob("*")):
        if path.is_file() and FOLDERS & set(path.relative_to(SOURCE).parts):
            made_from.update(path.name.encode() + path.read_bytes())
    made_from.update((ROOT / "tests" / "conftest.py").read_bytes())
    return made_from.hexdigest()[:16]


def _server(statement: str, *values: str) -> list[tuple[str, ...]]:
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(statement, values or None)
        return cursor.fetchall() if cursor.description else []


def _go_to(name: str) -> None:
    connection.close()
    settings.DATABASES[connection.alias]["NAME"] = name
    connection.settings_dict["NAME"] = name
