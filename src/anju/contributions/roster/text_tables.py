"""CSV in whatever encoding the agent's Excel wrote it."""

import csv
import io

from anju.contributions.roster.faults import RosterUnreadable

FIELD_MOST_CHARACTERS = 32_767  # what one Excel cell can hold
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def decode(data: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16 by its mark, plain UTF-8, else GB 18030 (GBK).

    Raises RosterUnreadable when it is none of them.
    """
    try:
        if data.startswith(UTF16_MARKS):
            return data.decode("utf-16")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode_gbk(data)


def _decode_gbk(data: bytes) -> str:
    # Most Chinese Excels write GBK without saying so.
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise RosterUnreadable(
            "文件的文字编码无法识别。请用 Excel 或 WPS 打开，另存为 .xlsx 后重新上传。",
            reason="encoding",
        ) from error


def read_csv(data: bytes) -> list[list[str]]:
    """All lines of a CSV, split by the separator its first lines use most."""
    text = decode(data)
    if "\0" in text:
        raise RosterUnreadable(
            "无法识别文件格式。请上传 .xlsx、.xls 或 .csv 格式的名单。", reason="unknown_format"
        )
    start = text[:4096]
    separator = max(",\t;，", key=start.count)
    try:
        return _in_physical_lines(text, separator)
    except csv.Error as error:
        raise RosterUnreadable(
            "CSV 文件里有过长或不完整的单元格，无法读取。请另存为 .xlsx 后重新上传。",
            reason="damaged",
        ) from error


def _in_physical_lines(text: str, separator: str) -> list[list[str]]:
    """One list a row as Excel numbers rows: a quoted line break does not start a new one."""
    csv.field_size_limit(FIELD_MOST_CHARACTERS)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
