"""Rosters for the tests: a handful of people of the silk mill, written as real files."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from anju.batch.town.rosters import RosterLine, roster_line
from anju.contributions.roster.read import Roster, read_roster
from anju.ground.invented import make_identity_number, make_mobile

TODAY = date(2026, 11, 21)
HEADINGS = ["姓名", "身份证号码", "手机号码", "缴存基数", "单位比例", "个人比例"]
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴", ("芳", "伟", "秀英", "娜", "敏", "静", "建国", "磊")

Rows = Sequence[Sequence[object]]
WriteRows = Callable[..., Path]
Read = Callable[..., Roster]


def person(place: int) -> RosterLine:
    """The silk mill's employee number `place`, always the same."""
    return roster_line(
        name=SURNAMES[place % 10] + GIVEN[place // 10 % 8],
        identity_number=make_identity_number(
            "330203", date(1975 + place % 25, 1 + place % 12, 1 + place % 28), place % 1000
        ),
        mobile=make_mobile(place),
        base_fen=500_000 + place * 137,
        ratios=(Decimal("0.12"), Decimal("0.08")),
    )


@pytest.fixture
def people() -> list[RosterLine]:
    """Forty people who are all in order."""
    return [person(place) for place in range(40)]


@pytest.fixture
def wang_fang() -> list[object]:
    """王芳's line under HEADINGS: base 5,000.00, 12 % and 8 %."""
    return [*person(0)[:3], 5000, "12%", "8%"]


@pytest.fixture
def read() -> Read:
    """Read a file on the day of these tests, under its own name."""

    def read_it(path: Path, **taught: str) -> Roster:
        return read_roster(path, filename=path.name, today=TODAY, taught=taught or None)

    return read_it


@pytest.fixture
def write_rows(tmp_path: Path) -> WriteRows:
    """Write bare rows as .xlsx, .xls or .csv; each call makes another file."""
    made: list[Path] = []

    def write(rows: Rows, kind: str = "xlsx") -> Path:
        path = tmp_path / f"roster{len(made)}.{kind}"
        made.append(path)
        {"xlsx": _write_xlsx, "xls": _write_xls, "csv": _write_csv}[kind](path, rows)
        return path

    return write


@pytest.fixture
def read_rows(write_rows: WriteRows, read: Read) -> Read:
    """Write people's lines under HEADINGS and read them again."""

    def read_them(*lines: Sequence[object], kind: str = "xlsx") -> Roster:
        return read(write_rows([HEADINGS, *lines], kind))

    return read_them


def _write_xlsx(path: Path, rows: Rows) -> None:
    with xlsxwriter.Workbook(str(path)) as workbook:
        page = workbook.add_worksheet("名单")
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    page.write_string(row, column, cell)
                else:
                    page.write(row, column, cell)


def _write_xls(path: Path, rows: Rows) -> None:
    workbook = xlwt.Workbook()
    page = workbook.add_sheet("名单")
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            page.write(row, column, cell)
    workbook.save(str(path))


def _write_csv(path: Path, rows: Rows) -> None:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    path.write_text(text.getvalue(), encoding="gb18030", newline="")
