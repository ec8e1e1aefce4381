"""Whether the installation is ready, also when its database is not."""

import pytest
from django.db import OperationalError, connection
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
