"""Any roster that holds a name and an identity number is read, whatever it looks like."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anju.batch.town.rosters import (
    BREAKS,
    spoil,
    write_awkward_roster,
    write_csv_roster,
    write_xls_roster,
    write_xlsx_roster,
)
from anju.contributions.roster.faults import RosterUnreadable
from anju.contributions.roster.read import read_roster

WRITERS = {
    "xlsx": write_xlsx_roster,
    "xls": write_xls_roster,
    "csv": write_csv_roster,
    "awkward": write_awkward_roster,
}
KNOWN_BASES = [500_000 + place * 137 for place in range(40)]


@pytest.mark.parametrize("kind", WRITERS)
def test_the_same_people_come_out_of_every_kind_of_file(kind, people, read, tmp_path):
    roster = read(WRITERS[kind](tmp_path / f"名单.{kind}", people))
    assert roster.faulty == {}
    assert [row.base_fen for row in roster.rows] == KNOWN_BASES
    assert [row.identity_number for row in roster.rows] == [p.identity_number for p in people]
    assert [row.name for row in roster.rows] == [p.name for p in people]
    assert [row.mobile for row in roster.rows] == [p.mobile for p in people]
    assert {(str(row.employer_ratio), str(row.own_ratio)) for row in roster.rows} == {
        ("0.12", "0.08")
    }
    assert (roster.heads, roster.total_base_fen) == (40, sum(KNOWN_BASES))


@pytest.mark.parametrize("kind", WRITERS)
def test_thirteen_broken_lines_have_a_fault_each_and_no_other_line_has_one(
    kind, people, read, tmp_path
):
    roster = read(WRITERS[kind](tmp_path / f"名单.{kind}", spoil(people)))
    assert [bool(row.faults) for row in roster.rows] == [True] * len(BREAKS) + [False] * 27
    assert len(BREAKS) == 13
    assert all(len(row.faults) == 1 for row in roster.rows[:13])


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(order=st.permutations(range(8)), extra=st.integers(0, 8))
def test_columns_may_stand_in_any_order_with_strange_ones_between(
    order, extra, people, write_rows, read
):
    headings = [
        "姓名",
        "身份证号码",
        "手机号码",
        "缴存基数",
        "单位比例",
        "个人比例",
        "个人账号",
        "状态",
    ]
    shuffled = [[row[column] for column in order] for row in (headings, *people[:3])]
    for place, row in enumerate(shuffled):
        row.insert(extra, "工号" if place == 0 else f"A{place:03d}")
    roster = read(write_rows(shuffled))
    assert roster.faulty == {}
    assert [row.base_fen for row in roster.rows] == KNOWN_BASES[:3]
    assert list(roster.unrecognised.values()) == ["工号"]


def test_titles_examples_totals_notes_and_blank_lines_are_passed_over_with_a_reason(
    people, read, tmp_path
):
    roster = read(write_awkward_roster(tmp_path / "工资表.xlsx", people))
    why = {one.row: one.why for one in roster.skipped}
    assert why == {
        1: "title", 2: "title", 3: "title", 4: "header", 5: "header", 6: "example",
        27: "total", 28: "blank", 49: "total", 50: "blank", 51: "note",
    }  # fmt: skip
    assert roster.sheet == "7月"
    assert roster.header_row == 5


def test_row_numbers_are_those_that_excel_shows(write_rows, read, wang_fang):
    rows = [[], ["", "名单"], [], ["", "姓名", "身份证号码"], ["", *wang_fang[:2]]]
    roster = read(write_rows(rows))
    assert [row.number for row in roster.rows] == [5]
    assert roster.columns == {"name": "B", "identity_number": "C"}


def test_the_sheet_with_the_most_columns_we_know_is_read_and_the_others_are_named(
    tmp_path, read, people
):
    import xlsxwriter

    path = tmp_path / "三张表.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        few = workbook.add_worksheet("通讯录")
        few.write_row(0, 0, ["姓名", "身份证号码"])
        few.write_row(1, 0, people[0][:2])
        for title, count in (("6月", 5), ("7月", 9)):
            page = workbook.add_worksheet(title)
            page.write_row(0, 0, ["姓名", "身份证号码", "手机号码", "缴存基数"])
            for row, line in enumerate(people[:count], start=1):
                page.write_row(row, 0, line[:4])
        hidden = workbook.add_worksheet("字典")
        hidden.write_row(0, 0, ["姓名", "身份证号码", "手机号码", "缴存基数", "单位比例"])
        hidden.hide()
    roster = read(path)
    assert (roster.sheet, roster.heads) == ("7月", 9)
    assert set(roster.other_sheets) == {"通讯录", "6月"}


def test_what_an_employer_taught_goes_before_the_dictionary(write_rows, read, wang_fang):
    rows = [["姓名", "身份证号码", "档案工资", "缴存基数"], [*wang_fang[:2], 6000, 5000]]
    path = write_rows(rows)
    assert read(path).rows[0].base_fen == 500_000
    taught = read(path, 档案工资="base", 缴存基数="")
    assert taught.rows[0].base_fen == 600_000


def test_payable_wages_serve_as_the_base_only_where_there_is_no_base_and_say_so(
    write_rows, read, wang_fang
):
    roster = read(write_rows([["姓名", "身份证号码", "应发工资"], [*wang_fang[:2], 6000]]))
    assert roster.rows[0].base_fen == 600_000
    assert "应发工资" in roster.doubts[0]
    both = [["姓名", "身份证号码", "应发工资", "公积金基数"], [*wang_fang[:2], 6000, 5000]]
    assert read(write_rows(both)).rows[0].base_fen == 500_000


def test_both_halves_of_the_monthly_amount_are_added_and_must_agree_with_the_whole(
    write_rows, read, people
):
    headings = ["姓名", "身份证号码", "单位月缴存额", "个人月缴存额", "月缴存额合计"]
    good, bad = [*people[0][:2], 600, 400, ""], [*people[1][:2], 600, 400, 1001]
    roster = read(write_rows([headings, good, bad]))
    assert [row.monthly_fen for row in roster.rows] == [100_000, 100_000]
    assert [fault.code for fault in roster.rows[1].faults] == ["monthly_disagrees"]


def test_progress_reaches_the_end(people, tmp_path, read):
    told: list[tuple[int, int]] = []
    path = write_xlsx_roster(tmp_path / "名单.xlsx", people)
    read_roster(
        path,
        filename="名单.xlsx",
        today=__import__("datetime").date(2026, 11, 21),
        progress=lambda done, of: told.append((done, of)),
    )
    assert told[-1] == (41, 41)


def test_a_file_without_a_header_is_told_what_was_looked_for_and_what_was_seen(
    write_rows, read
):
    with pytest.raises(RosterUnreadable, match="“姓名”和“身份证号码”") as caught:
        read(write_rows([["工号", "部门", "工资"], ["A1", "织造", 100]]))
    assert "工号、部门、工资" in caught.value.sentence
    assert caught.value.detail["reason"] == "no_header"


def test_a_header_without_people_is_refused_with_its_place(write_rows, read):
    with pytest.raises(RosterUnreadable, match="第 1 行找到了表头") as caught:
        read(write_rows([["姓名", "身份证号码", "缴存基数"], [], ["合计", "", 0]]))
    assert caught.value.detail["reason"] == "no_people"


def test_exactly_100000_people_are_read_and_one_more_is_refused(tmp_path: Path, read):
    line = "王芳,110101199003070134,5000\n"
    path = tmp_path / "大.csv"
    path.write_text("姓名,身份证号码,缴存基数\n" + line * 100_000, encoding="utf-8")
    assert read(path).heads == 100_000
    path.write_text("姓名,身份证号码,缴存基数\n" + line * 100_001, encoding="utf-8")
    with pytest.raises(RosterUnreadable, match="100,000") as caught:
        read(path)
    assert caught.value.detail["reason"] == "too_many_rows"
