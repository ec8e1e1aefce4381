"""Write into an .xlsx without unfolding it: one column added, some rows made red."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from anju.contributions.roster.ooxml import sheet_parts
from anju.contributions.roster.patch_styles import RedStyles
from anju.contributions.roster.workbook import column_index, column_letter

REASONS_WIDTH = 60
CELL_MOST_CHARACTERS = 32_000
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
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class CannotPatch(Exception):
    """The workbook is written in a way this module does not know; its cells must be copied."""


@dataclass(frozen=True)
class Patch:
    """What to write: reasons by row number, in one column (from 0) of one sheet.

    `again`: the column is there from an earlier round, and what was red may be good now.
    """

    sheet: str
    header_row: int
    column: int
    heading: str
    reasons: Mapping[int, str]
    again: bool


def patch_xlsx(path: Path, patch: Patch, out: Path) -> Path:
    """Copy the package to `out` with one sheet and the styles changed, all else untouched.

    Raises CannotPatch for prefixed or placeless XML, macros, and missing styles.
    """
    with ZipFile(path) as package:
        part = sheet_parts(package)[patch.sheet]
        sheet = package.read(part)
        _check_form(package, sheet)
        styles = _styles(package)
        changed = {part: _patch_sheet(sheet, patch, styles)}
        changed[STYLES_PART] = styles.xml()
        with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=3) as copy:
            for info in package.infolist():
                content = changed.get(info.filename)
                copy.writestr(info.filename, package.read(info) if content is None else content)
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
    before = _with_width(_DIMENSION.sub(b"", before), patch.column + 1)
    return before + opening + _ROW.sub(writer.rewrite, rows) + closing + after


def _with_width(before: bytes, column: int) -> bytes:
    """Make the new column wide, unless the sheet already says something of that column."""
    wide = f'<col min="{column}" max="{column}" width="{REASONS_WIDTH}" customWidth="1"/>'
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
        self._letters = column_letter(patch.column).encode("ascii")

    def rewrite(self, match: re.Match[bytes]) -> bytes:
        attributes, cells = match[1], match[2] or b""
        found = _ROW_NUMBER.search(attributes)
        if found is None:
            raise CannotPatch
        number = int(found[1])
        reason = self._patch.reasons.get(number)
        if reason is not None:
            cells = _restyled(cells, self._styles.red)
            cells = self._with_cell(cells, number, reason, self._styles.red(0))
        elif number == self._patch.header_row:
            cells = self._with_cell(cells, number, self._patch.heading, _last_style(cells))
        elif self._patch.again and number > self._patch.header_row:
            cells = _restyled(self._without_cell(cells), self._styles.plain)
        else:
            return match[0]
        return b"<row" + _SPANS.sub(b"", attributes) + b">" + cells + b"</row>"

    def _without_cell(self, cells: bytes) -> bytes:
        return b"".join(cell[0] for cell in _CELL.finditer(cells) if cell[1] != self._letters)

    def _with_cell(self, cells: bytes, number: int, text: str, style: int) -> bytes:
        written = escape(_NOT_XML.sub("", text)[:CELL_MOST_CHARACTERS])
        new = (
            f'<c r="{self._letters.decode("ascii")}{number}" s="{style}" t="inlineStr">'
            f'<is><t xml:space="preserve">{written}</t></is></c>'
        ).encode()
        left: list[bytes] = []
        right: list[bytes] = []
        for cell in _CELL.finditer(cells):
            place = column_index(cell[1].decode("ascii"))
            if place != self._patch.column:
                (left if place < self._patch.column else right).append(cell[0])
        return b"".join([*left, new, *right])


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
