"""Parts added to an .xlsx package: notes on cells, and the sheet of failed rows."""

import re
from collections.abc import Mapping
from pathlib import Path
from posixpath import basename, dirname
from typing import cast
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from anju.contributions.roster.cells import NOT_NUMBERS
from anju.contributions.roster.ooxml import sheet_parts
from anju.contributions.roster.patch import WIDTHS_CHARACTERS, CannotPatch, FailedSheet, dated
from anju.contributions.roster.patch_styles import RedStyles
from anju.contributions.roster.workbook import column_letter

CELL_MOST_CHARACTERS = 32_000
TYPES, BOOK = "[Content_Types].xml", "xl/workbook.xml"
BOOK_RELATIONS = "xl/_rels/workbook.xml.rels"
SHEET_PART = "xl/worksheets/failed_rows.xml"
NOTES_PART, SHAPES_PART = "xl/failed_notes.xml", "xl/drawings/failed_notes.vml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SHEET_ID = re.compile(rb'\bsheetId="([0-9]+)"')
# What must stand behind the notes' drawing in a sheet, by the order of its schema.
_BEHIND = re.compile(
    rb"<(?:legacyDrawingHF|drawingHF|picture|oleObjects|controls|webPublishItems|tableParts"
    rb"|extLst)\b|</worksheet>"
)


class Package:
    """A package with some of its parts changed or added."""

    def __init__(self, package: ZipFile) -> None:
        self._package = package
        self.parts: dict[str, bytes] = {}

    def read(self, name: str) -> bytes:
        """A part as it is now; empty if there is none."""
        if name in self.parts:
            return self.parts[name]
        return self._package.read(name) if name in self._package.namelist() else b""

    def sheet_part(self, name: str) -> str:
        """The part that holds a visible sheet; empty if there is none."""
        return sheet_parts(self._package).get(name, "")

    def write(self, out: Path) -> None:
        """The whole package with all changes."""
        with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=3) as copy:
            for info in self._package.infolist():
                content = self.parts.pop(info.filename, None)
                copy.writestr(
                    info.filename, self._package.read(info) if content is None else content
                )
            for name, content in self.parts.items():
                copy.writestr(name, content)

    def insert(self, name: str, closing: bytes, what: str) -> None:
        """Put something before a part's last closing tag, unless it stands there already."""
        text, new = self.read(name), what.encode()
        if new in text:
            return
        before, tag, after = text.rpartition(closing)
        if not tag:
            raise CannotPatch
        self.parts[name] = before + new + tag + after


def add_notes(package: Package, part: str, notes: Mapping[tuple[int, int], str]) -> None:
    """Put notes on cells of a sheet; a sheet with notes of its own keeps those alone."""
    sheet = package.read(part)
    ours = b'r:id="rIdFailedNotes"' in sheet
    if b"<legacyDrawing " in sheet and not ours:
        return
    package.parts[NOTES_PART] = _notes_xml(notes)
    package.parts[SHAPES_PART] = _shapes_xml(notes)
    if ours:
        return
    relations = f"{dirname(part)}/_rels/{basename(part)}.rels"
    if not package.read(relations):
        empty = f'{HEAD}<Relationships xmlns="{PACKAGE}"></Relationships>'
        package.parts[relations] = empty.encode()
    package.insert(
        relations,
        b"</Relationships>",
        f'<Relationship Id="rIdFailedNotes" Type="{RELATIONS}/vmlDrawing"'
        f' Target="/{SHAPES_PART}"/><Relationship Id="rIdFailedTexts"'
        f' Type="{RELATIONS}/comments" Target="/{NOTES_PART}"/>',
    )
    drawing = f'<legacyDrawing xmlns:r="{RELATIONS}" r:id="rIdFailedNotes"/>'.encode()
    place = _BEHIND.search(sheet, sheet.rfind(b"</sheetData>"))
    if place is None:
        raise CannotPatch
    package.parts[part] = sheet[: place.start()] + drawing + sheet[place.start() :]
    _declare(package, NOTES_PART, f"{KIND}.comments+xml")
    _declare(package, SHAPES_PART, "application/vnd.openxmlformats-officedocument.vmlDrawing")


