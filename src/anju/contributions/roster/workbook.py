"""Rows and sheets as every kind of roster file gives them, whatever it was saved by."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

Row = Sequence[object]


class Broken(NamedTuple):
    """A cell that holds an error value, or (`what` empty) a formula nobody has calculated."""

    what: str


# row number (from 1) → [(column from 0, what is broken there)]
BrokenCells = Mapping[int, Sequence[tuple[int, Broken]]]


@dataclass(frozen=True)
class Sheet:
    """One sheet: `rows()` starts at row 1, each row at column `first_column` (from 0)."""

    name: str
    height: int
    rows: Callable[[], Iterable[Row]]
    first_column: int = 0
    broken: BrokenCells = field(default_factory=dict)


@dataclass(frozen=True)
class Workbook:
    """A roster file after its first checks; each sheet is read only when it is called for."""

    kind: str
    sheets: Sequence[Callable[[], Sheet]]


def sheet_of_rows(name: str, rows: Sequence[Row]) -> Sheet:
    """A sheet whose rows are already in memory."""
    return Sheet(name=name, height=len(rows), rows=lambda: rows)


def column_letter(index: int) -> str:
    """The letter over a column counted from 0: 0 → A, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The column counted from 0 under a letter: A → 0, AA → 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1
