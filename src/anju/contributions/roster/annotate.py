"""Give the employer's own workbook back with what is wrong beside every bad row (错误原因)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

import xlsxwriter

from anju.contributions.roster.cells import NOT_NUMBERS
from anju.contributions.roster.header import HEADER_WITHIN_ROWS
from anju.contributions.roster.header_words import REASONS_HEADING, plain_heading
from anju.contributions.roster.open_file import open_roster_file
from anju.contributions.roster.patch_xlsx import CannotPatch, Patch, patch_xlsx
from anju.contributions.roster.read import sheets_with_headers
from anju.contributions.roster.workbook import Broken, Row, Sheet, Workbook

REASONS_WIDTH_CHARACTERS = 60
CELL_WIDTH_CHARACTERS = 18
RED = "#FFC7CE"


def annotate_roster(
    path: Path,
    *,
    filename: str,
    errors: Mapping[int, Sequence[str]],
    out: Path,
    taught: Mapping[str, str] | None = None,
    sheet_name: str | None = None,
) -> Path:
    """Write the same workbook to `out` as .xlsx: bad rows red, their sentences in 错误原因.

    `errors` goes by row number. An .xlsx keeps its formats, formulas and other sheets; every
    other kind becomes an .xlsx of the same cells. A column 错误原因 from an earlier round is
    used again. Raises RosterUnreadable as read_roster does.
    """
    book = open_roster_file(path, filename=filename)
    sheet, header_row = _annotated_sheet(book, taught or {}, sheet_name)
    earlier = _earlier_column(sheet, header_row)
    patch = Patch(
        sheet=sheet.name,
        header_row=header_row,
        column=_first_free_column(sheet) if earlier is None else earlier,
        heading=REASONS_HEADING,
        reasons={row: " ".join(sentences) for row, sentences in errors.items() if sentences},
        again=earlier is not None,
    )
    if book.kind == "xlsx":
        try:
            return patch_xlsx(path, patch, out)
        except CannotPatch:
            return _write_cells(book, sheet, patch, out)
    return _write_cells(book, sheet, patch, out)


def _annotated_sheet(
    book: Workbook, taught: Mapping[str, str], sheet_name: str | None
) -> tuple[Sheet, int]:
    found = sheets_with_headers(book, taught)
    named = [one for one in found if one[0].name == sheet_name] or found
    sheet, header = named[0]
    return sheet, header.last_row


def _earlier_column(sheet: Sheet, header_row: int) -> int | None:
    top = list(islice(sheet.rows(), HEADER_WITHIN_ROWS + 1))
    for place, cell in enumerate(top[header_row - 1]):
        if isinstance(cell, str) and plain_heading(cell) == REASONS_HEADING:
            return place + sheet.first_column
    return None


def _first_free_column(sheet: Sheet) -> int:
    return sheet.first_column + max(map(len, sheet.rows()))


def _write_cells(book: Workbook, annotated: Sheet, patch: Patch, out: Path) -> Path:
    workbook = xlsxwriter.Workbook(str(out), {"constant_memory": True})
    red = workbook.add_format({"bg_color": RED})
    wrapped = workbook.add_format({"bg_color": RED, "text_wrap": True})
    names: set[str] = set()
    for open_sheet in book.sheets:
        sheet = open_sheet()
        page = workbook.add_worksheet(_allowed_name(sheet.name, names))
        if sheet.name != annotated.name:
            _copy(page, sheet, sheet.rows(), {}, None)
            continue
        page.set_column(sheet.first_column, patch.column - 1, CELL_WIDTH_CHARACTERS)
        page.set_column(patch.column, patch.column, REASONS_WIDTH_CHARACTERS)
        _copy(page, sheet, sheet.rows(), patch.reasons, red, patch, wrapped)
    workbook.close()
    return out


def _copy(
    page: Any,
    sheet: Sheet,
    rows: Iterable[Row],
    reasons: Mapping[int, str],
    red: object,
    patch: Patch | None = None,
    wrapped: object = None,
) -> None:
    for number, row in enumerate(rows, start=1):
        look = red if number in reasons else None
        broken = dict(sheet.broken.get(number, ()))
        for place, cell in enumerate(row, start=sheet.first_column):
            if patch is None or place != patch.column:
                _write(page, number - 1, place, broken.get(place, cell), look)
        if patch is not None and number == patch.header_row:
            page.write_string(number - 1, patch.column, patch.heading)
        elif patch is not None and look is not None:
            page.write_string(number - 1, patch.column, reasons[number], wrapped)


def _write(page: Any, row: int, column: int, cell: object, look: object) -> None:
    """One cell as it was; a text stays a text whatever it begins with."""
    if cell is None or cell == "":
        page.write_blank(row, column, None, look)
    elif isinstance(cell, str):
        page.write_string(row, column, cell, look)
    elif isinstance(cell, Broken):
        page.write_string(row, column, cell.what, look)
    elif isinstance(cell, bool):
        page.write_boolean(row, column, cell, look)
    elif isinstance(cell, NOT_NUMBERS):
        page.write_string(row, column, _dated(cell), look)
    else:
        page.write_number(row, column, cell, look)


def _dated(cell: object) -> str:
    if isinstance(cell, datetime) and cell.time() == time():
        return str(cell.date())
    return str(cell)


def _allowed_name(name: str, taken: set[str]) -> str:
    plain = "".join("_" if character in "[]:*?/\\'" else character for character in name)[:28]
    plain = plain or "名单"
    while plain.lower() in taken:
        plain += "_"
    taken.add(plain.lower())
    return plain
