"""Cells are read exactly or refused with their address and what to do; nothing is guessed."""

from datetime import date
from decimal import Decimal

import pytest

from anju.contributions.roster.people import RosterRow
from anju.ground.invented import make_identity_number


def only(roster) -> RosterRow:
    assert len(roster.rows) == 1
    return roster.rows[0]


def with_(line: list[object], **cells: object) -> list[object]:
    places = {"name": 0, "identity": 1, "mobile": 2, "base": 3, "employer": 4, "own": 5}
    changed = list(line)
    for field, cell in cells.items():
        changed[places[field]] = cell
    return changed


@pytest.mark.parametrize(
    ("cell", "fen"),
    [
        (5000, 500_000),
        (4999.9, 499_990),
        (0.1 + 0.2, 30),
        (8123.450000000001, 812_345),
        ("１００", 10_000),
        ("1,000", 100_000),
        ("￥12,345.60元", 1_234_560),
        (" 5 000.00 ", 500_000),
        ("\u30005000\xa0", 500_000),
    ],
)
def test_amounts_are_exact_whatever_their_dress(cell, fen, read_rows, wang_fang):
    row = only(read_rows(with_(wang_fang, base=cell)))
    assert (row.base_fen, row.faults) == (fen, ())


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("-1", "amount_negative"),
        (-1, "amount_negative"),
        ("0", "amount_zero"),
        (0, "amount_zero"),
        ("0.001", "amount_decimals"),
        (0.001, "amount_decimals"),
        (5000.123, "amount_decimals"),
        ("1e3", "amount_scientific"),
        ("12345678901234567890", "amount_too_long"),
        (12345678901234567890, "amount_too_long"),
        ("五千", "amount_characters"),
        (True, "amount_characters"),
        ("", "base_missing"),
        ("-", "base_missing"),
    ],
)
def test_a_bad_amount_is_refused_with_its_address(cell, code, read_rows, wang_fang):
    row = only(read_rows(with_(wang_fang, base=cell)))
    assert row.base_fen is None
    assert [(fault.code, fault.cell, fault.field) for fault in row.faults] == [
        (code, "D2", "base")
    ]
    assert row.faults[0].sentence.startswith("D2 ")


@pytest.mark.parametrize(
    "cell", ["12%", "12％", "１２%", 0.12, 12, "12", "0.12", " 12 % ", "12.00%"]
)
def test_ratios_in_every_habit_are_the_same_fraction(cell, read_rows, wang_fang):
    row = only(read_rows(with_(wang_fang, employer=cell)))
    assert (row.employer_ratio, row.faults) == (Decimal("0.12"), ())


@pytest.mark.parametrize("cell", ["百分之十二", "-5%", 120, "12%+12%", "7.00001%"])
def test_a_ratio_that_is_none_is_refused(cell, read_rows, wang_fang):
    row = only(read_rows(with_(wang_fang, own=cell)))
    assert row.own_ratio is None
    assert [fault.cell for fault in row.faults] == ["F2"]


def test_one_ratio_column_stands_for_both_sides(write_rows, read, wang_fang):
    row = only(read(write_rows([["姓名", "身份证号", "缴存比例"], [*wang_fang[:2], 0.1]])))
    assert (row.employer_ratio, row.own_ratio) == (Decimal("0.1"), Decimal("0.1"))


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
@pytest.mark.parametrize("cell", [330203199001010000, "3.30203E+17", "330203199001011000"])
def test_an_identity_number_that_excel_has_rounded_is_refused_with_the_repair(
    cell, kind, read_rows, wang_fang
):
    row = only(read_rows(with_(wang_fang, identity=cell), kind=kind))
    assert row.identity_number == ""
    assert [fault.code for fault in row.faults] == ["identity_number_damaged"]
    assert row.faults[0].sentence.startswith("B2 ")
    assert "设为“文本”格式后重新输入" in row.faults[0].sentence


def test_beside_rounded_numbers_one_that_fits_by_luck_is_not_believed(read_rows, wang_fang):
    lucky = next(
        number
        for day in range(1, 29)
        if (number := make_identity_number("330203", date(1990, 1, day), 100)).endswith("000")
    )
    alone = read_rows(with_(wang_fang, identity=lucky), kind="csv")
    assert alone.faulty == {}
    together = read_rows(
        with_(wang_fang, identity=lucky),
        with_(wang_fang, identity="330203199001011000"),
        kind="csv",
    )
    assert set(together.faulty) == {2, 3}


