"""One sheet's XML looked over in passing: how far it spreads, and which cells are broken."""

import re

from anju.contributions.roster.faults import RosterUnreadable
from anju.contributions.roster.workbook import Broken, column_index

ROW_NUMBER_MOST = 101_000  # 100,000 people, and room for titles and totals
WIDE_SHEET_ROWS_MOST = 20_000
ROW_MOST_BYTES = 8 * 1024 * 1024

# The quick look over nearly every file: places far right or far below, filled or not.
MAYBE_FAR = re.compile(rb'r="(?:[A-Za-z]{3}|[D-Zd-z][A-Za-z]|[A-Za-z]{1,2}[0-9]{6})')
# The slow look: only cells with something in them count, for styled blanks reach to the last
# row and column of many honest files.
FAR_CELL = re.compile(
    rb'\br="(?:([A-Za-z]{3,})[0-9]+|([D-Zd-z][A-Za-z])[0-9]+|[A-Za-z]{1,2}([0-9]{6,}))"[^>/]*>'
)
PLACELESS_CELL = re.compile(rb'[<:]c(?:>|\s(?![^>]*\br="[A-Za-z])[^>]*>)')
FAR_ROW = re.compile(rb'row\b[^>]*\br="([0-9]{6,})"[^>/]*>')
ROW_NUMBER = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="([0-9]+)"')
CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*[^>/])>(.*?)</(?:\w+:)?c>", re.DOTALL)
ADDRESS = re.compile(rb'\br="([A-Z]+)([0-9]+)"')
VALUE = re.compile(rb"<(?:\w+:)?v[^>/]*>([^<]+)<")


class SheetInspection:
    """Fed with one part's bytes; remembers broken cells; refuses what would fill the memory."""

    def __init__(self, *, is_sheet: bool) -> None:
        """`is_sheet`: other parts are only counted by the caller."""
        self.broken: dict[int, list[tuple[int, Broken]]] = {}
        self._is_sheet = is_sheet
        self._kept = b""
        self._wide = False
        self._last_row = 0

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes; whole rows are looked over, the unfinished last one is kept."""
        if not self._is_sheet:
            return
        text = self._kept + chunk
        cut = max(text.rfind(b"<row"), text.rfind(b":row "))
        if cut <= 0:
            cut = 0 if len(text) < ROW_MOST_BYTES else len(text)
        else:
            cut = text.rfind(b"<", 0, cut + 1)
        self._kept = text[cut:]
        if cut:
            self._look_over(text[:cut])

    def close(self) -> None:
        """Look over what is left; raises RosterUnreadable when a wide sheet is also long."""
        if not self._is_sheet:
            return
        self._look_over(self._kept)
        self._kept = b""
        if self._wide and self._last_row > WIDE_SHEET_ROWS_MOST:
            raise _too_large()

    def _look_over(self, text: bytes) -> None:
        plain = text.count(b'<c r="') == text.count(b"<c") and b":row" not in text
        if not plain or MAYBE_FAR.search(text):
            self._look_closely(text)
        start = text.rfind(b"<", 0, max(text.rfind(b"row "), 0))
        if row_number := ROW_NUMBER.search(text, max(start, 0)):
            self._last_row = max(self._last_row, int(row_number[1]))
        if b't="e"' in text or b"<f" in text:
            self._find_broken(text)

    def _look_closely(self, text: bytes) -> None:
        if b" r='" in text or b" r =" in text:
            raise _too_large()
        for far in FAR_CELL.finditer(text):
            column, wide, row = far.groups()
            if column:
                raise _too_large()
            if row and int(row) > ROW_NUMBER_MOST:
                raise too_many_rows()
            self._wide = self._wide or bool(wide)
        if PLACELESS_CELL.search(text):
            for far_row in FAR_ROW.finditer(text):
                if int(far_row[1]) > ROW_NUMBER_MOST:
                    raise too_many_rows()

    def _find_broken(self, text: bytes) -> None:
        for cell in CELL.finditer(text):
            attributes, inside = cell.groups()
            is_error = b't="e"' in attributes
            if not is_error and (b"<f" not in inside or b't="str"' in attributes):
                continue
            value = VALUE.search(inside)
            if is_error or value is None:
                what = value[1].decode("ascii", "replace") if is_error and value else ""
                self._remember(attributes, what or ("#N/A" if is_error else ""))

    def _remember(self, attributes: bytes, what: str) -> None:
        if address := ADDRESS.search(attributes):
            column = column_index(address[1].decode("ascii"))
            self.broken.setdefault(int(address[2]), []).append((column, Broken(what)))


def too_many_rows(most: int = 100_000) -> RosterUnreadable:
    """What is said of the first person beyond the limit."""
    return RosterUnreadable(
        f"名单超过 {most:,} 行，没有读取。请按部门分成几份，每份不超过 {most:,} 人，"
        "上传时选“只列有变化的职工”，分别上传。",
        reason="too_many_rows",
    )


def _too_large() -> RosterUnreadable:
    return RosterUnreadable(
        "表格里有内容的区域太大，请把名单复制到新的工作簿，另存后重新上传。",
        reason="too_large",
    )
