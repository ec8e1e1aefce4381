"""Whether the installation is ready, also when its database is not."""

import pytest
from django.db import OperationalError, ProgrammingError, connection
from django.test import Client


@pytest.mark.django_db
def test_a_ready_installation_names_its_centers() -> None:
    answer = Client(HTTP_HOST="xinyang.localhost").get("/healthz")
    assert answer.status_code == 200
    assert answer.json()["centers"] == ["xinyang", "zaozhuang"]


def test_a_database_that_is_away_is_said_in_one_word(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", away)
    answer = Client(HTTP_HOST="xinyang.localhost").get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"ready": False, "database": "away"})


def test_a_database_without_tables_is_said_in_one_word(monkeypatch: pytest.MonkeyPatch) -> None:
    def empty(*_: object, **__: object) -> None:
        raise ProgrammingError('relation "centers_center" does not exist')

    monkeypatch.setattr(connection, "cursor", empty)
    answer = Client(HTTP_HOST="xinyang.localhost").get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"ready": False, "database": "empty"})
