"""The workbook goes back with what is wrong, and the failed rows alone come back put right."""

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from tests.contributions.registers.test_register import edit
from tests.contributions.uploads.conftest import content, take
from tests.people_of_the_town import TODAY, employer, identity

from anju.contributions.models import Register, RosterUpload
from anju.contributions.registers.submit_register import NotAllGood, submit_register
from anju.contributions.uploads.explain_errors import explain_errors
from anju.contributions.uploads.read_upload import SameFileAgain, read_waiting_uploads
from anju.people.models import Employer

HEAD = ["工号", "姓名", "身份证号", "手机", "缴存基数"]
DAMAGED = 411502199003070500  # what a spreadsheet makes of an identity number
Uploaded = Callable[..., RosterUpload]


def workbook(*rows: list[object]) -> bytes:
    """A payroll list with a merged title, an example and a total, in a real .xlsx."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = "11月"
    page.append(["申城纺织 11 月工资表"])
    page.merge_cells("A1:E1")
    for row in (HEAD, *rows, ["合计", None, None, None, "=SUM(E3:E9)"]):
        page.append(row)
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


WANG, LI = ["01", "王芳", identity(1), None, 6000], ["02", "李伟", identity(2), None, 6000]
LOW = ["03", "周燕", identity(50), "1390000", 1]
LOST = ["04", "吴敏", DAMAGED, None, 7000]
FIRST = workbook(WANG, LI, LOW, LOST)


def explained(upload: RosterUpload, folder: Path) -> openpyxl.Workbook:
    out = explain_errors(upload=upload, today=TODAY, out=folder / f"{upload.pk}.xlsx")
    return openpyxl.load_workbook(out)


def put_right(book: openpyxl.Workbook, *, alone: bool = True) -> bytes:
    """周燕's mobile and base and 吴敏's number, typed into the sheet of failed rows."""
    page = book["错误行"]
    page["D3"], page["E3"] = "13900000050", 7000
    page["C4"] = identity(51)
    if alone:
        del book["11月"]
    return saved(book)


def kinds(register: Register) -> dict[str, tuple[str, bool]]:
    return {line.name: (line.kind, not line.faults) for line in register.lines.all()}


@pytest.mark.rows("C-38", "X-33")
def test_all_faults_of_a_row_go_back_with_reason_way_and_a_note_at_the_cell(
    mill: Employer, uploaded: Uploaded, tmp_path: Path
) -> None:
    page = explained(uploaded(FIRST), tmp_path)["11月"]
    assert [page["F2"].value, page["G2"].value] == ["错误原因", "怎么改"]
    assert page["F3"].value is None
    assert "1. " in page["F5"].value
    assert "低于本年度下限" in page["F5"].value
    assert "请改为" in page["G5"].value
    assert "丢失" in page["F6"].value
    assert "“文本”格式" in page["G6"].value
    notes = {cell.coordinate for row in page.iter_rows() for cell in row if cell.comment}
    assert notes == {"D5", "E5", "C6"}
    assert page["C6"].fill.fgColor.rgb == "FFFFC7CE"
    assert page["E7"].value == "=SUM(E3:E9)"
    text = " ".join(str(page.cell(row, column).value) for row in (5, 6) for column in (6, 7))
    assert not any(word in text for word in ("周燕", "吴敏", identity(50), str(DAMAGED)))


def test_the_sheet_of_failed_rows_holds_them_alone_and_keeps_numbers_as_text(
    mill: Employer, uploaded: Uploaded, tmp_path: Path
) -> None:
    page = explained(uploaded(FIRST), tmp_path)["错误行"]
    assert [cell.value for cell in page[2]] == [*HEAD, "原表行号", "错误原因", "怎么改"]
    assert [row[1].value for row in page.iter_rows(min_row=3)] == ["周燕", "吴敏"]
    assert [row[5].value for row in page.iter_rows(min_row=3)] == [5, 6]
    assert (page["C4"].number_format, page["D4"].number_format) == ("@", "@")


@pytest.mark.parametrize("alone", [True, False])
def test_corrected_rows_take_the_place_of_theirs_and_nobody_is_sealed_for_missing(
    alone: bool, mill: Employer, uploaded: Uploaded, tmp_path: Path
) -> None:
    first = uploaded(FIRST)
    assert kinds(first.register) == {"周燕": ("open", False), "吴敏": ("unclear", False)}
    back = uploaded(put_right(explained(first, tmp_path), alone=alone))
    assert (back.state, back.corrects_id) == ("compared", first.pk)
    register = Register.objects.get()
    assert register.upload == first
    assert kinds(register) == {"周燕": ("open", True), "吴敏": ("open", True)}
    assert sorted(register.lines.values_list("source_row", flat=True)) == [5, 6]
    assert register.unchanged == 2


def test_the_same_rows_again_change_nothing(
    mill: Employer, uploaded: Uploaded, tmp_path: Path
) -> None:
    first = uploaded(FIRST)
    right = put_right(explained(first, tmp_path))
    uploaded(right)
    with pytest.raises(SameFileAgain):
        take(mill, right)
    book = openpyxl.load_workbook(io.BytesIO(right))
    book["错误行"]["E4"] = 7100
    uploaded(saved(book))
    register = Register.objects.get()
    assert register.lines.count() == 2
    assert register.lines.get(source_row=6).base_fen == 710_000


def test_a_workbook_whose_failed_rows_nobody_touched_is_read_as_the_whole_list(
    mill: Employer, uploaded: Uploaded, tmp_path: Path
) -> None:
    """The agent corrected the red rows in place and left the other sheet alone."""
    first = uploaded(FIRST)
    book = explained(first, tmp_path)
    page = book["11月"]
    page["D5"], page["E5"], page["C6"] = "13900000050", 7000, identity(51)
    first.register.lines.all().delete()
    again = uploaded(saved(book))
    assert (again.corrects_id, again.sheet) == (None, "11月")
    assert kinds(Register.objects.get()) == {"周燕": ("open", True), "吴敏": ("open", True)}


def test_what_is_still_wrong_is_explained_in_the_sheet_that_came_back(
    mill: Employer, uploaded: Uploaded, tmp_path: Path
) -> None:
    book = explained(uploaded(FIRST), tmp_path)
    book["错误行"]["C4"] = identity(51)
    del book["11月"]
    back = uploaded(saved(book))
    page = explained(back, tmp_path).active
    assert "低于本年度下限" in page["G3"].value
    assert page["G4"].value is None
    assert page["D3"].comment is not None


def test_failed_rows_come_back_after_the_good_ones_were_submitted(
    mill: Employer, uploaded: Uploaded, tmp_path: Path
) -> None:
    good = ["05", "郑洁", identity(52), None, 7000]
    first = uploaded(workbook(WANG, LI, LOW, LOST, good))
    book = explained(first, tmp_path)
    submit_register(edit=edit(first.register))
    uploaded(put_right(book))
    assert mill.accounts.filter(state="01").count() == 3
    draft = Register.objects.get(state="draft")
    assert kinds(draft) == {"周燕": ("open", True), "吴敏": ("open", True)}
    submit_register(edit=edit(draft))
    assert mill.accounts.filter(state="01").count() == 5


def test_a_person_sealed_as_missing_is_put_back_by_his_corrected_row(
    mill: Employer, uploaded: Uploaded, tmp_path: Path
) -> None:
    """李伟's row had another name and a broken number, so he was missing."""
    first = uploaded(workbook(WANG, ["02", "李韦", DAMAGED, None, 6000]))
    assert first.register.lines.filter(kind="seal").count() == 1
    book = explained(first, tmp_path)
    book["错误行"]["B3"], book["错误行"]["C3"] = "李伟", identity(2)
    del book["11月"]
    uploaded(saved(book))
    register = Register.objects.get()
    assert not register.lines.exists()
    assert register.unchanged == 2


