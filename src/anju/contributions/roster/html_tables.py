"""Tables of a web page that somebody named .xls, as many payroll systems export them."""

from html.parser import HTMLParser

from anju.contributions.roster.sheet_xml import ROW_NUMBER_MOST, too_many_rows

SPAN_MOST = 256
CELLS_MOST = 4_000_000


class _Tables(HTMLParser):
    """Collects the rows of all tables; spanned cells keep their text in the first place."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._open: list[list[list[str]]] = []
        self._cell: list[str] | None = None
        self._width = 1
        self._falling: dict[int, int] = {}
        self._cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._finish_cell()
            self._open.append([])
            self.tables.append(self._open[-1])
            self._falling = {}
        elif tag == "tr" and self._open:
            self._finish_cell()
            self._open[-1].append([])
            if len(self._open[-1]) > ROW_NUMBER_MOST:
                raise too_many_rows()
        elif tag in ("td", "th") and self._open and self._open[-1]:
            self._finish_cell()
            self._start_cell(dict(attrs))
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._finish_cell()
        if tag == "table" and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)

    def _start_cell(self, attributes: dict[str, str | None]) -> None:
        self._cell = []
        self._width = _span(attributes.get("colspan"))
        row = self._open[-1][-1]
        while self._falling.get(len(row), 0) > 0:
            self._falling[len(row)] -= 1
            row.append("")
        if (deep := _span(attributes.get("rowspan"))) > 1:
            for column in range(len(row), len(row) + self._width):
                self._falling[column] = deep - 1

    def _finish_cell(self) -> None:
        if self._cell is None or not self._open or not self._open[-1]:
            return
        row = self._open[-1][-1]
        row += [" ".join("".join(self._cell).split()), *[""] * (self._width - 1)]
        self._cell = None
        self._cells += self._width
        if self._cells > CELLS_MOST:
            raise too_many_rows()


def _span(text: str | None) -> int:
    return min(max(int(text), 1), SPAN_MOST) if text and text.isdecimal() else 1


def read_html(text: str) -> list[list[list[str]]]:
    """All tables of a page, each as rows of texts.

    Raises RosterUnreadable for more rows than a roster may have.
    """
    parser = _Tables()
    parser.feed(text)
    parser.close()
    return [table for table in parser.tables if table]