def add_failed_sheet(package: Package, failed: FailedSheet, styles: RedStyles) -> None:
    """Add the sheet of failed rows behind all others, or write the earlier one anew."""
    xml = _sheet_xml(failed, styles)
    if earlier := package.sheet_part(failed.name):
        package.parts[earlier] = xml
        return
    book = package.read(BOOK)
    if RELATIONS.encode() not in book:
        raise CannotPatch
    last = max(map(int, _SHEET_ID.findall(book)), default=0)
    package.parts[SHEET_PART] = xml
    package.insert(
        BOOK,
        b"</sheets>",
        f'<sheet name="{failed.name}" sheetId="{last + 1}" xmlns:r="{RELATIONS}"'
        ' r:id="rIdFailedRows"/>',
    )
    package.insert(
        BOOK_RELATIONS,
        b"</Relationships>",
        f'<Relationship Id="rIdFailedRows" Type="{RELATIONS}/worksheet"'
        f' Target="/{SHEET_PART}"/>',
    )
    _declare(package, SHEET_PART, f"{KIND}.worksheet+xml")


def text_cell(column: int, row: int, text: str, style: int) -> bytes:
    """A cell with a text in it, whatever it begins with."""
    written = escape(_NOT_XML.sub("", text)[:CELL_MOST_CHARACTERS])
    return (
        f'<c r="{column_letter(column)}{row}" s="{style}" t="inlineStr">'
        f'<is><t xml:space="preserve">{written}</t></is></c>'
    ).encode()


def _declare(package: Package, part: str, kind: str) -> None:
    package.insert(TYPES, b"</Types>", f'<Override PartName="/{part}" ContentType="{kind}"/>')


def _sheet_xml(failed: FailedSheet, styles: RedStyles) -> bytes:
    width, text = len(failed.lines[1]), styles.text()
    cols = (
        f'<cols><col min="1" max="{width - 2}" width="18" customWidth="1"/>'
        f'<col min="{width - 1}" max="{width}" width="{WIDTHS_CHARACTERS[1]}"'
        ' customWidth="1"/></cols>'
    )
    rows: list[bytes] = []
    for number, line in enumerate(failed.lines, start=1):
        cells = [
            _cell(column, number, cell, text if column in failed.text_columns else 0)
            for column, cell in enumerate(line)
        ]
        rows.append(f'<row r="{number}">'.encode() + b"".join(cells) + b"</row>")
    head = f'{HEAD}<worksheet xmlns="{MAIN}">{cols}<sheetData>'.encode()
    return head + b"".join(rows) + b"</sheetData></worksheet>"


def _cell(column: int, row: int, cell: object, style: int) -> bytes:
    place = f"{column_letter(column)}{row}"
    if cell is None or cell == "":
        return f'<c r="{place}" s="{style}"/>'.encode()
    if isinstance(cell, bool):
        return text_cell(column, row, str(cell).upper(), style)
    if isinstance(cell, (str, *NOT_NUMBERS)):
        return text_cell(column, row, cell if isinstance(cell, str) else dated(cell), style)
    return f'<c r="{place}" s="{style}"><v>{format(cast("int", cell), ".15g")}</v></c>'.encode()


def _notes_xml(notes: Mapping[tuple[int, int], str]) -> bytes:
    texts = "".join(
        f'<comment ref="{column_letter(column)}{row}" authorId="0"><text><r>'
        f'<t xml:space="preserve">{escape(_NOT_XML.sub("", note))}</t></r></text></comment>'
        for (row, column), note in sorted(notes.items())
    )
    return (
        f'{HEAD}<comments xmlns="{MAIN}"><authors><author>公积金中心</author></authors>'
        f"<commentList>{texts}</commentList></comments>"
    ).encode()


def _shapes_xml(notes: Mapping[tuple[int, int], str]) -> bytes:
    shapes = "".join(
        f'<v:shape id="failed_{place}" type="#_x0000_t202" fillcolor="#ffffe1"'
        ' style="position:absolute;visibility:hidden;width:220pt;height:60pt"'
        ' o:insetmode="auto"><v:fill color2="#ffffe1"/><v:textbox/>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row><x:Column>{column}</x:Column>"
        "</x:ClientData></v:shape>"
        for place, (row, column) in enumerate(sorted(notes), start=1)
    )
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:o="urn:schemas-microsoft-com:office:office"'
        ' xmlns:x="urn:schemas-microsoft-com:office:excel">'
        '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
        ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
        f'<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>{shapes}</xml>'
    ).encode()
