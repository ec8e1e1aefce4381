"""Read an employer's roster (一表通): which sheet, which columns, which people, what faults."""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from anju.contributions.roster.among_rows import mark_duplicates, mark_rounded_numbers
from anju.contributions.roster.cells import cell_text
from anju.contributions.roster.failed_rows import FailedMark, part_failed_rows
from anju.contributions.roster.faults import RosterUnreadable, Skipped
from anju.contributions.roster.header import (
    HEADER_WITHIN_ROWS,
    Header,
    Remembered,
    Taught,
    find_header,
)
from anju.contributions.roster.lines import EXAMPLE_WITHIN_ROWS, why_not_a_person
from anju.contributions.roster.open_file import open_roster_file
from anju.contributions.roster.people import PeopleReader, RosterRow
from anju.contributions.roster.sheet_xml import too_many_rows
from anju.contributions.roster.workbook import Row, Sheet, Workbook, column_letter

PEOPLE_MOST = 100_000
BATCH_ROWS = 2_000

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Roster:
    """A roster as read (名单): its people, and everything that was passed over, with reasons.

    `columns` and `unrecognised` give column letters; `total_base_fen` adds up the bases that
    could be read; `doubts` are sentences for the agent to check, `other_sheets` what lies
    unread in the same file.
    """

    rows: list[RosterRow]
    sheet: str
    header_row: int
    columns: Mapping[str, str]
    skipped: list[Skipped]
    heads: int
    total_base_fen: int
    kind: str
    headings: Mapping[str, str]
    unrecognised: Mapping[str, str]
    doubts: tuple[str, ...]
    other_sheets: tuple[str, ...]
    # Which header it is, whether the employer taught it, and whose failed rows these are.
    signature: str = ""
    remembered: bool = False
    corrects: FailedMark | None = None

    @property
    def faulty(self) -> dict[int, list[str]]:
        """Sentences by row number, as annotate_roster takes them."""
        return {
            row.number: [fault.sentence for fault in row.faults]
            for row in self.rows
            if row.faults
        }


def read_roster(
    path: Path,
    *,
    filename: str,
    today: date,
    taught: Taught | None = None,
    remembered: Remembered | None = None,
    progress: Progress | None = None,
    most: int = PEOPLE_MOST,
) -> Roster:
    """Read the people of the best sheet of a file, in any column order, with their faults.

    `taught` maps headings of this employer to fields (empty: not ours), `remembered` does so
    under a header of a certain signature. `progress` is told
    lines done and lines in all. Amounts become fen and ratios fractions, nothing is rounded.
    Raises RosterUnreadable when there is no roster to be read, or more than `most` people.
    """
    book, mark = part_failed_rows(open_roster_file(path, filename=filename))
    found = sheets_with_headers(book, taught or {}, remembered)
    for sheet, header in found:
        roster = _read_sheet(
            sheet,
            header,
            PeopleReader(sheet=sheet, header=header, today=today),
            (progress, most),
        )
        if roster.rows:
            others = tuple(other.name for other, _ in found if other is not sheet)
            return _finished(roster, sheet, header, (book.kind, others, mark))
    sheet, header = found[0]
    raise RosterUnreadable(
        f"在“{sheet.name}”第 {header.last_row} 行找到了表头，但下面没有职工。"
        "请填写名单后重新上传。",
        reason="no_people",
    )


def sheets_with_headers(
    book: Workbook, taught: Taught, remembered: Remembered | None = None
) -> list[tuple[Sheet, Header]]:
    """The sheets that could be the roster, the best header first, then the longest.

    Raises RosterUnreadable, naming what was looked for and what was seen, if there is none.
    """
    found: list[tuple[Sheet, Header]] = []
    seen: list[str] = []
    for open_sheet in book.sheets:
        sheet = open_sheet()
        top = list(islice(sheet.rows(), HEADER_WITHIN_ROWS + 1))
        if header := find_header(top, taught, remembered):
            found.append((sheet, header))
        elif text := _words_of(top):
            seen.append(f"“{sheet.name}”里看到的是：{text}")
    if not found:
        raise RosterUnreadable(
            "没有找到表头。前 30 行里要有一行写明“姓名”和“身份证号码”，另可有“缴存基数”"
            "“单位比例”“个人比例”“手机号码”等列，顺序不限。" + "；".join(seen[:3]),
            reason="no_header",
        )
    return sorted(found, key=lambda one: (one[1].score, one[0].height), reverse=True)


