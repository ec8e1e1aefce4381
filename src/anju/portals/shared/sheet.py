"""Lists as Excel workbooks, written row by row in constant memory."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# An amount in yuan is a number, so that whoever gets the sheet can go on adding.
Cell = str | Decimal
AMOUNT = "#,##0.00"


@dataclass(frozen=True)
class Column:
    """A column of a workbook: its heading and its width in characters."""

    label: str
    width: int


def sheet(
    title: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, filename: str
) -> HttpResponse:
    """One sheet with a heading row, offered for download.

    Words are written as text: account numbers keep their zeros, and nothing that begins with
    an equals sign becomes a formula. A Decimal is an amount in yuan and stays a number.
    """
    written = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as book:
        head = book.add_format({"bold": True, "bg_color": "#F7F5F0", "bottom": 1})
        amount = book.add_format({"num_format": AMOUNT})
        # What somebody types below our rows must stay text, too: a number of 18 digits.
        text = book.add_format({"num_format": "@"})
        page = book.add_worksheet(title[:31])
        page.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            page.set_column(place, place, column.width, text)
            page.write_string(0, place, column.label, head)
        for line, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                if isinstance(cell, Decimal):
                    page.write_number(line, place, cell, amount)
                elif cell:
                    page.write_string(line, place, cell)
    return offered(written.getvalue(), filename=filename, title=title)


def offered(book: bytes, *, filename: str, title: str = "") -> HttpResponse:
    """A workbook for download under a name for old readers and its Chinese title."""
    response = HttpResponse(book, content_type=TYPE)
    named = f"; filename*=UTF-8''{quote(title)}.xlsx" if title else ""
    response["Content-Disposition"] = f'attachment; filename="{filename}"{named}'
    return response
