"""A small installation for the tests: two centers, made once, entered as the application."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from anju.centers.creation import create_center, open_schema
from anju.centers.current import inside
from anju.centers.models import Center
from anju.settings.database import database_of
from database import lay_out
from patience import SECONDS, be_patient
from savings import ask_little_work, hash_cheaply, hash_dearly, list_files_once, wash_once

OPENED_ON = date(2026, 7, 1)
TODAY = date(2026, 11, 18)
# Houses of their own that are killed take minutes and need no database of ours: begun first,
# they are not waited for at the end, and another process lays out the database meanwhile.
FIRST = ("tests/faults/test_kills.py",)
CENTERS = {"xinyang": "信阳市住房公积金管理中心", "zaozhuang": "枣庄市住房公积金管理中心"}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Among several processes what takes longest begins first."""
    items.sort(key=lambda item: not item.nodeid.startswith(FIRST))


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker
) -> Iterator[None]:
    """Make the test database as its owner, then go on as the running application does.

    Where tests run in several processes, pytest-django gives each a database of its own name.
    """
    var = Path(os.environ.get("ANJU_VAR", Path(__file__).resolve().parents[1] / "var"))
    owner = database_of({**os.environ, "ANJU_DATABASE_ROLE": "owner"}, var)
    application = database_of({**os.environ, "ANJU_DATABASE_ROLE": "app"}, var)
    with django_db_blocker.unblock():
        _be(owner)
        name = lay_out(_build)
        _be(application)
    yield
    with django_db_blocker.unblock():
        _be(owner)
        connection.creation.destroy_test_db(name, verbosity=0)


@pytest.fixture(scope="session", autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Files are named by numbers of the database, so each process keeps its own."""
    kept = tmp_path_factory.mktemp("var")
    settings.ANJU_UPLOADS, settings.ANJU_SLIPS = kept / "uploads", kept / "slips"
    settings.ANJU_PKI_DIR, settings.ANJU_MATERIALS = kept / "pki", kept / "materials"
    settings.ANJU_EXPORTS = kept / "exports"


@pytest.fixture(scope="session", autouse=True)
def _savings() -> Iterator[None]:
    """Spare what no test but a few is about, and wait where the machine is busy."""
    with pytest.MonkeyPatch.context() as patch:
        hash_cheaply(patch)
        ask_little_work(patch)
        list_files_once(patch)
        wash_once(patch)
        be_patient(patch)
        yield


@pytest.fixture
def dear_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the cost of a hash is the matter, or the time it leaves to a rival."""
    hash_dearly(monkeypatch)


def _build() -> None:
    """Give the application its rights, and make both centers."""
    open_schema("public")
    with connection.cursor() as cursor:
        cursor.execute(
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO anju_app"
        )
        cursor.execute("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO anju_app")
    for code, title in CENTERS.items():
        create_center(code=code, name=title, first_day=OPENED_ON)
    connection.set_schema_to_public()


def _be(role: dict[str, Any]) -> None:
    """Go on as this role; a test is one transaction, which may idle while a browser starts, and
    of fifty rivals on a busy machine the last waits long for his turn."""
    connection.close()
    for key in ("USER", "PASSWORD"):
        connection.settings_dict[key] = role[key]
    more = f"-c idle_in_transaction_session_timeout=15min -c lock_timeout={SECONDS}s"
    # Nothing here has to outlive a crash; what has to is killed in a house of its own.
    more += " -c synchronous_commit=off"
    connection.settings_dict["OPTIONS"] = {"options": f"{role['OPTIONS']['options']} {more}"}


@pytest.fixture
def xinyang(db: None) -> Iterator[Center]:
    """Stand in 信阳, which rounds each side half up to whole yuan."""
    with inside("xinyang") as center:
        yield center


@pytest.fixture
def zaozhuang(db: None) -> Iterator[Center]:
    """Stand in 枣庄, which keeps the fen of each side."""
    with inside("zaozhuang") as center:
        yield center
