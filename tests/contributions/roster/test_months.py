"""Months as agents write them, and registers as 成都 and 毕节 give them out."""

from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from anju.contributions.roster.cells import Wrong, read_month
from anju.ground.calendar import Month

JANUARY = Month(2025, 1)


@pytest.mark.parametrize(
    "cell",
    [
        "202501", 202501, 202501.0, "2025-01", "2025-1", "2025/01", "2025.01", "2025年1月",
        "2025年01月", "２０２５年１月", " 2025 年 1 月 ", "20250101",
        "2025-01-15", "2025年1月15日",
        date(2025, 1, 31), datetime(2025, 1, 1), "2025-01-01 00:00:00",
    ],
)  # fmt: skip
def test_a_month_in_every_habit_is_the_same_month(cell: object) -> None:
    assert read_month(cell, "生效年月") == JANUARY


@pytest.mark.parametrize(
    "cell", ["2025", "25年1月", "2025-13", "202513", 2025.1, "下月", "1月"]
)
def test_what_may_be_two_months_or_none_is_not_guessed(cell: object) -> None:
    wrong = read_month(cell, "生效年月")
    assert isinstance(wrong, Wrong)
    assert "202501" in wrong.sentence


@pytest.mark.parametrize("cell", ["", None, "-", "无"])
def test_no_month_is_no_fault(cell: object) -> None:
    assert read_month(cell, "生效年月") is None


def test_a_register_as_chengdu_gives_it_out_is_read_past_its_notes_and_example(
    tmp_path: Path, read, people
) -> None:
    path = tmp_path / "缴存基数调整清册.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        page = workbook.add_worksheet("清册")
        red = workbook.add_format({"font_color": "red"})
        page.merge_range("A1:G1", "住房公积金缴存基数调整清册", red)
        page.merge_range("A2:G2", "填表说明：执行时间按 yyyymm 填写", red)
        page.merge_range("D3:E3", "缴存基数")
        for column, text in (
            (0, "序号"),
            (1, "个人客户号"),
            (2, "职工姓名"),
            (5, "执行时间"),
            (6, "备注"),
        ):
            page.merge_range(2, column, 3, column, text)
        page.write_row("D4", ["调整前", "调整后"])
        page.write_row("A5", ["例", "123456789012", "张三", 4000, 5000, "202501", "例"])
        page.write_row("A6", [1, "411500000001", people[0].name, 4000, 5000.5, "202611", ""])
        page.write_row("A8", ["合计", "", "1人", 4000, 5000.5])
        page.data_validation("A6:A65536", {"validate": "list", "source": ["1", "2"]})
    roster = read(path)
    (row,) = roster.rows
    assert (row.number, row.account_number, row.base_fen) == (6, "411500000001", 500_050)
    assert (row.month, row.faults) == (Month(2026, 11), ())


def test_a_register_as_bijie_gives_it_out_is_read_by_its_new_base(write_rows, read) -> None:
    head = [
        *(
            "序号",
            "个人账号",
            "姓名",
            "证件号码",
            "月缴存额",
            "调整前缴存基数",
            "调整后缴存基数",
        ),
        *("单位月缴存额", "个人月缴存额", "单位账号", "生效年月", "单位名称"),
    ]
    line = [
        *(1, "5224000001", " 王 芳", "110101199003070134", 1000, 4000, 5000, 500, 500),
        *("5224", "2026年11月", "金海湖公司"),
    ]
    (row,) = read(write_rows([head, line], "xls")).rows
    assert (row.name, row.base_fen, row.monthly_fen) == ("王芳", 500_000, 100_000)
    assert (row.account_number, row.month) == ("5224000001", Month(2026, 11))
