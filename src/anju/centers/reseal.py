"""Seals anew what an older key or another cipher has sealed; may be broken off at any row."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection

from anju.centers.sealed import IndexField, SealedField, index_of, keyring
from anju.ground.sealing import HEAD

BATCH = 2000


def sealed_columns() -> list[SealedField]:
    """Every sealed column of a center's tables."""
    return [
        field
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, SealedField)
    ]


def reseal(column: SealedField, *, batch: int = BATCH, every: bool = False) -> Iterator[int]:
    """Bring a column of the current center to the newest key and cipher, and its index too.

    Answers after each batch how many rows it has done so far; each stands for itself. A row
    that somebody changes meanwhile keeps what he wrote, which is sealed by the newest key
    already. `every` takes all rows, for a new index key.
    """
    done, last = 0, None
    while True:
        rows = _older(column, last, batch, every=every)
        if not rows:
            return
        _write(column, rows)
        done, last = done + len(rows), rows[-1][0]
        yield done


Row = tuple[object, bytes]


def _older(column: SealedField, last: object, batch: int, *, every: bool) -> list[Row]:
    pk = column.model._meta.pk
    wanted = f"{_quoted(column.column)} IS NOT NULL"
    values: list[Any] = []
    if not every:
        wanted += f" AND substring({_quoted(column.column)} FROM 1 FOR {HEAD}) <> %s"
        values.append(keyring().head)
    if last is not None:
        wanted += f" AND {_quoted(pk.column)} > %s"
        values.append(last)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {_quoted(pk.column)}, {_quoted(column.column)}"
            f" FROM {_quoted(column.model._meta.db_table)}"
            f" WHERE {wanted} ORDER BY {_quoted(pk.column)} LIMIT %s",
            [*values, batch],
        )
        return [(key, bytes(sealed)) for key, sealed in cursor.fetchall()]


def _write(column: SealedField, rows: list[Row]) -> None:
    ring, purpose = keyring(), column.purpose
    plain = [ring.unseal(sealed, purpose=purpose) for _, sealed in rows]
    pk, index, here = column.model._meta.pk, _index_of(column), _quoted(column.column)
    sets = f"{here} = given.new"
    if index is not None:
        sets += f", {_quoted(index.column)} = given.index"
    statement = f"""
        UPDATE {_quoted(column.model._meta.db_table)} AS t SET {sets}
          FROM unnest(
                   %s::{pk.rel_db_type(connection)}[], %s::bytea[], %s::bytea[], %s::bytea[]
               ) AS given (pk, old, new, index)
         WHERE t.{_quoted(pk.column)} = given.pk AND t.{here} = given.old
    """
    columns: list[list[Any]] = [
        [key for key, _ in rows],
        [sealed for _, sealed in rows],
        [ring.seal(text, purpose=purpose) for text in plain],
        [index_of(text, purpose=purpose) for text in plain],
    ]
    with connection.cursor() as cursor:
        cursor.execute(statement, columns)


def _index_of(column: SealedField) -> IndexField | None:
    fields: list[Any] = list(column.model._meta.local_concrete_fields)
    found = (each for each in fields if isinstance(each, IndexField))
    return next((each for each in found if each.of == column.name), None)


def _quoted(name: str | None) -> str:
    return connection.ops.quote_name(str(name))
