"""The records of an old .xls: its size before anybody unfolds it, and the cells in error."""

from collections.abc import Iterator
from struct import unpack_from

from anju.contributions.roster.faults import RosterUnreadable
from anju.contributions.roster.workbook import Broken, BrokenCells

CELLS_MOST = 12_000_000  # a sheet is unfolded into a full rectangle in memory

FORMULA, BOUNDSHEET, FILEPASS, MULRK, BOOLERR, BOF = 0x06, 0x85, 0x2F, 0xBD, 0x205, 0x809
CELL_RECORDS = frozenset({FORMULA, 0x406, MULRK, 0xD6, 0xFD, 0x203, 0x204, BOOLERR, 0x27E})
ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!",
    0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip


def inspect_biff(stream: bytes) -> dict[str, BrokenCells]:
    """Walk the records once and return the cells in error, by sheet name.

    Raises RosterUnreadable for a password, and for cells spread over a rectangle too large.
    """
    names: dict[int, str] = {}
    broken: dict[str, dict[int, list[tuple[int, Broken]]]] = {}
    sheet: dict[int, list[tuple[int, Broken]]] = {}
    rows = columns = area = 0
    for kind, offset, length in _records(stream):
        if kind in CELL_RECORDS:
            row, column = unpack_from("<HH", stream, offset)
            if kind == MULRK:
                column = unpack_from("<H", stream, offset + length - 2)[0]
            rows = row if row > rows else rows
            columns = column if column > columns else columns
            if kind in (FORMULA, BOOLERR) and (what := _error(stream, kind, offset)):
                sheet.setdefault(row + 1, []).append((column, Broken(what)))
        elif kind == BOF:
            area += (rows + 1) * (columns + 1)
            rows = columns = 0
            sheet = broken.setdefault(names.get(offset - 4, ""), {})
        else:
            _note(stream, kind, offset, names)
    if area + (rows + 1) * (columns + 1) > CELLS_MOST:
        raise RosterUnreadable(
            "表格里有内容的区域太大，请删除名单以外的行和列后重新上传。", reason="too_large"
        )
    return {name: cells for name, cells in broken.items() if cells}


def _note(stream: bytes, kind: int, offset: int, names: dict[int, str]) -> None:
    if kind == FILEPASS:
        raise RosterUnreadable(
            "文件设有打开密码，系统无法读取。请在 Excel 或 WPS 中取消密码后另存，再上传。",
            reason="password",
        )
    if kind == BOUNDSHEET:
        start, count, flags = unpack_from("<I2xBB", stream, offset)
        wide = flags & 1
        raw = stream[offset + 8 : offset + 8 + count * (1 + wide)]
        names[start] = raw.decode("utf-16-le" if wide else "latin-1", "replace")


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    offset, end = 0, len(stream) - 4
    while offset <= end:
        kind, length = unpack_from("<HH", stream, offset)
        offset += 4
        if offset + length > len(stream):
            return
        yield kind, offset, length
        offset += length


def _error(stream: bytes, kind: int, offset: int) -> str:
    if kind == BOOLERR:
        code, is_error = unpack_from("<BB", stream, offset + 6)
        return ERRORS.get(code, "#N/A") if is_error else ""
    result, code, marker = unpack_from("<BxBxxxH", stream, offset + 6)
    return ERRORS.get(code, "#N/A") if marker == 0xFFFF and result == 2 else ""
