"""Repayments as clerks key them and as loan banks list them, read into days and fen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from anju.contributions.roster.cells import cell_text
from anju.contributions.roster.open_file import open_roster_file
from anju.contributions.roster.workbook import Row, Sheet
from anju.ground.errors import Refusal
from anju.ground.money import BadAmount, parse_loose_yuan

ROWS_MOST = 20_000
HEADER_WITHIN_ROWS = 20
# What loan banks write over their columns; spaces and brackets do not count.
WORDS = {
    "contract": ("合同号", "贷款合同号", "借款合同编号", "合同编号", "材料号", "贷款账号"),
    "day": ("还款日期", "还款日", "扣款日期", "交易日期", "日期", "入账日期"),
    "principal": ("本金", "归还本金", "实还本金", "还款本金", "偿还本金"),
    "interest": ("利息", "归还利息", "实还利息", "还款利息", "偿还利息"),
}
NEEDED = ("day", "principal", "interest")
_DAY = re.compile(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?(?: 0?0:00(?::00)?)?")
_NOTHING = ("", "-", "—", "0", "0.0", "0.00")


class ListUnreadable(Refusal):
    code = "withdrawals.repayments_unreadable"


class TooManyRepayments(Refusal):
    code = "withdrawals.repayments_too_many"

    def __init__(self) -> None:
        super().__init__(
            f"还款记录超过 {ROWS_MOST:,} 行，一行也没有采用。请按贷款分成几份，分别提交。"
        )


@dataclass(frozen=True)
class Repaid:
    """One repayment as it was written: its place, whose, the day, two sums in fen."""

    place: int
    contract: str
    day: date
    principal_fen: int
    interest_fen: int


@dataclass(frozen=True)
class Unread:
    """A row that could not be read or used, and why."""

    place: int
    why: str


@dataclass(frozen=True)
class Rows:
    """What was read, and what was not."""

    good: list[Repaid]
    bad: list[Unread]


def read_keyed(text: str) -> Rows:
    """Rows as they are keyed or pasted: day, principal, interest, parted by spaces or tabs.

    Raises TooManyRepayments.
    """
    lines = text.splitlines()
    if len(lines) > ROWS_MOST:
        raise TooManyRepayments
    return _read(
        (place, ["", *re.split(r"[\s，；;]+", line.strip())[:3]])
        for place, line in enumerate(lines, start=1)
        if line.strip()
    )


def read_bank_list(path: Path, *, filename: str) -> Rows:
    """A bank's list (.xlsx, .xls, .csv): the first sheet that has the columns.

    A column of contract or material numbers is read where there is one. Raises ListUnreadable,
    TooManyRepayments, and what `open_roster_file` raises.
    """
    for opening in open_roster_file(path, filename=filename).sheets:
        sheet = opening()
        columns, head = _header(sheet)
        if columns:
            return _read(_cells(sheet, columns, head))
    raise ListUnreadable("没有找到“还款日期、本金、利息”三列，请核对银行清单的表头后重新上传。")


def _header(sheet: Sheet) -> tuple[dict[str, int], int]:
    """Under which place each column stands, and in which row that was said."""
    for number, row in enumerate(islice(sheet.rows(), HEADER_WITHIN_ROWS), start=1):
        said = [re.sub(r"[\s（(].*|元", "", cell_text(cell)) for cell in row]
        found = {
            name: place
            for name, words in WORDS.items()
            for place, text in enumerate(said)
            if text in words
        }
        if all(name in found for name in NEEDED):
            return found, number
    return {}, 0


def _cells(
    sheet: Sheet, columns: dict[str, int], head: int
) -> Iterator[tuple[int, Sequence[object]]]:
    for number, row in enumerate(sheet.rows(), start=1):
        wanted = [_at(row, columns.get(name)) for name in WORDS]
        # Blank rows, and the sums below the list, are no repayments.
        if number > head and cell_text(wanted[1]) and "计" not in _first_words(row):
            if number > ROWS_MOST:
                raise TooManyRepayments
            yield number, wanted


def _at(row: Row, place: int | None) -> object:
    return row[place] if place is not None and place < len(row) else ""


def _first_words(row: Row) -> str:
    return next((text for cell in row if (text := cell_text(cell))), "")


def _read(cells: Iterable[tuple[int, Sequence[object]]]) -> Rows:
    good: list[Repaid] = []
    bad: list[Unread] = []
    for place, (contract, day, *sums) in cells:
        try:
            principal_fen, interest_fen = (_fen(one) for one in [*sums, "", ""][:2])
            good.append(
                Repaid(place, cell_text(contract), _day(day), principal_fen, interest_fen)
            )
        except (ValueError, BadAmount) as wrong:
            bad.append(Unread(place, str(wrong)))
    return Rows(good, bad)


def _day(cell: object) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = _DAY.fullmatch(cell_text(cell))
    if found is None:
        raise ValueError(f"日期“{cell_text(cell)}”无法识别，请按 2026-01-20 的形式填写")
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError as error:
        raise ValueError(f"没有 {cell_text(cell)} 这一天") from error


def _fen(cell: object) -> int:
    text = cell_text(cell)
    return 0 if text in _NOTHING else parse_loose_yuan(text)