def test_failed_rows_of_another_employer_are_refused(
    mill: Employer, uploaded: Uploaded, tmp_path: Path
) -> None:
    right = put_right(explained(uploaded(FIRST), tmp_path))
    tea = take(employer("浉河茶业有限公司", seq=2), right)
    read_waiting_uploads(today=TODAY)
    tea.refresh_from_db()
    assert tea.state == "unreadable"
    assert "不是本单位" in tea.refusal
    assert not Register.objects.filter(employer=tea.employer, lines__isnull=False).exists()


def test_a_row_added_to_the_failed_ones_is_somebody_new(
    mill: Employer, uploaded: Uploaded, tmp_path: Path
) -> None:
    book = explained(uploaded(FIRST), tmp_path)
    book["错误行"].append(["09", "冯刚", identity(60), None, 7000])
    uploaded(put_right(book))
    line = Register.objects.get().lines.get(name="冯刚")
    assert (line.kind, line.source_row, line.faults) == ("open", None, [])


def test_all_or_nothing_lets_nothing_through_while_a_row_is_wrong(
    mill: Employer, uploaded: Uploaded, tmp_path: Path
) -> None:
    first = uploaded(workbook(WANG, LI, LOW, ["05", "郑洁", identity(52), None, 7000]))
    with pytest.raises(NotAllGood, match="还有 1 项"):
        submit_register(edit=edit(first.register), whole=True)
    assert mill.accounts.count() == 2
    submit_register(edit=edit(first.register))
    assert mill.accounts.count() == 3


@pytest.mark.parametrize("suffix", ["csv", "xls"])
def test_other_kinds_come_back_as_a_workbook_whose_failed_rows_are_known(
    suffix: str, mill: Employer, uploaded: Uploaded, tmp_path: Path
) -> None:
    import xlwt

    rows = [HEAD, WANG, LI, LOW]
    if suffix == "csv":
        what = content(*[[str(c or "") for c in r] for r in rows[1:]], head=HEAD)
    else:
        old = xlwt.Workbook()
        page = old.add_sheet("11月")
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                page.write(row, column, cell)
        old.save(str(tmp_path / "a.xls"))
        what = (tmp_path / "a.xls").read_bytes()
    book = explained(uploaded(what), tmp_path)
    page = book.worksheets[0]
    assert page["E4"].comment is not None
    failed = book["错误行"]
    failed["D3"], failed["E3"] = "13900000050", 7000
    back = uploaded(saved(book))
    assert back.corrects_id is not None
    assert kinds(Register.objects.get()) == {"周燕": ("open", True)}
