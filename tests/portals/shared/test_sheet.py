"""Workbooks of lists: what stands in their cells, read back by two readers."""

import io
from collections.abc import Sequence
from decimal import Decimal

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from anju.portals.shared.lists.sheet import Cell, Column, sheet

COLUMNS = (Column("账号", 20), Column("金额", 14), Column("说明", 30))


def book(*rows: Sequence[Cell]) -> bytes:
    return sheet("名单", COLUMNS, rows, filename="list.xlsx").content


def test_both_readers_find_the_heading_every_row_and_its_types() -> None:
    rows = [
        (f"0230{order:012d}", Decimal("1440.05"), f"第 {order} 行") for order in range(4_500)
    ]
    made = book(*rows)
    page = openpyxl.load_workbook(io.BytesIO(made), read_only=True)["名单"]
    read = list(page.iter_rows(values_only=True))
    assert read[0] == ("账号", "金额", "说明")
    assert len(read) == 4_501
    assert read[4_500] == ("0230000000004499", 1440.05, "第 4499 行")
    other = CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_index(0).to_python()
    assert other[4_500] == ["0230000000004499", 1440.05, "第 4499 行"]


@pytest.mark.parametrize(
    "text",
    ["=1+1", "<b>&amp;</b>", "  前后有空格 ", "两\n行", "𠮷野", '"引号"', "http://a.cn", "-1"],
)
def test_words_stay_words(text: str) -> None:
    cell = openpyxl.load_workbook(io.BytesIO(book(("1", Decimal(0), text)))).active["C2"]
    assert (cell.value, cell.data_type, cell.number_format) == (text, "s", "@")


def test_what_xml_cannot_hold_is_escaped_and_a_cell_is_never_too_long() -> None:
    made = book(("1", Decimal(0), "坏\x07字"), ("2", Decimal(0), "长" * 40_000))
    page = openpyxl.load_workbook(io.BytesIO(made)).active
    assert page["C2"].value in ("坏_x0007_字", "坏\x07字")
    assert len(page["C3"].value) == 32_767


def test_amounts_are_numbers_with_two_decimals_and_the_rest_of_a_column_is_text() -> None:
    page = openpyxl.load_workbook(io.BytesIO(book(("1", Decimal("-0.10"), ""), ("2", "", "x"))))
    page = page.active
    assert (page["B2"].value, page["B2"].number_format) == (-0.1, "#,##0.00")
    assert page["B3"].value is None
    assert page["A1"].font.bold
    assert page.freeze_panes == "A2"
    assert (page.column_dimensions["A"].width > 19, page.column_dimensions["D"].width) == (
        True,
        13,
    )


def test_a_list_of_nothing_has_its_heading() -> None:
    page = openpyxl.load_workbook(io.BytesIO(book())).active
    assert [[cell.value for cell in row] for row in page.rows] == [["账号", "金额", "说明"]]
