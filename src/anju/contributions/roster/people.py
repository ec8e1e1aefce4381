"""Lines of a roster read into people, a column at a time, with all their faults at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import repeat
from typing import NamedTuple, TypeVar

from anju.contributions.roster.cells import (
    Wrong,
    cell_text,
    read_amount,
    read_leaving,
    read_month,
    read_ratio,
)
from anju.contributions.roster.faults import Fault
from anju.contributions.roster.header import Header
from anju.contributions.roster.header_words import LABELS
from anju.contributions.roster.identities import (
    NO_IDENTITY,
    read_account_number,
    read_identity_number,
    read_mobile,
    read_name,
    read_status,
)
from anju.contributions.roster.workbook import Row, Sheet, column_letter
from anju.ground.calendar import Month

T = TypeVar("T")
Column = Sequence[object]


class RosterRow(NamedTuple):
    """One person of the roster (一行职工); fen, fractions, None or empty where blank or bad."""

    sheet: str
    number: int
    name: str
    identity_number: str
    mobile: str
    base_fen: int | None
    employer_ratio: Decimal | None
    own_ratio: Decimal | None
    monthly_fen: int | None
    account_number: str
    status_text: str
    month: Month | None
    source_row: int | None
    faults: tuple[Fault, ...]


class PeopleReader:
    """Reads lines of one sheet under one header; equal cells are worked out only once."""

    def __init__(self, *, sheet: Sheet, header: Header, today: date) -> None:
        """`today` bounds dates of birth; `codes` gathers the codes of all faults."""
        self.codes: set[str] = set()
        self._sheet_name = sheet.name
        self._columns = header.columns
        self._letters = {
            field: column_letter(column + sheet.first_column)
            for field, column in header.columns.items()
        }
        self._read_identity_number = partial(read_identity_number, today=today)
        self._known: dict[str, dict[object, object]] = {}
        self._said: dict[int, list[Fault]] = {}
        self._numbers: Sequence[int] = ()

    def read(self, numbers: Sequence[int], rows: Sequence[Row]) -> list[RosterRow]:
        """The people in these lines; what cannot be read is None or empty and has a fault."""
        self._numbers, self._said = numbers, {}
        cells = _columns(rows, self._columns)
        nothing: Sequence[None] = [None] * len(rows)
        names = self._once("name", cells["name"], read_name)
        accounts = self._read("account_number", cells, read_account_number) or nothing
        identities = self._identities(cells, accounts)
        mobiles = self._once("mobile", cells.get("mobile", nothing), read_mobile)
        statuses = self._statuses(cells, nothing)
        leaving = self._leaving(statuses)
        bases, monthlies = self._money(cells, leaving, nothing)
        both = self._read("ratio", cells, read_ratio) or nothing
        employer_ratios = self._read("employer_ratio", cells, read_ratio) or both
        own_ratios = self._read("own_ratio", cells, read_ratio) or both
        months = self._read("month", cells, read_month) or nothing
        keys = self._read("source_row", cells, _read_row_number) or nothing
        faults = [tuple(self._said.get(place, ())) for place in range(len(rows))]
        return list(
            map(
                RosterRow._make,
                zip(
                    repeat(self._sheet_name), numbers, _texts(names), _texts(identities),
                    _texts(mobiles), bases, employer_ratios, own_ratios, monthlies,
                    _texts(accounts), _texts(statuses), months, keys, faults, strict=False,
                ),
            )
        )  # fmt: skip

    def fault(self, number: int, field: str, wrong: Wrong) -> Fault:
        """A fault in this field's cell on line `number`; without that column, the name's."""
        cell = f"{self._letters.get(field, self._letters['name'])}{number}"
        return Fault(wrong.code, f"{cell} {wrong.sentence}", cell, field)

    def _say(self, place: int, field: str, wrong: Wrong) -> None:
        fault = self.fault(self._numbers[place], field, wrong)
        self._said.setdefault(place, []).append(fault)
        self.codes.add(wrong.code)

    def _read(
        self,
        field: str,
        cells: Mapping[str, Column],
        work: Callable[[object, str], T | Wrong | None],
        leaving: frozenset[int] = frozenset(),
    ) -> list[T | None] | None:
        """One column with each distinct cell worked out once, or None without the column.

        Those who leave may have an amount of zero.
        """
        if field not in cells:
            return None
        known = self._known.setdefault(field, {})
        for cell in set(cells[field]).difference(known):
            known[cell] = work(cell, LABELS[field])
        found = list(map(known.__getitem__, cells[field]))
        if Wrong in set(map(type, found)):
            for place, one in enumerate(found):
                if isinstance(one, Wrong):
                    found[place] = None
                    if one.code != "amount_zero" or place not in leaving:
                        self._say(place, field, one)
        return found  # type: ignore[return-value]  # what `work` gave, Wrong taken out

    def _once(
        self, field: str, cells: Column, work: Callable[[object], str | Wrong | None]
    ) -> list[str | None]:
        """One column whose cells are nearly all different, so that none is remembered."""
        found = list(map(work, cells))
        if Wrong in set(map(type, found)):
            for place, one in enumerate(found):
                if isinstance(one, Wrong):
                    found[place] = None
                    self._say(place, field, one)
        return found  # type: ignore[return-value]  # Wrong taken out

    def _identities(
        self, cells: Mapping[str, Column], accounts: Sequence[str | None]
    ) -> list[str | None]:
        if "identity_number" not in cells:
            return [None] * len(accounts)
        field = "identity_number"
        found = self._once(field, cells[field], self._read_identity_number)
        if None in found:
            for place, one in enumerate(found):
                if one is None and not accounts[place] and not self._blames(place, field):
                    self._say(place, field, NO_IDENTITY)
        return found

    def _blames(self, place: int, *fields: str) -> bool:
        return any(fault.field in fields for fault in self._said.get(place, ()))

    def _statuses(
        self, cells: Mapping[str, Column], nothing: Sequence[None]
    ) -> Sequence[str | None]:
        statuses = self._read("status", cells, read_status) or nothing
        remarks = self._read("remark", cells, read_status)
        if remarks is None:
            return statuses
        return [status or remark for status, remark in zip(statuses, remarks, strict=True)]

    def _leaving(self, statuses: Sequence[str | None]) -> frozenset[int]:
        words = {status for status in set(statuses) if status and read_leaving(status)}
        return frozenset(place for place, one in enumerate(statuses) if one in words)

    def _money(
        self,
        cells: Mapping[str, Column],
        leaving: frozenset[int],
        nothing: Sequence[None],
    ) -> tuple[Sequence[int | None], Sequence[int | None]]:
        """Bases and monthly amounts; who stays must have one of them if there is a column."""
        bases = self._read("base", cells, read_amount, leaving) or nothing
        monthlies = self._read("monthly", cells, read_amount, leaving) or nothing
        employers = self._read("employer_monthly", cells, read_amount, leaving)
        owns = self._read("own_monthly", cells, read_amount, leaving)
        if employers and owns:
            monthlies = self._summed(monthlies, employers, owns)
        field = next((one for one in ("base", "monthly") if one in cells), None)
        if field and None in bases and None in monthlies:
            self._miss_amounts(field, bases, monthlies, leaving)
        return bases, monthlies

    def _summed(
        self,
        monthlies: Sequence[int | None],
        employers: Sequence[int | None],
        owns: Sequence[int | None],
    ) -> list[int | None]:
        sums: list[int | None] = []
        for place, monthly_fen in enumerate(monthlies):
            employer_fen, own_fen = employers[place], owns[place]
            if employer_fen is None or own_fen is None:
                sums.append(monthly_fen)
                continue
            if monthly_fen not in (None, employer_fen + own_fen):
                sentence = "月缴存额不等于单位与个人月缴存额之和，请核对后改正。"
                self._say(place, "monthly", Wrong("monthly_disagrees", sentence))
            sums.append(employer_fen + own_fen)
        return sums

    def _miss_amounts(
        self,
        field: str,
        bases: Sequence[int | None],
        monthlies: Sequence[int | None],
        leaving: frozenset[int],
    ) -> None:
        sentence = f"没有填写{LABELS[field]}，请补填；已离职的请在状态列填写“离职”。"
        for place, base_fen in enumerate(bases):
            if base_fen is not None or monthlies[place] is not None or place in leaving:
                continue
            if not self._blames(place, "base", "monthly", "employer_monthly", "own_monthly"):
                self._say(place, field, Wrong(f"{field}_missing", sentence))


def _read_row_number(cell: object, label: str) -> int | None:
    text = cell_text(cell)
    return int(text) if text.isdecimal() and len(text) < 8 else None


def _texts(found: Iterable[str | None]) -> list[str]:
    return [text or "" for text in found]


def _columns(rows: Sequence[Row], places: Mapping[str, int]) -> dict[str, Column]:
    """The cells of each field; short lines are filled up, and TRUE is no number."""
    width = max(places.values()) + 1
    if min(map(len, rows)) < width:
        rows = [[*row, *[""] * (width - len(row))] for row in rows]
    across = list(zip(*rows, strict=False))
    columns: dict[str, Column] = {}
    for field, place in places.items():
        cells: Column = across[place]
        if bool in set(map(type, cells)):
            cells = [str(cell).upper() if isinstance(cell, bool) else cell for cell in cells]
        columns[field] = cells
    return columns
