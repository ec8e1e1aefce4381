"""The sheet of failed rows (错误行): written with a mark, known by it when it comes back."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from itertools import islice

from anju.contributions.roster.cells import cell_text
from anju.contributions.roster.header_words import OUR_HEADINGS, plain_heading
from anju.contributions.roster.workbook import Row, Sheet, Workbook

SHEET = "错误行"
KEY_HEADING = "原表行号"
MARK_WITHIN_ROWS = 5
_MARK = re.compile(r"AJ-(\d{1,12})-([0-9a-f]{16})-([0-9a-f]{12})")


@dataclass(frozen=True)
class FailedMark:
    """Which upload a sheet of failed rows belongs to, and what stood in it when given."""

    upload: int
    digest: str
    content: str

    def line(self) -> str:
        """The first line of the sheet, which people are asked to leave alone."""
        code = f"AJ-{self.upload}-{self.digest[:16]}-{self.content}"
        return (
            "只列出需要修改的行。改好后直接上传本表即可，其他职工不受影响。"
            f"请保留本行和“{KEY_HEADING}”列。编号 {code}"
        )


def content_mark(rows: Iterable[Row]) -> str:
    """A short digest of what stands in some rows, whatever the spreadsheet did to its cells."""
    lines = ("\t".join(cell_text(cell) for cell in row).rstrip() for row in rows)
    return sha256("\n".join(lines).encode()).hexdigest()[:12]


def part_failed_rows(book: Workbook) -> tuple[Workbook, FailedMark | None]:
    """The sheets that are to be read: the failed rows with their mark, or all the others.

    A workbook with both is read by its failed rows if somebody has changed them, and by its
    other sheets if they are still as we gave them.
    """
    sheets = [open_sheet() for open_sheet in book.sheets]
    marks = [_mark_of(sheet) for sheet in sheets]
    marked = next((place for place, mark in enumerate(marks) if mark), None)
    others = [sheet for sheet, mark in zip(sheets, marks, strict=True) if mark is None]
    if marked is None:
        return _of(book, sheets), None
    sheet, mark = sheets[marked], marks[marked]
    if mark and others and mark.content == content_mark(own_cells(list(sheet.rows())[1:])):
        return _of(book, others), None
    return _of(book, [sheet]), mark


def own_cells(rows: Sequence[Row]) -> list[list[object]]:
    """The cells of a sheet of failed rows without the columns in which we say what is wrong."""
    if not rows:
        return []
    ours = {
        place
        for place, cell in enumerate(rows[0])
        if plain_heading(cell_text(cell)) in OUR_HEADINGS
    }
    return [
        [cell for place, cell in enumerate(row) if place not in ours]
        for row in rows
        if any(row)
    ]


def _mark_of(sheet: Sheet) -> FailedMark | None:
    for row in islice(sheet.rows(), MARK_WITHIN_ROWS):
        for cell in row:
            if isinstance(cell, str) and (found := _MARK.search(cell)):
                return FailedMark(int(found[1]), found[2], found[3])
    return None


def _of(book: Workbook, sheets: Sequence[Sheet]) -> Workbook:
    return Workbook(book.kind, [partial(_same, sheet) for sheet in sheets])


def _same(sheet: Sheet) -> Sheet:
    return sheet
