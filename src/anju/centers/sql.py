"""Runs the statements that stand beside their verbs in `<room>/sql/<name>.sql`."""

from functools import cache
from pathlib import Path
from typing import Any

from anju.centers.connection import connection

ROOMS = Path(__file__).resolve().parents[1]
Row = dict[str, Any]


@cache
def text(name: str) -> str:
    """The statement called `room/name`."""
    room, _, deed = name.partition("/")
    return (ROOMS / room / "sql" / f"{deed}.sql").read_text(encoding="utf-8")


def run(name: str, **values: object) -> int:
    """Run one statement and tell how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(text(name), values)
        return int(cursor.rowcount)


def rows(name: str, **values: object) -> list[Row]:
    """Run one statement and give its rows, each by column name."""
    with connection.cursor() as cursor:
        cursor.execute(text(name), values)
        columns = [column.name for column in cursor.description]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def one(name: str, **values: object) -> Row:
    """Run a statement that answers exactly one row.

    Raises LookupError when it answers none or several.
    """
    found = rows(name, **values)
    if len(found) != 1:
        raise LookupError(f"{name} answered {len(found)} rows instead of one")
    return found[0]
