"""SpreadsheetML 2003, the .xml (often named .xls) that WPS and older exports write."""

import re
from xml.parsers import expat

from anju.contributions.roster.faults import RosterUnreadable
from anju.contributions.roster.ooxml import damaged, refuse_document_type
from anju.contributions.roster.sheet_xml import ROW_NUMBER_MOST, too_many_rows
from anju.contributions.roster.workbook import Broken

NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet "
COLUMNS_MOST = 702
CELLS_MOST = 8_000_000
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


class _Sheets:
    """Collects sheets as expat walks through them; places come from ss:Index where given."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, list[list[object]]]] = []
        self._rows: list[list[object]] = []
        self._text: list[str] | None = None
        self._kind = ""
        self._skip = 0
        self._cells = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.removeprefix(NAMESPACE)
        if tag == "Worksheet":
            self._rows = []
            self.sheets.append((attributes.get(NAMESPACE + "Name", ""), self._rows))
        elif tag == "Row":
            self._fill_rows(_place(attributes, len(self._rows) + 1))
        elif tag == "Cell" and self._rows:
            self._fill_cells(_place(attributes, len(self._rows[-1]) + 1 + self._skip))
            self._skip = int(attributes.get(NAMESPACE + "MergeAcross", "0"))
        elif tag == "Data":
            self._kind = attributes.get(NAMESPACE + "Type", "String")
            self._text = []

    def end(self, name: str) -> None:
        tag = name.removeprefix(NAMESPACE)
        if tag == "Data" and self._text is not None and self._rows and self._rows[-1]:
            self._rows[-1][-1] = _value("".join(self._text), self._kind)
            self._text = None
        elif tag == "Row":
            self._skip = 0

    def text(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _fill_rows(self, row: int) -> None:
        if row > ROW_NUMBER_MOST:
            raise too_many_rows()
        while len(self._rows) < row:
            self._rows.append([])

    def _fill_cells(self, column: int) -> None:
        cells = self._rows[-1]
        self._cells += column - len(cells)
        if column > COLUMNS_MOST or self._cells > CELLS_MOST:
            raise RosterUnreadable(
                "表格里有内容的区域太大，请把名单复制到新的工作簿，另存后重新上传。",
                reason="too_large",
            )
        cells.extend("" for _ in range(column - len(cells)))


def _place(attributes: dict[str, str], following: int) -> int:
    return max(int(attributes.get(NAMESPACE + "Index", following)), following)


def _value(text: str, kind: str) -> object:
    if kind == "Error":
        return Broken(text or "#N/A")
    return text


def read_spreadsheet_xml(text: str) -> list[tuple[str, list[list[object]]]]:
    """Names and rows of all sheets; numbers stay as the text the file holds.

    Raises RosterUnreadable for a document type declaration, for broken XML and for a table
    that is too large.
    """
    refuse_document_type(text[:4096].encode("utf-8", "replace"))
    sheets = _Sheets()
    parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = sheets.start
    parser.EndElementHandler = sheets.end
    parser.CharacterDataHandler = sheets.text
    try:
        parser.Parse(DECLARATION.sub("", text, count=1).encode("utf-8"), True)
    except (expat.ExpatError, ValueError) as error:
        raise damaged() from error
    return sheets.sheets
