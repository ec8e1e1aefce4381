"""Every table stands in the right schema, and none of a center's leans on the shared ones."""

import re

from django.apps import apps
from django.conf import settings
from django.db import connection, models


def _labels(entries: list[str]) -> set[str]:
    return {config.label for config in apps.get_app_configs() if config.name in entries}


def _models(entries: list[str]) -> list[type[models.Model]]:
    labels = _labels(entries)
    return [
        m for m in apps.get_models(include_auto_created=True) if m._meta.app_label in labels
    ]


def _rows(question: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return list(cursor.fetchall())


def test_an_app_is_either_shared_or_a_centers_own() -> None:
    assert set(settings.SHARED_APPS) & set(settings.TENANT_APPS) == set()


def test_every_room_with_tables_is_listed_and_the_doors_have_none() -> None:
    placed = _labels(settings.SHARED_APPS) | _labels(settings.TENANT_APPS)
    homeless = [m._meta.label for m in apps.get_models() if m._meta.app_label not in placed]
    assert homeless == []


def test_no_table_name_stands_in_both() -> None:
    shared = {m._meta.db_table for m in _models(settings.SHARED_APPS)}
    own = {m._meta.db_table for m in _models(settings.TENANT_APPS)}
    assert shared & own == set()


def test_a_table_is_named_after_its_room() -> None:
    odd = [
        m._meta.db_table
        for m in apps.get_models()
        if m.__module__.startswith("anju.")
        and not m._meta.db_table.startswith(f"{m._meta.app_label}_")
    ]
    assert odd == []


def test_every_key_is_a_wide_number_that_means_nothing() -> None:
    narrow = (models.AutoField, models.SmallAutoField)
    odd = [
        m._meta.label
        for m in apps.get_models()
        if m.__module__.startswith("anju.")
        and isinstance(m._meta.pk, narrow)
        and not isinstance(m._meta.pk, models.BigAutoField)
    ]
    assert odd == []


def test_money_columns_are_whole_fen_in_wide_numbers() -> None:
    odd = [
        f"{m._meta.label}.{field.name}"
        for m in apps.get_models()
        if m.__module__.startswith("anju.")
        for field in m._meta.get_fields()
        if re.search(r"_fen$", field.name) and not isinstance(field, models.BigIntegerField)
    ]
    assert odd == []


def test_there_are_no_generic_foreign_keys() -> None:
    found = [
        m._meta.label
        for m in apps.get_models()
        if m.__module__.startswith("anju.")
        and any(type(f).__name__ == "GenericForeignKey" for f in m._meta.private_fields)
    ]
    assert found == []


def test_in_the_database_no_foreign_key_leaves_its_schema(xinyang: object) -> None:
    crossing = _rows("""
        SELECT c.conname, n.nspname, t.relname
          FROM pg_constraint AS c
          JOIN pg_class AS t ON t.oid = c.conrelid
          JOIN pg_namespace AS n ON n.oid = t.relnamespace
          JOIN pg_class AS target ON target.oid = c.confrelid
         WHERE c.contype = 'f' AND target.relnamespace <> t.relnamespace
    """)
    assert crossing == []


def test_in_the_database_every_foreign_key_is_checked_at_its_statement(xinyang: object) -> None:
    deferred = _rows("""
        SELECT c.conname
          FROM pg_constraint AS c
          JOIN pg_namespace AS n ON n.oid = c.connamespace
         WHERE c.contype = 'f' AND c.condeferrable AND n.nspname <> 'public'
    """)
    assert deferred == []


def test_in_the_database_the_centers_have_the_same_tables_and_share_none(
    xinyang: object,
) -> None:
    tables: dict[object, set[object]] = {}
    for schema, table in _rows("""
        SELECT n.nspname, t.relname
          FROM pg_class AS t
          JOIN pg_namespace AS n ON n.oid = t.relnamespace
         WHERE t.relkind IN ('r', 'p')
           AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
    """):
        tables.setdefault(schema, set()).add(table)
    shared = tables.pop("public") - {"django_migrations"}
    first, *others = tables.values()
    assert all(first == other for other in others)
    assert first & shared == set()


def test_in_the_database_the_only_triggers_are_the_ledgers(xinyang: object) -> None:
    rooms = {
        str(table).split("_", 1)[0]
        for (table,) in _rows("""
            SELECT DISTINCT t.relname
              FROM pg_trigger AS g
              JOIN pg_class AS t ON t.oid = g.tgrelid
              JOIN pg_namespace AS n ON n.oid = t.relnamespace
             WHERE NOT g.tgisinternal AND n.nspname <> 'public'
        """)
    }
    assert rooms <= {"ledger"}
