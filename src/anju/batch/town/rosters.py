"""Payroll rosters as agents really send them: tidy ones, awkward ones, and broken lines."""

import csv
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter
import xlwt

HEADINGS = (
    "姓名", "身份证号码", "手机号码", "缴存基数", "单位比例", "个人比例", "个人账号", "状态",
)  # fmt: skip
AWKWARD_ORDER = (3, 5, 4, 1, 7, 0, 2, 6)
XLS_ROWS_MOST = 65_536


class RosterLine(NamedTuple):
    """One line as it stands in the file; a number is written as a number, a text as a text."""

    name: str
    identity_number: str | int
    mobile: str
    base: Decimal | str
    employer_ratio: Decimal | str
    own_ratio: Decimal | str
    account_number: str = ""
    status: str = "在职"


def roster_line(
    *,
    name: str,
    identity_number: str,
    mobile: str,
    base_fen: int,
    ratios: tuple[Decimal, Decimal],
    account_number: str = "",
) -> RosterLine:
    """A good line: the base in yuan, `ratios` (employer's, own) as percent texts."""
    employer_ratio, own_ratio = (f"{(ratio * 100).normalize():f}%" for ratio in ratios)
    return RosterLine(
        name,
        identity_number,
        mobile,
        Decimal(base_fen) / 100,
        employer_ratio,
        own_ratio,
        account_number,
    )


def write_xlsx_roster(path: Path, lines: Iterable[RosterLine]) -> Path:
    """A tidy .xlsx: header in the first row, one person a row."""
    workbook = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    page = workbook.add_worksheet("职工名单")
    page.set_column(0, len(HEADINGS), 20)
    page.write_row(0, 0, HEADINGS, workbook.add_format({"bold": True}))
    for row, line in enumerate(lines, start=1):
        _write_row(page, row, line)
    workbook.close()
    return path


def write_xls_roster(path: Path, lines: Sequence[RosterLine]) -> Path:
    """The same as an old .xls, which ends at 65,536 rows; raises ValueError beyond."""
    if len(lines) >= XLS_ROWS_MOST:
        raise ValueError("an .xls has 65,536 rows and no more")
    workbook = xlwt.Workbook(encoding="utf-8")
    page = workbook.add_sheet("职工名单")
    for row, cells in enumerate([HEADINGS, *lines]):
        for column, cell in enumerate(cells):
            page.write(row, column, cell)
    workbook.save(str(path))
    return path


def write_csv_roster(path: Path, lines: Iterable[RosterLine]) -> Path:
    """The same as a CSV in GBK, as Excel in China saves it."""
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows(lines)
    return path


def write_awkward_roster(path: Path, lines: Sequence[RosterLine]) -> Path:
    """An .xlsx as it comes from a busy office, with the same people in it.

    A title over merged cells, a header of two lines in another order, an example, spaces in
    names, full-width digits, a subtotal and a total, the signature line, and a second sheet.
    """
    workbook = xlsxwriter.Workbook(str(path))
    workbook.add_worksheet("填写说明").write_string(
        "A1", "请按职工名单填写，姓名以身份证为准。"
    )
    page = workbook.add_worksheet("7月")
    title = workbook.add_format({"bold": True, "align": "center", "font_size": 16})
    page.merge_range(0, 0, 1, 8, "2026 年 7 月职工工资及住房公积金缴存名单", title)
    page.write_string(2, 0, "单位：元")
    _write_two_line_header(page, workbook.add_format({"bold": True, "border": 1}))
    page.write_row(5, 0, ["示例", "8000", "12%", "12%", "330203…", "在职", "张三"])
    row, half = 6, len(lines) // 2
    for place, line in enumerate(lines):
        if place == half and half:
            page.write_row(row, 0, ["本页小计", _total(lines[:half])])
            row += 2
        page.write_number(row, 0, place + 1)
        _write_row(page, row, [_dressed(line)[column] for column in AWKWARD_ORDER], first=1)
        row += 1
    page.write_row(row, 0, ["合 计", _total(lines)])
    page.write_string(row + 2, 0, "制表人：王会计　　复核：李主管　　2026 年 7 月 10 日")
    workbook.close()
    return path


def _write_two_line_header(page: Any, look: Any) -> None:
    page.write_row(
        3, 0, ["序号", "缴存基数（元）", "缴存比例", "", "身份证号码*", "状态", "姓 名"], look
    )
    page.write_row(3, 7, ["联系电话", "公积金 账号"], look)
    page.merge_range(3, 2, 3, 3, "缴存比例", look)
    page.write_row(4, 2, ["个人", "单位"], look)


def _dressed(line: RosterLine) -> RosterLine:
    """The same person, typed by somebody in a hurry."""
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    spaced = " ".join(line.name) if len(line.name) == 2 else line.name
    return line._replace(name=spaced, mobile=f" {line.mobile.translate(wide)}")


def _total(lines: Iterable[RosterLine]) -> Decimal:
    return sum((line.base for line in lines if isinstance(line.base, Decimal)), Decimal())


def _write_row(page: Any, row: int, cells: Iterable[object], first: int = 0) -> None:
    for column, cell in enumerate(cells, start=first):
        if isinstance(cell, str):
            page.write_string(row, column, cell)
        else:
            page.write_number(row, column, cell)


def spoil(lines: Sequence[RosterLine]) -> list[RosterLine]:
    """Break as many of the first lines as there are ways to break one (thirteen)."""
    broken = [break_it(line) for break_it, line in zip(BREAKS, lines, strict=False)]
    return [*broken, *lines[len(broken) :]]


def _with_wrong_check_digit(line: RosterLine) -> RosterLine:
    number = str(line.identity_number)
    return line._replace(identity_number=number[:17] + ("1" if number[17] != "1" else "2"))


def _with_birth(line: RosterLine, birth: str) -> RosterLine:
    number = str(line.identity_number)
    return line._replace(identity_number=number[:6] + birth + number[14:])


BREAKS: tuple[Callable[[RosterLine], RosterLine], ...] = (
    lambda line: line._replace(identity_number=int(str(line.identity_number)[:15] + "000")),
    lambda line: line._replace(identity_number=f"{str(line.identity_number)[0]}.30203E+17"),
    _with_wrong_check_digit,
    lambda line: line._replace(identity_number=str(line.identity_number)[:17]),
    lambda line: _with_birth(line, "19900230"),
    lambda line: line._replace(identity_number=""),
    lambda line: line._replace(base="-1"),
    lambda line: line._replace(base="0"),
    lambda line: line._replace(base="0.001"),
    lambda line: line._replace(base="1e3"),
    lambda line: line._replace(base="9" * 20),
    lambda line: line._replace(name=f"{line.name}2"),
    lambda line: line._replace(mobile=line.mobile[:10]),
)
