"""The import contract cannot see SQL, so every statement's tables are looked at here."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from reading import ROOT, SOURCE, capabilities, floors

COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
STRING = re.compile(r"'(?:[^']|'')*'")
WRITTEN = re.compile(
    r"\b(?:INSERT\s+INTO|UPDATE(?:\s+ONLY)?|DELETE\s+FROM|MERGE\s+INTO|TRUNCATE(?:\s+TABLE)?"
    r"|COPY|CREATE\s+(?:TABLE|INDEX)|ALTER\s+TABLE|DROP\s+TABLE)\s+(?:IF\s+(?:NOT\s+)?EXISTS\s+)?"
    r"([a-z_][a-z0-9_]*)",
    re.IGNORECASE,
)
NAMED = re.compile(r"\b([a-z][a-z0-9]*)_[a-z0-9_]+\b")
TABLE_AFTER = re.compile(
    r"\b(?:FROM|JOIN|INTO|UPDATE|ONLY|USING)\s+([a-z_][a-z0-9_]*)", re.IGNORECASE
)
SHARED = {"centers", "django", "pg"}


@dataclass(frozen=True)
class Statement:
    """One .sql file: the room it lies in, what it writes, what it reads."""

    path: Path

    @property
    def room(self) -> str:
        return self.path.relative_to(SOURCE).parts[0]

    @property
    def text(self) -> str:
        return STRING.sub("''", COMMENT.sub(" ", self.path.read_text(encoding="utf-8")))

    @property
    def written(self) -> set[str]:
        return {name.lower() for name in WRITTEN.findall(self.text)} - {"set", "skip", "nowait"}

    @property
    def touched(self) -> set[str]:
        return {name.lower() for name in TABLE_AFTER.findall(self.text)}


def _room_of(table: str) -> str | None:
    prefix = table.split("_", 1)[0]
    return prefix if prefix in floors() and "_" in table else None


STATEMENTS = [Statement(path) for path in sorted(SOURCE.rglob("*.sql"))]


def test_sql_lies_only_in_the_sql_folder_of_a_room() -> None:
    rooms = {"centers", *capabilities()}
    odd = [s.path for s in STATEMENTS if s.room not in rooms or "sql" not in s.path.parts]
    assert odd == []


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: str(s.path.relative_to(SOURCE)))
def test_a_statement_writes_only_the_tables_of_its_own_room(statement: Statement) -> None:
    foreign = [t for t in statement.written if _room_of(t) not in (None, statement.room)]
    assert foreign == []


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda s: str(s.path.relative_to(SOURCE)))
def test_a_statement_reads_only_its_own_room_and_lower_floors(statement: Statement) -> None:
    own = floors()[statement.room]
    above = [
        table
        for table in statement.touched
        if (room := _room_of(table)) and room != statement.room and floors()[room] >= own
    ]
    assert above == []


def test_every_statement_begins_by_saying_what_it_does() -> None:
    silent = [
        str(s.path.relative_to(ROOT))
        for s in STATEMENTS
        if not s.path.read_text(encoding="utf-8").lstrip().startswith("--")
    ]
    assert silent == []
