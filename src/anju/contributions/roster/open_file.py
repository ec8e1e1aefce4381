"""What a roster file really is, whatever it is called; checked before anything is unfolded."""

import io
import re
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import python_calamine

from anju.contributions.roster.biff import inspect_biff
from anju.contributions.roster.compound_file import CompoundFile
from anju.contributions.roster.faults import RosterUnreadable
from anju.contributions.roster.html_tables import read_html
from anju.contributions.roster.ooxml import damaged, inspect_ooxml
from anju.contributions.roster.spreadsheet_xml import read_spreadsheet_xml
from anju.contributions.roster.text_tables import UTF16_MARKS, decode, read_csv
from anju.contributions.roster.workbook import BrokenCells, Sheet, Workbook, sheet_of_rows

FILE_MOST_BYTES = 20 * 1024 * 1024
ZIP_MARK, OLE_MARK = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UNREAD_MARKS = {
    b"%PDF": "这是 PDF 文件。",
    b"\x89PNG": "这是图片。",
    b"\xff\xd8\xff": "这是图片。",
    b"Rar!": "这是压缩包。",
    b"7z\xbc\xaf": "这是压缩包。",
    b"{\\rtf": "这是 Word 文档（RTF）。",
}


def open_roster_file(path: Path, *, filename: str) -> Workbook:
    """Find out by its first bytes what the file is, check it, and make its sheets readable.

    The name's ending is not believed; it only stands in sentences. At most 20 MB.
    Raises RosterUnreadable for everything that is no readable table.
    """
    size = path.stat().st_size
    if size > FILE_MOST_BYTES:
        raise RosterUnreadable(
            f"文件有 {size // (1024 * 1024)} MB，超过 20 MB。请删除图片和无关的表后重新上传。",
            reason="too_big",
        )
    if size == 0:
        raise RosterUnreadable("文件是空的，请检查后重新上传。", reason="empty")
    with path.open("rb") as file:
        start = file.read(4096)
    if start.startswith(ZIP_MARK):
        return _open_ooxml(path)
    if start.startswith(OLE_MARK):
        return _open_compound(path, filename)
    for mark, what in UNREAD_MARKS.items():
        if start.startswith(mark):
            raise not_a_roster(what)
    return _open_text(path.read_bytes(), start, filename)


def not_a_roster(what: str) -> RosterUnreadable:
    """What is said of a file of another kind."""
    return RosterUnreadable(
        f"{what}请上传 .xlsx、.xls 或 .csv 格式的名单。", reason="not_a_roster"
    )


def _open_ooxml(path: Path) -> Workbook:
    inspected = inspect_ooxml(path)
    broken = {name: inspection.broken for name, inspection in inspected.items()}
    return _with_calamine(path, "xlsx", list(inspected), broken)


def _open_compound(path: Path, filename: str) -> Workbook:
    try:
        compound = CompoundFile(path.read_bytes())
        if "EncryptedPackage" in compound.names:
            raise RosterUnreadable(
                "文件设有打开密码，系统无法读取。请在 Excel 或 WPS 中取消密码后另存，再上传。",
                reason="password",
            )
        if "WordDocument" in compound.names:
            raise not_a_roster(f"“{filename}”是 Word 文档，不是电子表格。")
        stream = next((n for n in ("Workbook", "Book") if n in compound.names), None)
        if stream is None:
            raise not_a_roster(f"“{filename}”不是电子表格。")
        broken = inspect_biff(compound.stream(stream))
    except (struct.error, ValueError, IndexError) as error:
        raise damaged() from error
    return _with_calamine(path, "xls", None, broken)


@contextmanager
def _damage_refused() -> Iterator[None]:
    try:
        yield
    except python_calamine.PasswordError as error:
        raise RosterUnreadable(
            "文件设有打开密码，系统无法读取。请取消密码后另存，再上传。", reason="password"
        ) from error
    except python_calamine.CalamineError as error:
        raise damaged() from error
    except BaseException as error:
        # A panic of the reader below is no Exception, and its class cannot be imported.
        if type(error).__name__ == "PanicException":
            raise damaged() from error
        raise


def _with_calamine(
    path: Path, kind: str, names: Sequence[str] | None, broken: Mapping[str, BrokenCells]
) -> Workbook:
    with _damage_refused():
        # From bytes, because from a path it believes the ending of the name.
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    if names is None:
        visible = python_calamine.SheetVisibleEnum.Visible
        names = [sheet.name for sheet in book.sheets_metadata if sheet.visible == visible]
    return Workbook(
        kind, [partial(_calamine_sheet, book, name, broken.get(name, {})) for name in names]
    )


def _calamine_sheet(
    book: python_calamine.CalamineWorkbook, name: str, broken: BrokenCells
) -> Sheet:
    with _damage_refused():
        sheet = book.get_sheet_by_name(name)
    start = sheet.start
    return Sheet(
        name=name,
        height=sheet.height + (start[0] if start else 0),
        rows=sheet.iter_rows,
        first_column=start[1] if start else 0,
        broken=broken,
    )


def _open_text(data: bytes, start: bytes, filename: str) -> Workbook:
    if b"\0" in start and not start.startswith(UTF16_MARKS):
        raise not_a_roster(f"无法识别“{filename}”的格式。")
    head = decode(data).lstrip()[:4096].lower() if b"<" in start else ""
    if "urn:schemas-microsoft-com:office:spreadsheet" in head and "<workbook" in head:
        sheets = read_spreadsheet_xml(decode(data))
        return Workbook("spreadsheet_xml", [_ready(name, rows) for name, rows in sheets])
    if re.match(r"<(!doctype html|html|head|meta|table|body|style|!--)", head):
        tables = read_html(decode(data))
        return Workbook(
            "html", [_ready(f"表格{n}", rows) for n, rows in enumerate(tables, start=1)]
        )
    if head.startswith("<"):
        raise not_a_roster(f"“{filename}”不是电子表格。")
    return Workbook("csv", [_ready(Path(filename).stem or "CSV", read_csv(data))])


def _ready(name: str, rows: Sequence[Sequence[object]]) -> Callable[[], Sheet]:
    return lambda: sheet_of_rows(name, rows)
