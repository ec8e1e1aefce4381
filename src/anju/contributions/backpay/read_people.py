"""Reads a filled template of a back payment: who, from which month to which, how much."""

import tempfile
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from anju.contributions.backpay.draft import (
    PEOPLE_MOST,
    Edit,
    TooManyPeople,
    Wanted,
    put_people,
)
from anju.contributions.models import BackPayment
from anju.contributions.roster.cells import Wrong, cell_text, read_amount
from anju.contributions.roster.header import HEADER_WITHIN_ROWS
from anju.contributions.roster.header_words import plain_heading
from anju.contributions.roster.open_file import open_roster_file
from anju.contributions.roster.workbook import Row
from anju.ground.calendar import BadMonth, Month
from anju.ground.errors import Refusal
from anju.people.models import FundAccount

TOLD_MOST = 10
HEADINGS = {
    "个人账号": "account",
    "姓名": "name",
    "开始年月": "first",
    "起始年月": "first",
    "截止年月": "last",
    "终止年月": "last",
    "单位月补缴金额": "unit",
    "个人月补缴金额": "own",
}
NEEDED = {"account", "first", "last"}


class NotThisTemplate(Refusal):
    code = "contributions.not_a_back_payment_template"


class RowsToMend(Refusal):
    code = "contributions.back_payment_rows_to_mend"


class NothingFilledIn(Refusal):
    code = "contributions.back_payment_nothing_filled_in"


@dataclass(frozen=True)
class _Read:
    """One filled row: where it stands, and what it says."""

    place: int
    cells: Mapping[str, object]

    def text(self, field: str) -> str:
        return cell_text(self.cells.get(field))


def read_back_payment_people(*, edit: Edit, content: bytes, filename: str) -> BackPayment:
    """Add everybody whose months are filled in to the draft; rows without months are passed
    over, because the template comes with all of the employer's people in it.

    A file with a row that cannot be read adds nobody: RowsToMend names the rows. What is
    wrong with the months themselves is told in the draft, at its place. Raises
    RosterUnreadable, NotThisTemplate, NothingFilledIn, and as `put_people`.
    """
    rows = [row for row in _rows(content, filename) if row.text("first") or row.text("last")]
    if not rows:
        raise NothingFilledIn("文件里没有填写年月的行，请填写开始年月和截止年月后再上传。")
    if len(rows) > PEOPLE_MOST:
        raise TooManyPeople(f"一份补缴清单最多 {PEOPLE_MOST:,} 人，请分开办理。")
    accounts = {
        account.number: account
        for account in edit.employer.accounts.select_related("member").filter(
            number__in=[row.text("account") for row in rows]
        )
    }
    wanted: list[Wanted] = []
    wrong: list[str] = []
    seen: set[str] = set()
    for row in rows:
        one = _wanted(row, accounts, seen)
        wrong.append(f"第 {row.place} 行：{one}") if isinstance(one, str) else wanted.append(
            one
        )
    if wrong:
        more = f"（共 {len(wrong)} 行）" if len(wrong) > TOLD_MOST else ""
        raise RowsToMend(f"没有添加，请先改好这些行{more}。{' '.join(wrong[:TOLD_MOST])}")
    return put_people(edit=edit, wanted=wanted)


def _rows(content: bytes, filename: str) -> Iterator[_Read]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "people"
        path.write_bytes(content)
        for open_sheet in open_roster_file(path, filename=filename).sheets:
            sheet = open_sheet()
            found = _header(list(islice(sheet.rows(), HEADER_WITHIN_ROWS)))
            if found is None:
                continue
            line, columns = found
            for place, row in enumerate(sheet.rows(), start=1):
                if place > line:
                    cells = {f: row[at] for f, at in columns.items() if at < len(row)}
                    yield _Read(place, cells)
            return
    raise NotThisTemplate(
        "没有找到“个人账号、开始年月、截止年月”这几列，请下载本单位的补缴模板，填写后再上传。"
    )


def _header(rows: Sequence[Row]) -> tuple[int, dict[str, int]] | None:
    for place, row in enumerate(rows, start=1):
        named = {
            field: at
            for at, cell in enumerate(row)
            if (field := HEADINGS.get(plain_heading(cell_text(cell))))
        }
        if named.keys() >= NEEDED:
            return place, named
    return None


def _wanted(row: _Read, accounts: Mapping[str, FundAccount], seen: set[str]) -> Wanted | str:
    """What a row asks for, or a sentence that says why it cannot be read."""
    number = row.text("account")
    account = accounts.get(number)
    if account is None:
        return f"本单位没有个人账号“{number[-20:]}”。"
    if number in seen:
        return f"{account.member.name}在文件里出现了两次，请保留一行。"
    seen.add(number)
    name = row.text("name")
    if name and name != account.member.name:
        return f"个人账号与姓名“{name[:20]}”对不上，请核对。"
    try:
        first, last = _month(row, "first"), _month(row, "last")
    except BadMonth:
        return "年月请按“2026-07”这样的形式填写，开始和截止都要填。"
    unit = read_amount(row.cells.get("unit"), "单位月补缴金额")
    own = read_amount(row.cells.get("own"), "个人月补缴金额")
    for amount in (unit, own):
        if isinstance(amount, Wrong):
            return amount.sentence
    return Wanted(account.pk, first, last, unit or 0, own or 0)  # type: ignore[arg-type]


def _month(row: _Read, field: str) -> Month:
    """A month as people and spreadsheets write it: 2026-07, 202607, 2026/7, a date."""
    cell = row.cells.get(field)
    if isinstance(cell, date):
        return Month.of(cell)
    text = unicodedata.normalize("NFKC", row.text(field)).replace("/", "-").replace(".", "-")
    year, dash, month = text.partition("-")
    return Month.parse(f"{year}-{month.zfill(2)}" if dash else text)
