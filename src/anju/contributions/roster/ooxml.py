"""The inside of an .xlsx before anybody unfolds it: bombs, spread-out cells, broken cells."""

import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from posixpath import join, normpath
from typing import BinaryIO
from xml.etree import ElementTree
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from anju.contributions.roster.faults import RosterUnreadable
from anju.contributions.roster.sheet_xml import SheetInspection

ENTRIES_MOST = 2_000
UNPACKED_MOST_BYTES = 256 * 1024 * 1024
RATIO_MOST = 100
RATIO_FREE_BYTES = 32 * 1024 * 1024  # small files may be as repetitive as they like
SMALL_PART_MOST_BYTES = 4 * 1024 * 1024
CHUNK_BYTES = 256 * 1024

# RuntimeError and ValueError: versions, methods and encodings that nobody has.
DAMAGE = (
    BadZipFile,
    zlib.error,
    EOFError,
    ElementTree.ParseError,
    LookupError,
    RuntimeError,
    ValueError,
)
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def inspect_ooxml(path: Path) -> dict[str, SheetInspection]:
    """Unpack every part once, counting, and return what was seen of each sheet, by its name.

    Declared sizes are not believed: each part must come out as long as it says.
    Raises RosterUnreadable for a bomb, a password, a document that is not a workbook, a
    document type declaration, and cells spread over a rectangle too large.
    """
    try:
        with ZipFile(path) as package, path.open("rb") as raw:
            entries = _checked_entries(package)
            names = sheet_parts(package)
            parts = {
                name: _inspect_part(raw, info, is_sheet=name in names.values())
                for name, info in entries.items()
                if name.endswith((".xml", ".rels")) or name in names.values()
            }
    except DAMAGE as error:
        raise damaged() from error
    return {name: parts[part] for name, part in names.items() if part in parts}


def damaged() -> RosterUnreadable:
    """What is said of a workbook that breaks while it is being read."""
    return RosterUnreadable(
        "文件已损坏，无法读取。请用 Excel 或 WPS 打开检查，另存为 .xlsx 后重新上传。",
        reason="damaged",
    )


def sheet_parts(package: ZipFile) -> dict[str, str]:
    """The part that holds each visible sheet, by the sheet's name, in the workbook's order."""
    relations = _small_xml(package, "xl/_rels/workbook.xml.rels")
    targets = {
        one.get("Id"): normpath(join("/xl", one.get("Target", ""))).lstrip("/")
        for one in relations
    }
    book = _small_xml(package, "xl/workbook.xml")
    return {
        one.get("name", ""): targets.get(one.get(RELATION) or one.get(STRICT_RELATION), "")
        for one in book.iterfind(".//{*}sheets/{*}sheet")
        if one.get("state", "visible") == "visible"
    }


def refuse_document_type(start: bytes) -> None:
    """No spreadsheet needs a DTD, and entities are declared nowhere else."""
    if re.search(rb"<\0?!\0?D\0?O\0?C", start, re.IGNORECASE):
        raise RosterUnreadable(
            "文件内含外部引用声明，为安全起见没有读取。请用 Excel 或 WPS 另存后再上传。",
            reason="document_type",
        )


def _small_xml(package: ZipFile, name: str) -> ElementTree.Element:
    text = package.read(name)
    refuse_document_type(text)
    return ElementTree.fromstring(text)


def _checked_entries(package: ZipFile) -> dict[str, ZipInfo]:
    entries = {info.filename: info for info in package.infolist()}
    unpacked = sum(info.file_size for info in entries.values())
    if len(package.infolist()) > ENTRIES_MOST or unpacked > UNPACKED_MOST_BYTES:
        raise _bomb()
    if any(info.header_offset < 0 for info in entries.values()):
        raise BadZipFile("a part lies before the file")
    if any(info.flag_bits & 1 for info in entries.values()):
        raise RosterUnreadable(
            "文件设有打开密码，系统无法读取。请取消密码后另存，再上传。", reason="password"
        )
    if "xl/workbook.xml" not in entries:
        raise _not_a_workbook(entries)
    small = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
    if any(entries[name].file_size > SMALL_PART_MOST_BYTES for name in small):
        raise _bomb()
    return entries


def _not_a_workbook(entries: dict[str, ZipInfo]) -> RosterUnreadable:
    if "word/document.xml" in entries:
        what = "这是 Word 文档，不是电子表格。"
    elif "xl/workbook.bin" in entries:
        what = "这是 Excel 二进制工作簿（.xlsb）。"
    elif "content.xml" in entries:
        what = "这是 OpenDocument 表格（.ods）。"
    else:
        what = "这是压缩包，不是电子表格。"
    return RosterUnreadable(
        f"{what}请另存为 .xlsx、.xls 或 .csv 后重新上传。", reason="not_a_roster"
    )


def _bomb() -> RosterUnreadable:
    return RosterUnreadable(
        "文件解压后的内容过大，为安全起见没有读取。请把名单复制到新的工作簿，另存后再上传。",
        reason="bomb",
    )


def _inspect_part(raw: BinaryIO, info: ZipInfo, *, is_sheet: bool) -> SheetInspection:
    inspection = SheetInspection(is_sheet=is_sheet)
    unpacked = 0
    for chunk in unpack(raw, info):
        if not unpacked:
            refuse_document_type(chunk[:4096])
        unpacked += len(chunk)
        if unpacked > RATIO_FREE_BYTES and unpacked > RATIO_MOST * info.compress_size:
            raise _bomb()
        if unpacked > info.file_size:
            break
        inspection.feed(chunk)
    if unpacked != info.file_size:
        raise BadZipFile("a part is not as long as it says")
    inspection.close()
    return inspection


def unpack(raw: BinaryIO, info: ZipInfo) -> Iterator[bytes]:
    """The bytes of one part in chunks, as they truly come out, whatever the directory says."""
    raw.seek(info.header_offset)
    header = raw.read(30)
    if header[:4] != b"PK\3\4":
        raise BadZipFile("no local header")
    skip = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    raw.seek(skip, 1)
    left = info.compress_size
    if info.compress_type not in (ZIP_DEFLATED, ZIP_STORED):
        raise BadZipFile("unknown compression")
    inflate = zlib.decompressobj(-15) if info.compress_type == ZIP_DEFLATED else None
    while left > 0:
        packed = raw.read(min(CHUNK_BYTES, left))
        if not packed:
            raise BadZipFile("the file ends too early")
        left -= len(packed)
        if inflate is None:
            yield packed
            continue
        while packed:
            yield inflate.decompress(packed, CHUNK_BYTES * 4)
            packed = inflate.unconsumed_tail
    if inflate is not None:
        yield inflate.flush()
