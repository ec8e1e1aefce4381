"""What is written into a workbook that goes back, however it is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

from anju.contributions.roster.header_words import REASONS_HEADING, WAY_HEADING

HEADINGS = (REASONS_HEADING, WAY_HEADING)
WIDTHS_CHARACTERS = (60, 48)


class CannotPatch(Exception):
    """The workbook is written in a way we do not know; its cells must be copied."""


@dataclass(frozen=True)
class FailedSheet:
    """The sheet of failed rows: the line with the mark, the header, and the rows.

    Cells of `text_columns` (from 0) stay texts whatever is typed into them.
    """

    name: str
    lines: Sequence[Sequence[object]]
    text_columns: frozenset[int]


@dataclass(frozen=True)
class Patch:
    """What to write: two texts by row number, in two columns (from 0) of one sheet, and notes.

    `again`: the columns are there from an earlier round, and what was red may be good now.
    """

    sheet: str
    header_row: int
    columns: tuple[int, int]
    texts: Mapping[int, tuple[str, str]]
    notes: Mapping[tuple[int, int], str]
    again: bool
    failed: FailedSheet | None = None

    def with_failed(self, failed: FailedSheet) -> "Patch":
        """The same with a sheet of failed rows."""
        return replace(self, failed=failed)


def dated(cell: object) -> str:
    """A date or time as a text; a day without its midnight."""
    if isinstance(cell, datetime) and cell.time() == time():
        return str(cell.date())
    return str(cell)
