"""Lists as Excel workbooks, written row by row in constant memory."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import xlsxwriter
from django.http import HttpResponse

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Column:
    """A column of a workbook: its heading and its width in characters."""

    label: str
    width: int


def sheet(
    title: str, columns: Sequence[Column], rows: Iterable[Sequence[str]], *, filename: str
) -> HttpResponse:
    """One sheet with a heading row, offered for download.

    Every cell is written as text: account numbers keep their zeros, and nothing that begins
    with an equals sign becomes a formula.
    """
    written = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as book:
        head = book.add_format({"bold": True, "bg_color": "#F7F5F0", "bottom": 1})
        page = book.add_worksheet(title[:31])
        page.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            page.set_column(place, place, column.width)
            page.write_string(0, place, column.label, head)
        for line, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                page.write_string(line, place, cell)
    response = HttpResponse(written.getvalue(), content_type=TYPE)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
