"""Writes payroll lists as offices keep them: a title, shuffled columns, a total."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

import xlsxwriter
import xlwt

from anju.batch.town.rosters import HEADINGS, RosterLine

ENDINGS = ("xlsx", "xls", "csv")
SHUFFLED = (6, 0, 3, 1, 4, 5, 2, 7)
Row = Sequence[object]


def csv_bytes(lines: Iterable[RosterLine]) -> bytes:
    """A plain list as CSV in GBK, header first."""
    return _as_csv([HEADINGS, *lines])


def write_rosters(folder: Path, stem: str, title: str, lines: Sequence[RosterLine]) -> None:
    """Write the list as .xlsx, .xls and GBK .csv side by side."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = _as_kept(title, lines)
    _write_xlsx(folder / f"{stem}.xlsx", rows)
    _write_xls(folder / f"{stem}.xls", rows)
    (folder / f"{stem}.csv").write_bytes(_as_csv(rows))


def _as_kept(title: str, lines: Sequence[RosterLine]) -> list[Row]:
    total = sum((line.base for line in lines if isinstance(line.base, Decimal)), Decimal())
    head: Row = ["序号", *(HEADINGS[column] for column in SHUFFLED)]
    body: list[Row] = [
        [place, *(line[column] for column in SHUFFLED)]
        for place, line in enumerate(lines, start=1)
    ]
    foot: Row = ["合计", "", f"共 {len(lines)} 人", total]
    return [[title], ["单位：元"], head, *body, foot]


def _as_csv(rows: Iterable[Row]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([_as_saved(cell) for cell in row] for row in rows)
    return text.getvalue().encode("gb18030")


def _as_saved(cell: object) -> object:
    """A number of 18 digits leaves a spreadsheet as 4.11502E+17."""
    return f"{cell:.5E}" if isinstance(cell, int) and cell >= 10**15 else cell


def _write_xlsx(path: Path, rows: Sequence[Row]) -> None:
    workbook = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    page = workbook.add_worksheet("职工名单")
    page.set_column(1, len(HEADINGS), 20)
    wide = workbook.add_format({"bold": True, "align": "center", "font_size": 16})
    for row, cells in enumerate(rows):
        if row == 0:
            page.merge_range(0, 0, 0, len(HEADINGS), cells[0], wide)
            continue
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                page.write_string(row, column, cell)
            else:
                page.write_number(row, column, cell)
    workbook.close()


def _write_xls(path: Path, rows: Sequence[Row]) -> None:
    workbook = xlwt.Workbook(encoding="utf-8")
    page = workbook.add_sheet("职工名单")
    page.write_merge(0, 0, 0, len(HEADINGS), rows[0][0])
    for row, cells in enumerate(rows[1:], start=1):
        for column, cell in enumerate(cells):
            page.write(row, column, cell)
    workbook.save(str(path))
