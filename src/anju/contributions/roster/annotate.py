"""Give the employer's own workbook back with what is wrong beside every bad row (错误原因)."""

from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

from anju.contributions.roster.copy_cells import write_copy
from anju.contributions.roster.failed_rows import KEY_HEADING, SHEET, FailedMark, content_mark
from anju.contributions.roster.header import HEADER_WITHIN_ROWS, Header, Remembered
from anju.contributions.roster.header_words import (
    OUR_HEADINGS,
    REASONS_HEADING,
    WAY_HEADING,
    plain_heading,
)
from anju.contributions.roster.mistakes import Mistake, together
from anju.contributions.roster.open_file import open_roster_file
from anju.contributions.roster.patch import CannotPatch, FailedSheet, Patch
from anju.contributions.roster.patch_xlsx import patch_xlsx
from anju.contributions.roster.read import sheets_with_headers
from anju.contributions.roster.workbook import Broken, Row, Sheet, Workbook, column_index

NOTES_MOST = 2_000  # notes are heavy; the two columns say the same of every row
TEXT_FIELDS = ("identity_number", "account_number", "mobile")


def annotate_roster(
    path: Path,
    *,
    filename: str,
    mistakes: Mapping[int, Sequence[Mistake]],
    out: Path,
    remembered: Remembered | None = None,
    sheet_name: str | None = None,
    upload: tuple[int, str] | None = None,
) -> Path:
    """Write the same workbook to `out` as .xlsx: bad rows red, with 错误原因 and 怎么改.

    `mistakes` go by row number; the cells they are in get a note. An .xlsx keeps its formats,
    formulas and other sheets; every other kind becomes an .xlsx of the same cells. The columns
    of an earlier round are used again. With `upload`, its key and digest, a sheet of the failed
    rows alone is added, which is known when it comes back. Raises RosterUnreadable as
    read_roster does.
    """
    book = open_roster_file(path, filename=filename)
    found = sheets_with_headers(book, {}, remembered)
    sheet, header = next((one for one in found if one[0].name == sheet_name), found[0])
    bad = {row: list(said) for row, said in mistakes.items() if said}
    patch = _patch(sheet, header, bad)
    if upload and bad:
        patch = patch.with_failed(_failed_sheet(sheet, header, bad, upload))
    if book.kind != "xlsx":
        return write_copy(_without_ours(book), patch, out)
    try:
        return patch_xlsx(path, patch, out)
    except CannotPatch:
        return write_copy(_without_ours(book), patch, out)


def _patch(sheet: Sheet, header: Header, bad: Mapping[int, Sequence[Mistake]]) -> Patch:
    earlier = _earlier_columns(sheet, header.last_row)
    free = sheet.first_column + max(map(len, sheet.rows()))
    reasons = earlier.get(REASONS_HEADING, free)
    way = earlier.get(WAY_HEADING, max(free, reasons + 1))
    notes: dict[tuple[int, int], str] = {}
    for row, said in bad.items():
        for one in said:
            if one.letter and len(notes) < NOTES_MOST:
                place = (row, column_index(one.letter))
                notes[place] = "\n".join(
                    [text for text in (notes.get(place), one.reason + one.way) if text]
                )
    return Patch(
        sheet=sheet.name,
        header_row=header.last_row,
        columns=(reasons, way),
        texts={row: together(said) for row, said in bad.items()},
        notes=notes,
        again=REASONS_HEADING in earlier,
    )


def _earlier_columns(sheet: Sheet, header_row: int) -> dict[str, int]:
    top = list(islice(sheet.rows(), HEADER_WITHIN_ROWS + 1))
    return {
        plain: place + sheet.first_column
        for place, cell in enumerate(top[header_row - 1])
        if isinstance(cell, str) and (plain := plain_heading(cell)) in OUR_HEADINGS
    }


def _failed_sheet(
    sheet: Sheet,
    header: Header,
    bad: Mapping[int, Sequence[Mistake]],
    upload: tuple[int, str],
) -> FailedSheet:
    """The failed rows under one plain header, each with its number in the employer's file."""
    places = [
        place
        for place, heading in header.headings.items()
        if plain_heading(heading) not in {*OUR_HEADINGS, KEY_HEADING}
    ]
    texts = {places.index(p) for f, p in header.columns.items() if f in TEXT_FIELDS}
    headings = [header.headings[place] for place in places]
    rows: list[list[object]] = []
    for number, row in enumerate(sheet.rows(), start=1):
        if number in bad:
            broken = dict(sheet.broken.get(number, ()))
            rows.append([*(_cell(row, place, broken, sheet) for place in places), number])
    own: list[list[object]] = [[*headings, KEY_HEADING], *rows]
    mark = FailedMark(upload[0], upload[1][:16], content_mark(own))
    said = [together(bad[int(str(row[-1]))]) for row in rows]
    return FailedSheet(
        name=SHEET,
        lines=[
            [mark.line()],
            [*headings, KEY_HEADING, REASONS_HEADING, WAY_HEADING],
            *([*row, *words] for row, words in zip(rows, said, strict=True)),
        ],
        text_columns=frozenset(texts),
    )


def _cell(row: Row, place: int, broken: Mapping[int, Broken], sheet: Sheet) -> object:
    if place + sheet.first_column in broken:
        return broken[place + sheet.first_column].what
    return row[place] if place < len(row) else ""


def _without_ours(book: Workbook) -> Workbook:
    """The sheets that are copied: an earlier sheet of failed rows gives way to the new one."""
    sheets = [
        open_sheet
        for open_sheet in book.sheets
        if len(book.sheets) == 1 or _stays(open_sheet())
    ]
    return Workbook(book.kind, sheets)


def _stays(sheet: Sheet) -> bool:
    return sheet.name != SHEET
