"""Sets lines against how their people stand now: accounts, amounts, faults."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from anju.centers.sealed import index_of
from anju.centers.sql import rows
from anju.contributions.models import Line, Register
from anju.contributions.registers.base_year import (
    BaseYear,
    Earlier,
    base_year_of,
    earlier_changes,
)
from anju.contributions.registers.bounds import Bounds, bounds_for
from anju.contributions.registers.checks import Fault, Situation, Standing, faults_of
from anju.contributions.remittances.due import next_unpaid
from anju.ground.calendar import Month

ELSEWHERE = {Line.Kind.TRANSFER}


@dataclass(frozen=True)
class Bench:
    """What all lines of a register are judged against."""

    bounds: Bounds
    today: date
    employer_rate: Decimal
    own_rate: Decimal
    month: Month
    ahead: Month
    year: BaseYear
    earlier: Mapping[int, Earlier]


def bench_for(register: Register, today: date, accounts: list[int] | None = None) -> Bench:
    """What holds for a register today: limits, ratios, and the year's base changes so far.

    `accounts` are the ones to be judged; without them, all of the employer's.
    """
    employer = register.employer
    year = base_year_of(register.month)
    return Bench(
        bounds=bounds_for(employer=employer, on=today),
        today=today,
        employer_rate=employer.employer_rate,
        own_rate=employer.own_rate,
        month=register.month,
        ahead=next_unpaid(employer),
        year=year,
        earlier=earlier_changes(employer=employer, year=year, accounts=accounts),
    )


def judge_lines(register: Register, lines: list[Line], today: date) -> None:
    """Fill in account, amounts and faults of lines that were keyed or stand in a draft.

    Faults that only the file shows (a damaged cell) stay. Nothing is saved here.
    """
    indexes = [index_of(line.identity_number, purpose="identity") for line in lines]
    found = rows(
        "contributions/standing", employer=register.employer_id, identity_indexes=indexes
    )
    accounts = [row["here_id"] for row in found if row["here_id"] is not None]
    bench = bench_for(register, today, accounts)
    by_index = {row["identity_index"]: row for row in found}
    for line, index in zip(lines, indexes, strict=True):
        judge_line(line, by_index.get(index, {}), bench)
    _mark_twice(lines)


def judge_line(line: Line, row: dict[str, Any], bench: Bench) -> None:
    """Fill in one line from the row that says how its person stands."""
    line.account_id = row.get("there_id") if line.kind in ELSEWHERE else row.get("here_id")
    fill_terms(line, row, bench)
    of_the_file = [fault for fault in line.faults if fault.get("cell")]
    situation = Situation(
        standing=Standing(
            known_name=row.get("known_name") or "",
            here_state=row.get("here_state") or "",
            base_fen=row.get("base_fen"),
            employer_rate=row.get("employer_rate"),
            own_rate=row.get("own_rate"),
            there_state=row.get("there_state") or "",
            there_name=row.get("there_name") or "",
        ),
        bounds=bench.bounds,
        today=bench.today,
        month=bench.month,
        ahead=bench.ahead,
        year=bench.year,
        earlier=bench.earlier.get(row.get("here_id") or 0),
    )
    fields = {fault["field"] for fault in of_the_file}
    ours = [fault for fault in faults_of(line, situation) if fault.field not in fields]
    line.faults = of_the_file + [fault.as_json() for fault in ours]


def fill_terms(line: Line, row: dict[str, Any], bench: Bench) -> None:
    """What is paid before and after the change, in fen; sides rounded by the center's mode."""
    normal = row.get("here_state") == "01"
    line.before_fen = (row.get("here_fen") or 0) if normal else 0
    if line.kind == Line.Kind.SEAL:
        line.base_fen = row.get("base_fen")
        line.employer_rate, line.own_rate = row.get("employer_rate"), row.get("own_rate")
        line.after_fen = line.employer_fen = line.own_fen = 0
        return
    keeps = line.kind == Line.Kind.BASE
    line.employer_rate = line.employer_rate or (
        row["employer_rate"] if keeps and row.get("employer_rate") else bench.employer_rate
    )
    line.own_rate = line.own_rate or (
        row["own_rate"] if keeps and row.get("own_rate") else bench.own_rate
    )
    if line.base_fen is None and line.kind == Line.Kind.UNSEAL:
        line.base_fen = row.get("base_fen")
    if line.asked_fen is not None:
        line.base_fen = _base_asked_for(line, row, bench)
    if line.base_fen is None:
        line.after_fen = line.employer_fen = line.own_fen = 0
        return
    terms = bench.bounds.terms(line.base_fen, line.employer_rate, line.own_rate)
    line.employer_fen, line.own_fen = terms.employer_fen, terms.own_fen
    line.after_fen = terms.employer_fen + terms.own_fen


def _base_asked_for(line: Line, row: dict[str, Any], bench: Bench) -> int | None:
    """The base of a line whose monthly amount was given (楚雄); None where none comes to it.

    An amount that is paid already changes nothing, and keeps the base that is on file.
    """
    asked_fen, rates = line.asked_fen or 0, (line.employer_rate, line.own_rate)
    ours = (row.get("employer_rate"), row.get("own_rate"))
    if rates == ours and asked_fen == row.get("here_fen"):
        kept: int | None = row["base_fen"]
        return kept
    if line.employer_rate is None or line.own_rate is None:
        return None
    return bench.bounds.base_for(asked_fen, line.employer_rate, line.own_rate)


def _mark_twice(lines: list[Line]) -> None:
    """One change a person: the second line about the same one says where the first is."""
    seen: set[str] = set()
    for line in lines:
        if line.identity_number and line.identity_number in seen:
            twice = Fault("R10", "清册里已有这个人的变更，请保留一项。", "identity_number")
            line.faults = [*line.faults, twice.as_json()]
        seen.add(line.identity_number)
