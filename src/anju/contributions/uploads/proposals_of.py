"""What the rows of a roster stand for: the lines proposed for the change register."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from anju.centers.sealed import keyring
from anju.contributions.models import Line, Register, RosterUpload
from anju.contributions.registers.judge import Bench, judge_line
from anju.contributions.roster.people import RosterRow
from anju.contributions.uploads.corrections import is_added

WORDS = {
    Line.Kind.OPEN: "名单里有，中心没有账户",
    Line.Kind.UNSEAL: "名单里有，账户已封存",
    Line.Kind.TRANSFER: "名单里有，账户封存在其他单位",
    Line.Kind.BASE: "缴存基数、比例或月缴存额与上月不同",
    Line.Kind.UNCLEAR: "原表这一行需要更正",
}
NO_SUCH_ACCOUNT = "个人账号在贵单位没有查到，请核对后改正；新来的职工请填写身份证号码。"


@dataclass(frozen=True)
class Compared:
    """What the comparison found: rows that differ from us, and accounts nobody named."""

    differing: list[dict[str, Any]]
    missing: list[dict[str, Any]]


def changed_lines(
    compared: Compared, by_row: dict[int, RosterRow], register: Register, bench: Bench
) -> Iterator[Line]:
    """A line for each row that differs, with everything that is wrong with it."""
    for row in compared.differing:
        read = by_row[row["source_row"]]
        line = _line(register, row, read)
        if line is None:
            continue
        line.faults = [fault._asdict() for fault in read.faults]
        if _unknown_account(row, read):
            line.kind = Line.Kind.UNCLEAR
            line.faults.append(_no_such_account(read))
        _base_from_amount(line, row, bench)
        judge_line(line, _standing(row), bench)
        yield line


def missing_lines(
    compared: Compared, upload: RosterUpload, register: Register, bench: Bench
) -> Iterator[Line]:
    """A seal for everybody the roster does not name.

    Not for those who share their name with a row whose number cannot be read: that row is
    probably theirs, and it is shown with its fault already.
    """
    spared, unseal = 0, keyring().unseal
    for row in compared.missing:
        if row["perhaps_there"]:
            spared += 1
            continue
        line = Line(
            register=register,
            kind=Line.Kind.SEAL,
            account_id=row["ledger_id"],
            name=row["name"],
            identity_number=unseal(row["identity_number"], purpose="identity"),
            why="上月在册，本次名单里没有",
        )
        standing = {**row, "here_state": "01", "here_fen": row["employer_fen"] + row["own_fen"]}
        standing |= {"here_id": row["ledger_id"], "known_name": row["name"]}
        judge_line(line, standing, bench)
        yield line
    if spared:
        upload.doubts = [
            *upload.doubts,
            f"有 {spared} 名在册职工与证件号码读不出的行同名，没有列为封存；"
            "更正这些行后重新上传即可。",
        ]


def _line(register: Register, row: dict[str, Any], read: RosterRow) -> Line | None:
    """The change a row stands for; None for a leaver who is not with us any more."""
    kind = _kind(row)
    if kind is None:
        return None
    why = "原表注明离职或封存" if row["leaves"] else WORDS[kind]
    number = row["source_row"]
    return Line(
        register=register,
        kind=kind,
        source_row=None if is_added(number) else number,
        name=row["name"][:60],
        identity_number=_number_of(row, read)[:40],
        mobile=read.mobile[:40],
        base_fen=None if kind == Line.Kind.SEAL else row["base_fen"],
        employer_rate=row["employer_rate"],
        own_rate=row["own_rate"],
        why=why,
    )


def _number_of(row: dict[str, Any], read: RosterRow) -> str:
    """The number in the row, or the one of the account that stands there in its place."""
    if read.identity_number or row["unreadable"] or row["known_identity_number"] is None:
        return read.identity_number
    return keyring().unseal(bytes(row["known_identity_number"]), purpose="identity")


def _unknown_account(row: dict[str, Any], read: RosterRow) -> bool:
    named = bool(read.account_number) and not read.identity_number
    return named and not row["unreadable"] and row["known_name"] is None


def _no_such_account(read: RosterRow) -> dict[str, str]:
    return {
        "code": "account_number_unknown",
        "sentence": f"第 {read.number} 行{NO_SUCH_ACCOUNT}",
        "field": "account_number",
        "cell": f"第 {read.number} 行",
    }


def _kind(row: dict[str, Any]) -> Line.Kind | None:
    here, there = row["here_state"], row["there_state"]
    if row["unreadable"]:
        return Line.Kind.UNCLEAR
    if row["leaves"]:
        return Line.Kind.SEAL if here == "01" else None
    if here == "01":
        return Line.Kind.BASE
    if here == "02":
        return Line.Kind.UNSEAL
    return Line.Kind.TRANSFER if there == "02" else Line.Kind.OPEN


def _standing(row: dict[str, Any]) -> dict[str, Any]:
    """The row in the shape in which keyed lines are judged."""
    held = row["here_id"] is not None
    return {
        "known_name": row["known_name"],
        "here_id": row["here_id"],
        "here_state": row["here_state"],
        "base_fen": row["here_base_fen"],
        "employer_rate": row["here_employer_rate"],
        "own_rate": row["here_own_rate"],
        "here_fen": row["here_employer_fen"] + row["here_own_fen"] if held else 0,
        "there_id": row["there_id"],
        "there_state": row["there_state"],
        "there_name": row["there_name"],
    }


def _base_from_amount(line: Line, row: dict[str, Any], bench: Bench) -> None:
    """Where a roster gives the monthly amount alone, the base is that amount over both ratios.

    Rounded down to the fen, before the sides are rounded by the center's mode. An amount that
    comes to the sides we already have changes nothing, and keeps the base we have.
    """
    if line.base_fen is not None or line.kind in (Line.Kind.SEAL, Line.Kind.UNCLEAR):
        return
    if row["monthly_fen"] is None:
        line.base_fen = row["here_base_fen"]
        return
    rates: tuple[Decimal, Decimal] = (
        line.employer_rate or row["here_employer_rate"] or bench.employer_rate,
        line.own_rate or row["here_own_rate"] or bench.own_rate,
    )
    line.base_fen = int(row["monthly_fen"] / sum(rates))
    terms = bench.bounds.terms(line.base_fen, *rates)
    ours = ("here_employer_rate", "here_own_rate", "here_employer_fen", "here_own_fen")
    if (*rates, terms.employer_fen, terms.own_fen) == tuple(row[column] for column in ours):
        line.base_fen = row["here_base_fen"]
