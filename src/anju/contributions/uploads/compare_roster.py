"""Compares a roster file with the employer's accounts and proposes changes (一表通)."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from anju.centers.sealed import index_of, keyring
from anju.centers.sql import rows
from anju.contributions.models import Line, Register, RosterUpload
from anju.contributions.registers.edit_register import RegisterMoved, keep_up
from anju.contributions.registers.judge import Bench, bench_for, judge_line
from anju.contributions.registers.open_register import open_register
from anju.contributions.roster.cells import read_leaving
from anju.contributions.roster.people import RosterRow

_INCOMING = """
CREATE TEMPORARY TABLE incoming (
    source_row integer, name text, identity_index bytea, base_fen bigint,
    employer_rate numeric, own_rate numeric, monthly_fen bigint, leaves boolean,
    faulty boolean, unreadable boolean
) ON COMMIT DROP
"""
WORDS = {
    Line.Kind.OPEN: "名单里有，中心没有账户",
    Line.Kind.UNSEAL: "名单里有，账户已封存",
    Line.Kind.TRANSFER: "名单里有，账户封存在其他单位",
    Line.Kind.BASE: "缴存基数、比例或月缴存额与上月不同",
    Line.Kind.UNCLEAR: "原表这一行需要更正",
}


def compare_roster(*, upload: RosterUpload, people: list[RosterRow], today: date) -> Register:
    """Fill the employer's draft with what the roster changes; nothing takes effect yet.

    Who is in the file and not with us is opened, unsealed or transferred in; who is with us
    and not in the file, or marked as leaving, is sealed; whose base, ratios or amount differ is
    re-based. A row with a fault is kept with it and never leads to a seal. Amounts in fen.
    Raises RegisterMoved when keyed changes already stand in the draft.
    """
    with transaction.atomic():
        register = open_register(employer=upload.employer, by=upload.uploaded_by)
        register = (
            Register.objects.select_related("employer")
            .select_for_update(no_key=True, of=("self",))
            .get(pk=register.pk)
        )
        if register.lines.exists():
            raise RegisterMoved("变更清册里已有变更，请先提交或作废，再上传名单。")
        keep_up(register)
        _copy(people)
        bench = bench_for(register, today)
        by_row = {row.number: row for row in people}
        differing = list(_differing(register, bench, by_row))
        register.unchanged = len(people) - len(differing)
        Line.objects.bulk_create(
            [*differing, *_missing(upload, register, bench)], batch_size=2000
        )
        register.upload, register.edited_by = upload, upload.uploaded_by
        register.version += 1
        register.save()
    return register


def error_sentences(register: Register) -> dict[int, list[str]]:
    """What is wrong with each row of the uploaded file, by its row number."""
    found: dict[int, list[str]] = {}
    for line in register.lines.exclude(source_row=None).exclude(faults=[]):
        sentences = [fault["sentence"] for fault in line.faults]
        found.setdefault(line.source_row or 0, []).extend(sentences)
    return found


def _copy(people: Iterable[RosterRow]) -> None:
    """Lay the file's rows beside ours, to be met by index: no number goes along.

    A row without a usable number cannot be matched.
    """
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.incoming")
        cursor.execute(_INCOMING)
        with cursor.copy("COPY incoming FROM STDIN") as copy:
            for row in people:
                bad_number = any(fault.field == "identity_number" for fault in row.faults)
                copy.write_row(
                    (
                        row.number,
                        row.name,
                        index_of(row.identity_number, purpose="identity"),
                        row.base_fen,
                        row.employer_ratio,
                        row.own_ratio,
                        row.monthly_fen,
                        read_leaving(row.status_text),
                        bool(row.faults),
                        bad_number,
                    )
                )
        cursor.execute("ANALYZE incoming")


def _differing(
    register: Register, bench: Bench, by_row: dict[int, RosterRow]
) -> Iterator[Line]:
    for row in rows("contributions/compare", employer=register.employer_id):
        read = by_row[row["source_row"]]
        line = _line(register, row, read)
        if line is None:
            continue
        line.faults = [fault._asdict() for fault in read.faults]
        _base_from_amount(line, row, bench)
        judge_line(line, _standing(row), bench)
        yield line


def _line(register: Register, row: dict[str, Any], read: RosterRow) -> Line | None:
    """The change a row stands for; None for a leaver who is not with us any more."""
    kind = _kind(row)
    if kind is None:
        return None
    why = "原表注明离职或封存" if row["leaves"] else WORDS[kind]
    return Line(
        register=register,
        kind=kind,
        source_row=row["source_row"],
        name=row["name"][:60],
        identity_number=read.identity_number[:40],
        mobile=read.mobile[:40],
        base_fen=None if kind == Line.Kind.SEAL else row["base_fen"],
        employer_rate=row["employer_rate"],
        own_rate=row["own_rate"],
        why=why,
    )


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


def _missing(upload: RosterUpload, register: Register, bench: Bench) -> Iterator[Line]:
    """A seal for everybody the roster does not name.

    Not for those who share their name with a row whose number cannot be read: that row is
    probably theirs, and it is shown with its fault already.
    """
    spared, unseal = 0, keyring().unseal
    for row in rows("contributions/missing", employer=register.employer_id):
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