def test_old_cards_spaces_and_full_width_digits_are_read_as_eighteen_places(
    read_rows, wang_fang
):
    number = str(wang_fang[1])
    wide = number.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    spaced = f" {number[:6]} {number[6:14]}\u3000{number[14:]}\xa0"
    old = number[:6] + number[8:17]
    for cell in (wide, spaced, old, int(old), f"'{number}", f'="{number}"', number.lower()):
        row = only(read_rows(with_(wang_fang, identity=cell)))
        assert (row.identity_number, row.faults) == (number, ()), cell


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda n: n[:17] + ("1" if n[17] != "1" else "2"), "identity_number_check_digit"),
        (lambda n: n[:6] + "19900230" + n[14:], "identity_number_birth"),
        (lambda n: n[:6] + "20990101" + n[14:], "identity_number_future"),
        (lambda n: n[:17], "identity_number_length"),
        (lambda n: n[:10] + "****" + n[14:], "identity_number_masked"),
        (lambda n: "00" + n[2:], "identity_number_region"),
        (lambda n: "", "identity_number_missing"),
    ],
)
def test_a_wrong_identity_number_is_told_what_is_wrong_with_it(
    change, code, read_rows, wang_fang
):
    row = only(read_rows(with_(wang_fang, identity=change(str(wang_fang[1])))))
    assert [fault.code for fault in row.faults] == [code]
    assert row.identity_number == ""


def test_everything_wrong_with_a_line_is_said_at_once(read_rows):
    row = only(read_rows(["王芳2", "123", "1380000", "-1", "abc", "8%"]))
    assert [fault.cell for fault in row.faults] == ["A2", "B2", "C2", "D2", "E2"]


def test_everybody_in_a_file_twice_is_named_on_both_lines(read_rows, people):
    first, second, third = (list(line[:6]) for line in people[:3])
    roster = read_rows(first, second, first, third, first)
    assert set(roster.faulty) == {2, 4, 6}
    assert "第 4、6 行" in roster.faulty[2][0]
    assert "第 2、6 行" in roster.faulty[4][0]
    assert {fault.code for row in roster.rows for fault in row.faults} == {"duplicate_person"}


def test_one_person_repeated_a_thousand_times_is_named_with_a_few_of_the_lines(
    read_rows, wang_fang
):
    roster = read_rows(*[wang_fang] * 1000)
    assert "第 3、4、5、6、7 等 999 行" in roster.faulty[2][0]
    assert len(roster.faulty) == 1000


def test_names_keep_rare_characters_and_lose_stray_spaces(read_rows, wang_fang):
    for cell, name in (
        ("王 芳", "王芳"),
        ("\u3000王芳 ", "王芳"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("𬎆昱", "𬎆昱"),
        ("John Smith", "John Smith"),
    ):
        row = only(read_rows(with_(wang_fang, name=cell)))
        assert (row.name, row.faults) == (name, ())


def test_mobiles_as_numbers_with_prefix_and_dashes_are_the_same(read_rows, wang_fang):
    for cell in (13800000001, "+8613800000001", "138-0000-0001", "１３８ 0000 0001"):
        assert only(read_rows(with_(wang_fang, mobile=cell))).mobile == "13800000001"
    assert only(read_rows(with_(wang_fang, mobile=""))).faults == ()


def test_somebody_who_left_needs_no_base(write_rows, read, people):
    rows = [
        ["姓名", "身份证号码", "缴存基数", "备注"],
        [*people[0][:2], "", "7月离职"],
        [*people[1][:2], 0, "封存"],
        [*people[2][:2], "", ""],
    ]
    roster = read(write_rows(rows))
    assert [row.status_text for row in roster.rows] == ["7月离职", "封存", ""]
    assert set(roster.faulty) == {4}


def test_an_account_number_may_stand_for_the_identity_number(write_rows, read):
    rows = [["姓名", "公积金账号", "缴存基数"], ["王芳", "023000000016", 5000]]
    row = only(read(write_rows(rows)))
    assert (row.account_number, row.identity_number, row.faults) == ("023000000016", "", ())