def _words_of(rows: list[Row]) -> str:
    """The line with the most words, without anything that could be somebody's number."""
    lines = [
        [text for cell in row if isinstance(cell, str) and (text := cell_text(cell))]
        for row in rows
    ]
    words = [
        text for text in max(lines, key=len, default=[]) if sum(map(str.isdigit, text)) < 5
    ]
    return "、".join(text[:12] for text in words[:10])


@dataclass
class _Reading:
    rows: list[RosterRow]
    skipped: list[Skipped]
    reader: PeopleReader


def _read_sheet(
    sheet: Sheet, header: Header, reader: PeopleReader, limits: tuple[Progress | None, int]
) -> _Reading:
    reading, (progress, most) = _Reading([], [], reader), limits
    people = _people(sheet, header, reading.skipped)
    with _collector_resting():
        for batch in iter(lambda: list(islice(people, BATCH_ROWS)), []):
            numbers, rows = zip(*batch, strict=True)
            reading.rows.extend(reading.reader.read(numbers, rows))
            if len(reading.rows) > most:
                raise too_many_rows(most)
            if progress:
                progress(numbers[-1], sheet.height)
    while reading.skipped and reading.skipped[-1].why == "blank":
        reading.skipped.pop()
    return reading


@contextmanager
def _collector_resting() -> Iterator[None]:
    """Rows make no cycles, and walking 100,000 of them again and again takes a tenth of all."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _people(sheet: Sheet, header: Header, skipped: list[Skipped]) -> Iterator[tuple[int, Row]]:
    """The lines of people with their numbers; all others are noted down as skipped."""
    place = header.columns.get("identity_number", -1)
    near_until = header.last_row + EXAMPLE_WITHIN_ROWS
    for number, line in enumerate(sheet.rows(), start=1):
        row = _with_broken(line, number, sheet) if number in sheet.broken else line
        why: str | None = None
        if number <= header.last_row:
            why = "header" if number >= header.first_row else "title"
        elif number <= near_until or not _surely_a_person(row, place):
            why = why_not_a_person(row, header, near_header=number <= near_until)
        if why:
            skipped.append(Skipped(number, why))
        else:
            yield number, row


def _surely_a_person(row: Row, place: int) -> bool:
    """The quick look that spares nearly every line the slow one."""
    cell = row[place] if 0 <= place < len(row) else ""
    return isinstance(cell, str) and len(cell) == 18 and cell.isascii()


def _with_broken(row: Row, number: int, sheet: Sheet) -> Row:
    cells = list(row)
    for column, what in sheet.broken[number]:
        if 0 <= column - sheet.first_column < len(cells):
            cells[column - sheet.first_column] = what
    return cells


def _finished(
    reading: _Reading,
    sheet: Sheet,
    header: Header,
    found: tuple[str, tuple[str, ...], FailedMark | None],
) -> Roster:
    mark_rounded_numbers(reading.rows, reading.reader)
    mark_duplicates(reading.rows, reading.reader)
    kind, others, mark = found
    lettered = {
        column: column_letter(column + sheet.first_column) for column in header.headings
    }
    return Roster(
        rows=reading.rows,
        sheet=sheet.name,
        header_row=header.last_row,
        columns={field: lettered[column] for field, column in header.columns.items()},
        skipped=reading.skipped,
        heads=len(reading.rows),
        total_base_fen=sum(row.base_fen for row in reading.rows if row.base_fen),
        kind=kind,
        headings={lettered[column]: text for column, text in header.headings.items()},
        unrecognised={lettered[column]: text for column, text in header.unrecognised.items()},
        doubts=header.doubts,
        other_sheets=others,
        signature=header.signature,
        remembered=header.remembered,
        corrects=mark,
    )
