"""A center is made step by step, and a broken start is taken up where it stopped."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection

from anju.centers import creation
from anju.centers.clock.day import business_day, move_forward
from anju.centers.creation import create_center
from anju.centers.current import active_codes, center_code, inside
from anju.centers.directory import directory, forget
from anju.centers.models import Center, Hostname
from owner import standing_as_owner

NAME = "宁波市住房公积金管理中心"
FIRST_DAY = date(2026, 7, 1)


class PowerCut(Exception):
    """What stops a creation in the middle."""


@pytest.fixture
def as_owner(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), standing_as_owner():
        yield


@pytest.fixture
def nothing_yet(as_owner: None, db: None) -> Iterator[None]:
    """Whatever is made, schema and tables too, is rolled back with the test."""
    yield
    connection.set_schema_to_public()
    forget()


def create() -> Center:
    return create_center(code="ningbo", name=NAME, first_day=FIRST_DAY)


@pytest.mark.parametrize("step", ["open_schema", "call_command", "start_at", "forget"])
def test_a_start_broken_at_any_step_leaves_a_closed_center_that_can_be_finished(
    nothing_yet: None, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    # Migrations are the slow step, so they run in earnest only where they are what was broken.
    def cut(*_: object, **__: object) -> None:
        raise PowerCut

    with monkeypatch.context() as broken:
        if step != "call_command":
            _migrations_later(broken)
        broken.setattr(creation, step, cut)
        with pytest.raises(PowerCut):
            create()
    connection.set_schema_to_public()
    if step != "forget":
        assert Center.objects.get(schema_name="ningbo").state == "creating"
        assert "ningbo" not in active_codes()
    assert create().state == "active"
    assert Hostname.objects.filter(domain="ningbo.localhost").count() == 1
    with inside("ningbo"):
        assert business_day() == FIRST_DAY
    forget()
    assert directory().by_host["ningbo.localhost"].code == "ningbo"


def _migrations_later(broken: pytest.MonkeyPatch) -> None:
    real = creation.call_command

    def only_clock(*words: str, **options: object) -> None:
        real(*words, **{**options, "app_label": "clock"})

    broken.setattr(creation, "call_command", only_clock)


def test_a_center_made_again_keeps_its_books_and_its_day(nothing_yet: None) -> None:
    create()
    with inside("ningbo"):
        move_forward(to=date(2026, 9, 1))
    assert create_center(
        code="ningbo", name=f"{NAME}（新）", first_day=FIRST_DAY
    ).name.endswith("（新）")
    with inside("ningbo"):
        assert business_day() == date(2026, 9, 1)


def test_the_command_makes_a_center_and_lists_it(
    nothing_yet: None, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("center", "create", "ningbo", name=NAME, first_day=FIRST_DAY)
    assert "运行中" in capsys.readouterr().out
    call_command("center", "list")
    assert f"ningbo\t{NAME}\t运行中" in capsys.readouterr().out


def test_no_table_of_a_center_hangs_on_the_installation(xinyang) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint AS c"
            "  JOIN pg_class AS there ON there.oid = c.confrelid"
            " WHERE c.contype = 'f' AND c.connamespace = 'xinyang'::regnamespace"
            "   AND there.relnamespace <> c.connamespace"
        )
        assert cursor.fetchall() == []


def test_foreign_keys_are_checked_at_the_statement(xinyang) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint"
            " WHERE contype = 'f' AND condeferrable AND connamespace = 'xinyang'::regnamespace"
        )
        assert cursor.fetchall() == []


def test_outside_any_center_there_is_no_code(db: None) -> None:
    connection.set_schema_to_public()
    with pytest.raises(RuntimeError, match="no center is chosen"):
        center_code()


def test_stepping_into_a_center_steps_back_even_after_a_fall(xinyang) -> None:
    def work() -> None:
        with inside("zaozhuang"):
            assert center_code() == "zaozhuang"
            raise PowerCut

    with pytest.raises(PowerCut):
        work()
    assert center_code() == "xinyang"


def test_a_center_that_does_not_exist_cannot_be_entered(xinyang) -> None:
    with pytest.raises(Center.DoesNotExist), inside("nowhere"):
        raise PowerCut
    assert center_code() == "xinyang"
