"""Runs the statements that stand beside their verbs in `<room>/sql/<name>.sql`.

A list's statement ends in LIMIT and OFFSET. What is asked of the whole list is an *end* laid
over it, a statement that reads it as `listed`, so that page and totals cannot differ.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from anju.centers.connection import connection

ROOMS = Path(__file__).resolve().parents[1]
Row = dict[str, Any]
# LIMIT NULL is no limit.
WHOLE: Final[Mapping[str, object]] = {"limit": None, "offset": 0}


@cache
def text(name: str) -> str:
    """The statement called `room/name`."""
    room, _, deed = name.partition("/")
    return (ROOMS / room / "sql" / f"{deed}.sql").read_text(encoding="utf-8")


def whole_of(name: str, *, ending: str) -> str:
    """The statement in which an ending reads all rows of a list as `listed`."""
    return f"WITH listed AS (\n{text(name)}\n)\n{ending}"


def run(name: str, **values: object) -> int:
    """Run one statement and tell how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(text(name), values)
        return int(cursor.rowcount)


def rows(name: str, **values: object) -> list[Row]:
    """Run one statement and give its rows, each by column name."""
    return _rows(text(name), values)


def one(name: str, **values: object) -> Row:
    """Run a statement that answers exactly one row.

    Raises LookupError when it answers none or several.
    """
    return _only(name, rows(name, **values))


def end(name: str, *, of: str, **values: object) -> Row:
    """The one row that the end `name` makes of the whole list `of`.

    Raises LookupError when it answers none or several.
    """
    asked = whole_of(of, ending=text(name))
    return _only(name, _rows(asked, {**values, **WHOLE}))


def totals(of: str, columns: Iterable[str], **values: object) -> Row:
    """How many rows the whole list `of` has (`lines`), and the sums of its columns, in fen."""
    sums = (f", coalesce(sum({name}), 0)::bigint AS {name}" for name in columns)
    asked = whole_of(of, ending=f"SELECT count(*) AS lines{''.join(sums)} FROM listed")
    return _only(of, _rows(asked, {**values, **WHOLE}))


def _rows(statement: str, values: Mapping[str, object]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        columns = [column.name for column in cursor.description]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


def _only(name: str, found: list[Row]) -> Row:
    if len(found) != 1:
        raise LookupError(f"{name} answered {len(found)} rows instead of one")
    return found[0]
