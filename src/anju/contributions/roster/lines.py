"""Which lines under the header are people, and which are totals, examples and notes."""

import re

from anju.contributions.roster.cells import BLANKS, cell_text
from anju.contributions.roster.header import Header
from anju.contributions.roster.header_words import plain_heading, recognise
from anju.contributions.roster.workbook import Broken, Row

EXAMPLE_WITHIN_ROWS = 10
_EXAMPLE = re.compile(
    r"示例|样例|范例|填写说明|填表说明|^例[:：)）.、]|[(（]例[)）]|^例如|^例$"
)
_TOTAL = re.compile(r"^.{0,8}(合计|总计|小计|共计|总人数|累计)|^共\d+人|^(合|总)计?$")
_NOTE = re.compile(
    r"^(注|备注|说明|附注|提示|填表|制表|审核|复核|经办|负责人|单位|日期|联系|打印|填报|盖章|签"
    r"|温馨|\*|※)"
)
_HAN_NAME = re.compile(r"[\u3400-\u9fff·]{2,6}")


def why_not_a_person(row: Row, header: Header, *, near_header: bool) -> str | None:
    """Why this line is passed over (blank, example, total, header, note), or None for a person.

    A line with an identity number or an account is a person, unless it says it is an example.
    """
    texts = {column: text for column, cell in enumerate(row) if (text := cell_text(cell))}
    ours = {column for column in header.columns.values() if _filled(row, column)}
    if not ours:
        return "note" if any(_NOTE.match(text) for text in texts.values()) else "blank"
    columns = header.columns
    said = [next(iter(texts.values()), "")] + [
        texts.get(columns[field], "")
        for field in ("name", "remark", "status")
        if field in columns
    ]
    if (near_header or said[1][:1] in ("示", "例")) and any(map(_EXAMPLE.search, said)):
        return "example"
    if _repeats_header(texts, columns["name"]):
        return "header"
    if any(columns.get(field) in ours for field in ("identity_number", "account_number")):
        return None
    return _without_a_number(texts, said, in_name=texts.get(columns["name"], ""))


def _without_a_number(texts: dict[int, str], said: list[str], *, in_name: str) -> str | None:
    squeezed = ["".join(text.split()) for text in list(texts.values())[:3] + said[1:2]]
    if any(map(_TOTAL.match, squeezed)):
        return "total"
    if any(map(_NOTE.match, squeezed)):
        return "note"
    if len(texts) == 1 and not _HAN_NAME.fullmatch(in_name):
        return "note"
    return None


def _repeats_header(texts: dict[int, str], name_column: int) -> bool:
    found = recognise(plain_heading(texts.get(name_column, "")), {})
    return found is not None and found[0] == "name"


def _filled(row: Row, column: int) -> bool:
    cell = row[column] if column < len(row) else ""
    return isinstance(cell, Broken) or cell_text(cell) not in BLANKS
