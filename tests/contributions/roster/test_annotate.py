"""The agent gets his own workbook back: reasons beside the red rows, all else as it was."""

import zipfile
from datetime import date

import openpyxl
import pytest
import xlsxwriter

from anju.batch.town.rosters import (
    spoil,
    write_awkward_roster,
    write_csv_roster,
    write_xls_roster,
    write_xlsx_roster,
)
from anju.contributions.roster.annotate import annotate_roster
from anju.contributions.roster.mistakes import Mistake, together

RED = "FFFFC7CE"
WRITERS = {
    "xlsx": write_xlsx_roster,
    "xls": write_xls_roster,
    "csv": write_csv_roster,
    "awkward": write_awkward_roster,
}


def told(faulty):
    """Each sentence as a mistake of its row."""
    return {
        row: [Mistake(sentence, "请改正。") for sentence in said]
        for row, said in faulty.items()
    }


def reasons_and_reds(path, roster):
    page = openpyxl.load_workbook(path)[roster.sheet]
    header = [cell.value for cell in page[roster.header_row]]
    column = header.index("错误原因")
    reasons, reds = {}, set()
    for row in page.iter_rows(min_row=roster.header_row + 1):
        if len(row) > column and row[column].value:
            reasons[row[0].row] = row[column].value
        if all(cell.fill.fgColor.rgb == RED for cell in row[: column + 1] if cell.value):
            reds |= {row[0].row} if any(cell.value for cell in row) else set()
    return reasons, reds


@pytest.mark.parametrize("kind", WRITERS)
def test_bad_rows_come_back_red_with_their_reasons_and_nothing_else_does(
    kind, people, read, tmp_path
):
    path = WRITERS[kind](tmp_path / f"名单.{kind}", spoil(people))
    before = read(path)
    out = annotate_roster(
        path, filename=path.name, mistakes=told(before.faulty), out=tmp_path / "错误.xlsx"
    )
    reasons, reds = reasons_and_reds(out, before)
    assert reasons == {row: together(said)[0] for row, said in told(before.faulty).items()}
    assert reds == set(before.faulty)
    after = read(out)
    assert after.faulty == before.faulty
    assert after.columns == before.columns
    assert [row[1:-1] for row in after.rows] == [row[1:-1] for row in before.rows]


@pytest.mark.parametrize("kind", WRITERS)
def test_a_second_round_uses_the_same_column_and_clears_what_was_mended(
    kind, people, read, tmp_path
):
    path = WRITERS[kind](tmp_path / f"名单.{kind}", spoil(people))
    first = read(path)
    once = annotate_roster(
        path, filename=path.name, mistakes=told(first.faulty), out=tmp_path / "一.xlsx"
    )
    left = dict(list(first.faulty.items())[:2])
    twice = annotate_roster(
        once, filename="一.xlsx", mistakes=told(left), out=tmp_path / "二.xlsx"
    )
    reasons, reds = reasons_and_reds(twice, first)
    assert set(reasons) == reds == set(left)
    header = [
        cell.value for cell in openpyxl.load_workbook(twice)[first.sheet][first.header_row]
    ]
    assert header.count("错误原因") == 1


def test_formats_formulas_other_sheets_and_widths_stay_as_they_were(tmp_path, people):
    path, out = tmp_path / "名单.xlsx", tmp_path / "错误.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        day = workbook.add_format({"num_format": "yyyy-mm-dd", "bold": True})
        page = workbook.add_worksheet("名单")
        page.set_column(0, 3, 25)
        page.write_row(0, 0, ["姓名", "身份证号码", "入职", "缴存基数"])
        page.write_row(1, 0, people[0][:2])
        page.write_datetime(1, 2, date(2020, 1, 2), day)
        page.write_formula(1, 3, "=4000+1000", None, 5000)
        page.write_row(2, 0, people[1][:2])
        page.data_validation("D2:D9", {"validate": "decimal", "criteria": ">", "value": 0})
        workbook.add_worksheet("部门").write("A1", "织造")
    annotate_roster(path, filename="名单.xlsx", mistakes=told({2: ["<B2> & “坏”"]}), out=out)
    book = openpyxl.load_workbook(out)
    page = book["名单"]
    assert page["D2"].value == "=4000+1000"
    assert (page["C2"].number_format, page["C2"].font.bold) == ("yyyy-mm-dd", True)
    assert page["C2"].fill.fgColor.rgb == RED
    assert page["E2"].value == "<B2> & “坏”"
    assert page["A3"].fill.fgColor.rgb != RED
    assert page.column_dimensions["A"].width == pytest.approx(25, abs=1)
    assert page.data_validations.dataValidation
    assert book["部门"]["A1"].value == "织造"
    with zipfile.ZipFile(out) as package:
        assert package.testzip() is None


def test_a_text_that_begins_like_a_formula_stays_a_text(write_rows, tmp_path, wang_fang):
    rows = [["姓名", "身份证号码", "备注"], [*wang_fang[:2], "=1+1"]]
    path = write_rows(rows, "csv")
    out = annotate_roster(
        path,
        filename=path.name,
        mistakes=told({2: ["=HYPERLINK(1)"]}),
        out=tmp_path / "错误.xlsx",
    )
    page = openpyxl.load_workbook(out).worksheets[0]
    assert (page["C2"].data_type, page["C2"].value) == ("s", "=1+1")
    assert (page["D2"].data_type, page["D2"].value) == ("s", "=HYPERLINK(1)")


def test_a_workbook_written_in_a_strange_way_comes_back_with_the_same_cells(
    read, tmp_path, people
):
    path = write_xlsx_roster(tmp_path / "名单.xlsx", people)
    strange = tmp_path / "前缀.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(strange, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "xl/worksheets/sheet1.xml":
                content = content.replace(b"<c r=", b"<c  r=")
            new.writestr(info.filename, content)
    out = annotate_roster(
        strange, filename="前缀.xlsx", mistakes=told({3: ["B3 坏"]}), out=tmp_path / "错误.xlsx"
    )
    assert read(out).heads == 40
    reasons, reds = reasons_and_reds(out, read(strange))
    assert reasons == {3: "B3 坏"}
    assert reds == {3}
