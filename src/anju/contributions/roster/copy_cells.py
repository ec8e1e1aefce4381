"""A roster's cells written anew as an .xlsx, for workbooks that cannot be patched."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import xlsxwriter

from anju.contributions.roster.cells import NOT_NUMBERS
from anju.contributions.roster.patch import (
    HEADINGS,
    WIDTHS_CHARACTERS,
    FailedSheet,
    Patch,
    dated,
)
from anju.contributions.roster.workbook import Broken, Sheet, Workbook

CELL_WIDTH_CHARACTERS = 18
RED = "#FFC7CE"
NOTE_SIZE = {"width": 300, "height": 90}


def write_copy(book: Workbook, patch: Patch, out: Path) -> Path:
    """Write every sheet's cells, the bad rows red, with reasons, notes and the failed rows."""
    workbook = xlsxwriter.Workbook(str(out), {"constant_memory": True})
    looks = {
        "red": workbook.add_format({"bg_color": RED}),
        "wrapped": workbook.add_format({"bg_color": RED, "text_wrap": True}),
        "text": workbook.add_format({"num_format": "@"}),
    }
    names: set[str] = {patch.failed.name} if patch.failed else set()
    for open_sheet in book.sheets:
        sheet = open_sheet()
        page = workbook.add_worksheet(_allowed_name(sheet.name, names))
        if sheet.name == patch.sheet:
            _copy_patched(page, sheet, patch, looks)
        else:
            for number, row in enumerate(sheet.rows(), start=1):
                _write_row(page, number, row, sheet, {})
    if patch.failed:
        _write_failed(workbook.add_worksheet(patch.failed.name), patch.failed, looks)
    workbook.close()
    return out


def _copy_patched(page: Any, sheet: Sheet, patch: Patch, looks: Mapping[str, Any]) -> None:
    page.set_column(sheet.first_column, min(patch.columns) - 1, CELL_WIDTH_CHARACTERS)
    for column, width in zip(patch.columns, WIDTHS_CHARACTERS, strict=True):
        page.set_column(column, column, width)
    for (row, column), note in patch.notes.items():
        page.write_comment(row - 1, column, note, NOTE_SIZE)
    for number, cells in enumerate(sheet.rows(), start=1):
        texts = patch.texts.get(number)
        look = looks["red"] if texts else None
        _write_row(page, number, cells, sheet, dict.fromkeys(patch.columns), look)
        if number == patch.header_row:
            texts = HEADINGS
        for column, text in zip(patch.columns, texts or (), strict=False):
            page.write_string(number - 1, column, text, looks["wrapped"] if look else None)


def _write_row(
    page: Any,
    number: int,
    row: Any,
    sheet: Sheet,
    skipped: Mapping[int, None],
    look: object = None,
) -> None:
    broken = dict(sheet.broken.get(number, ()))
    for place, cell in enumerate(row, start=sheet.first_column):
        if place not in skipped:
            _write(page, number - 1, place, broken.get(place, cell), look)


def _write_failed(page: Any, failed: FailedSheet, looks: Mapping[str, Any]) -> None:
    width = len(failed.lines[1])
    page.set_column(0, width - 3, CELL_WIDTH_CHARACTERS)
    page.set_column(width - 2, width - 1, WIDTHS_CHARACTERS[1])
    for number, line in enumerate(failed.lines):
        for column, cell in enumerate(line):
            is_text = number > 1 and column in failed.text_columns
            _write(page, number, column, cell, looks["text"] if is_text else None)


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
        page.write_string(row, column, dated(cell), look)
    else:
        page.write_number(row, column, cell, look)


def _allowed_name(name: str, taken: set[str]) -> str:
    plain = "".join("_" if character in "[]:*?/\\'" else character for character in name)[:28]
    plain = plain or "名单"
    while plain.lower() in taken:
        plain += "_"
    taken.add(plain.lower())
    return plain
