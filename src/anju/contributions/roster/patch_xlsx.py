"""Write into an .xlsx without unfolding it: two columns added, some rows made red."""

import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

from anju.contributions.roster.ooxml import sheet_parts
from anju.contributions.roster.patch import HEADINGS, WIDTHS_CHARACTERS, CannotPatch, Patch
from anju.contributions.roster.patch_package import (
    Package,
    add_failed_sheet,
    add_notes,
    text_cell,
)
from anju.contributions.roster.patch_styles import RedStyles
from anju.contributions.roster.workbook import column_index, column_letter

STYLES_PART = "xl/styles.xml"

_ROW = re.compile(rb"<row\b([^>]*?)(?:/>|>(.*?)</row>)", re.DOTALL)
_ROW_NUMBER = re.compile(rb'\br="([0-9]+)"')
_SPANS = re.compile(rb'\sspans="[^"]*"')
_CELL = re.compile(rb'<c r="([A-Z]+)[0-9]+"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_CELL_OPENING = re.compile(rb'(<c r="[A-Z]+[0-9]+")([^>]*?)(/?>)')
_STYLE = re.compile(rb'\ss="([0-9]+)"')
_DIMENSION = re.compile(rb"<dimension\b[^>]*/>")
_COLS = re.compile(rb"<cols>(.*?)</cols>", re.DOTALL)
_COL_MAX = re.compile(rb'\bmax="([0-9]+)"')


def patch_xlsx(path: Path, patch: Patch, out: Path) -> Path:
    """Copy the package to `out` with one sheet and the styles changed, all else untouched.

    Raises CannotPatch for prefixed or placeless XML, macros, and missing styles.
    """
    with ZipFile(path) as package:
        part = sheet_parts(package)[patch.sheet]
        sheet = package.read(part)
        _check_form(package, sheet)
        styles = _styles(package)
        changed = Package(package)
        changed.parts[part] = _patch_sheet(sheet, patch, styles)
        add_notes(changed, part, patch.notes)
        if patch.failed:
            add_failed_sheet(changed, patch.failed, styles)
        changed.parts[STYLES_PART] = styles.xml()
        changed.write(out)
    return out


def _check_form(package: ZipFile, sheet: bytes) -> None:
    plain = b"<sheetData>" in sheet and sheet.count(b'<c r="') == len(
        re.findall(rb"<c[ >/]", sheet)
    )
    macros = b"macroEnabled" in package.read("[Content_Types].xml")
    if not plain or macros or STYLES_PART not in package.namelist():
        raise CannotPatch


def _styles(package: ZipFile) -> RedStyles:
    try:
        return RedStyles(package.read(STYLES_PART))
    except ValueError as error:
        raise CannotPatch from error


def _patch_sheet(sheet: bytes, patch: Patch, styles: RedStyles) -> bytes:
    writer = _RowWriter(patch, styles)
    before, opening, rest = sheet.partition(b"<sheetData>")
    rows, closing, after = rest.partition(b"</sheetData>")
    before = _DIMENSION.sub(b"", before)
    for column, width in sorted(zip(patch.columns, WIDTHS_CHARACTERS, strict=True)):
        before = _with_width(before, column + 1, width)
    return before + opening + _ROW.sub(writer.rewrite, rows) + closing + after


def _with_width(before: bytes, column: int, width: int) -> bytes:
    """Make the new column wide, unless the sheet already says something of that column."""
    wide = f'<col min="{column}" max="{column}" width="{width}" customWidth="1"/>'
    cols = _COLS.search(before)
    if cols is None:
        return before + b"<cols>" + wide.encode("ascii") + b"</cols>"
    if max(map(int, _COL_MAX.findall(cols[1])), default=0) >= column:
        return before
    return before[: cols.end(1)] + wide.encode("ascii") + before[cols.end(1) :]


class _RowWriter:
    """Rewrites the rows that are bad, the header, and rows that were bad the last time."""

    def __init__(self, patch: Patch, styles: RedStyles) -> None:
        self._patch, self._styles = patch, styles
        self._letters = {column_letter(one).encode("ascii") for one in patch.columns}

    def rewrite(self, match: re.Match[bytes]) -> bytes:
        attributes, cells = match[1], match[2] or b""
        found = _ROW_NUMBER.search(attributes)
        if found is None:
            raise CannotPatch
        number = int(found[1])
        texts = self._patch.texts.get(number)
        if texts is not None:
            cells = self._with_cells(
                _restyled(cells, self._styles.red), number, texts, self._styles.red(0)
            )
        elif number == self._patch.header_row:
            cells = self._with_cells(cells, number, HEADINGS, _last_style(cells))
        elif self._patch.again and number > self._patch.header_row:
            cells = _restyled(self._without_cells(cells), self._styles.plain)
        else:
            return match[0]
        return b"<row" + _SPANS.sub(b"", attributes) + b">" + cells + b"</row>"

    def _without_cells(self, cells: bytes) -> bytes:
        return b"".join(
            cell[0] for cell in _CELL.finditer(cells) if cell[1] not in self._letters
        )

    def _with_cells(
        self, cells: bytes, number: int, texts: tuple[str, str], style: int
    ) -> bytes:
        kept = [
            (column_index(cell[1].decode("ascii")), cell[0])
            for cell in _CELL.finditer(cells)
            if cell[1] not in self._letters
        ]
        ours = [
            (column, text_cell(column, number, text, style))
            for column, text in zip(self._patch.columns, texts, strict=True)
        ]
        return b"".join(cell for _, cell in sorted([*kept, *ours]))


def _restyled(cells: bytes, restyle: Callable[[int], int]) -> bytes:
    def one(opening: re.Match[bytes]) -> bytes:
        style = _STYLE.search(opening[2])
        number = restyle(int(style[1]) if style else 0)
        attributes = _STYLE.sub(b"", opening[2])
        return opening[1] + f' s="{number}"'.encode("ascii") + attributes + opening[3]

    return _CELL_OPENING.sub(one, cells)


def _last_style(cells: bytes) -> int:
    styles = _STYLE.findall(cells)
    return int(styles[-1]) if styles else 0
