"""Keyed changes in a draft register: add a line, correct it, take it out, drop the draft."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from anju.audit.record import record
from anju.centers.sealed import index_of
from anju.contributions.models import Line, Register, RegisterEdit
from anju.contributions.registers.judge import judge_lines
from anju.contributions.registers.kinds import check_holds
from anju.contributions.remittances.due import next_unpaid
from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.ground.identity import check_identity_number, check_name, normalise
from anju.people.models import FundAccount

NAMED_MOST = 5


class RegisterMoved(Refusal):
    code = "contributions.register_moved"


class RegisterClosed(Refusal):
    code = "contributions.register_closed"


class NoSuchLine(Refusal):
    code = "contributions.no_such_line"


class NobodyChosen(Refusal):
    code = "contributions.nobody_chosen"


@dataclass(frozen=True)
class Edit:
    """Who edits which version of a register, and when."""

    register: int
    version: int
    today: date
    by: str


@dataclass(frozen=True)
class Entry:
    """What an agent keys in for one person; amounts in fen, ratios as fractions or None.

    `asked_fen` is the new monthly amount where that is given instead of the base (C-41).
    """

    kind: Line.Kind
    name: str
    identity_number: str
    mobile: str = ""
    base_fen: int | None = None
    employer_rate: Decimal | None = None
    own_rate: Decimal | None = None
    asked_fen: int | None = None


def put_line(*, edit: Edit, entry: Entry, line: int | None = None) -> Line:
    """Add a line, or replace the line `line`; it is judged at once and kept with its faults.

    Only the lines about the same person are judged beside it, however long the register is.
    Raises RegisterMoved when somebody else has edited the draft since `edit.version`,
    RegisterClosed when it is no draft any more, NoSuchLine for a line of another register,
    WrongRegister for a change that belongs into another kind of register.
    (X-18, X-20, X-22, X-25, X-33; C-37 to C-41.)
    """
    with transaction.atomic():
        register = take_draft(edit)
        check_holds(register, entry.kind)
        mine = _find(register, line) if line else Line(register=register)
        before = mine.identity_index
        _fill(mine, entry, edit.today)
        judge_around(register, [mine], [before], edit.today)
        mine.save()
        deed = "修改" if line else "新增"
        words = f"{deed} {mine.name}（{mine.get_kind_display()}）"
        keep_moved(register, edit, words, line=mine.pk)
    return mine


def put_people(*, edit: Edit, kind: Line.Kind, accounts: Sequence[int]) -> int:
    """Add a line for each of the employer's own accounts and answer how many were added.

    Somebody who stands in the register already is passed over. Raises as `put_line`.
    (X-20, X-22.)
    """
    with transaction.atomic():
        register = take_draft(edit)
        check_holds(register, kind)
        own = FundAccount.objects.filter(pk__in=accounts, employer=register.employer)
        there = set(
            register.lines.filter(account__in=accounts).values_list("account", flat=True)
        )
        lines = [
            Line(
                register=register,
                kind=kind,
                account=account,
                name=account.member.name,
                identity_number=account.member.identity_number,
            )
            for account in own.exclude(pk__in=there).select_related("member").order_by("pk")
        ]
        if not lines:
            raise NobodyChosen("没有新选的职工：请先勾选，已在清册里的不会重复加入。")
        judge_around(register, lines, [], edit.today)
        Line.objects.bulk_create(lines, batch_size=2000)
        named = "、".join(line.name for line in lines[:NAMED_MOST])
        more = f"等 {len(lines)} 人" if len(lines) > NAMED_MOST else ""
        keep_moved(register, edit, f"新增 {named}{more}（{kind.label}）")
    return len(lines)


def remove_lines(*, edit: Edit, lines: list[int]) -> int:
    """Take lines out of a draft and answer how many were there. Raises as `put_line`."""
    with transaction.atomic():
        register = take_draft(edit)
        going = list(register.lines.filter(pk__in=lines).order_by("id"))
        register.lines.filter(pk__in=[line.pk for line in going]).delete()
        judge_around(register, [], [line.identity_index for line in going], edit.today)
        named = "、".join(line.name for line in going[:NAMED_MOST])
        more = f"等 {len(going)} 人" if len(going) > NAMED_MOST else ""
        keep_moved(register, edit, f"移除 {named}{more}")
    return len(going)


def drop_register(*, edit: Edit) -> None:
    """Give a draft up; it stays on file as dropped. Raises as `put_line`."""
    with transaction.atomic():
        register = take_draft(edit)
        register.state = Register.State.DROPPED
        keep_moved(register, edit, "作废清册")
        record(actor=edit.by, deed="drop_register", subject=register.number)


def take_draft(edit: Edit) -> Register:
    """Lock the draft for one edit; raises RegisterMoved and RegisterClosed."""
    register = (
        Register.objects.select_related("employer")
        .select_for_update(no_key=True, of=("self",))
        .get(pk=edit.register)
    )
    if register.state != Register.State.DRAFT:
        raise RegisterClosed("这份清册已经提交或作废，不能再修改。")
    if register.version != edit.version:
        raise RegisterMoved(
            f"{register.edited_by}刚刚修改了这份清册，您的修改没有保存，请看过最新内容后再改。"
        )
    return register


def keep_up(register: Register) -> Month | None:
    """Move a draft on whose month was paid meanwhile; answers the month it left, if it did.

    The caller saves the register: a change can only take effect in a month that is open.
    """
    ahead = next_unpaid(register.employer)
    if register.month >= ahead:
        return None
    left: Month = register.month
    register.month = ahead
    return left


def _find(register: Register, pk: int) -> Line:
    found = register.lines.filter(pk=pk).first()
    if found is None:
        raise NoSuchLine("清册里没有这一行，可能已被移除。")
    return found


def judge_around(
    register: Register, mine: list[Line], before: Sequence[bytes | None], today: date
) -> None:
    """Judge some lines and those about the same persons, also about whom a line was before.

    When the month has moved on, all are judged: which month it is decides about every line.
    """
    moved = keep_up(register)
    now = [index_of(line.identity_number, purpose="identity") for line in mine]
    persons = {index for index in (*now, *before) if index is not None}
    others = register.lines.exclude(pk__in=[line.pk for line in mine if line.pk])
    if moved is None:
        others = others.filter(identity_index__in=persons)
    # A line that is not saved yet stands behind those that are.
    around = sorted([*others, *mine], key=lambda line: line.pk or math.inf)
    rejudge(register, around, today)


def _tidied(name: str) -> str:
    """The name as it is kept on file; an impossible one stays as typed, to show its fault."""
    try:
        return check_name(name)
    except Refusal:
        return name.strip()


def _whole(identity_number: str, today: date) -> str:
    """The number in its 18 digits, also when an old card shows 15: one person, one number."""
    typed = normalise(identity_number).upper()
    try:
        return check_identity_number(typed, today=today).number
    except Refusal:
        return typed


def _fill(line: Line, entry: Entry, today: date) -> None:
    line.kind = entry.kind
    line.name = _tidied(entry.name)
    line.identity_number = _whole(entry.identity_number, today)
    line.mobile = normalise(entry.mobile)
    line.base_fen, line.asked_fen = entry.base_fen, entry.asked_fen
    line.given = Line.Given.BASE if entry.asked_fen is None else Line.Given.MONTHLY
    line.employer_rate, line.own_rate = entry.employer_rate, entry.own_rate
    line.faults = []


def rejudge(register: Register, lines: list[Line], today: date) -> int:
    """Judge all lines anew, save those that changed, and answer how many changed sides.

    A line changes sides when it was good and is bad now, or the other way round.
    """
    before = {line.pk: (line.faults, line.account_id, line.before_fen) for line in lines}
    judge_lines(register, lines, today)
    changed = [
        line
        for line in lines
        if line.pk and before[line.pk] != (line.faults, line.account_id, line.before_fen)
    ]
    Line.objects.bulk_update(changed, ["faults", "account", "before_fen"], batch_size=500)
    return sum(1 for line in changed if bool(line.faults) != bool(before[line.pk][0]))


def keep_moved(register: Register, edit: Edit, words: str, *, line: int | None = None) -> None:
    """Save a register under its next version, with who edited it and what he did."""
    note_edit(register, by=edit.by, words=words, line=line)


def note_edit(register: Register, *, by: str, words: str, line: int | None = None) -> None:
    """Save a register under its next version; `words` tell a second agent what was changed."""
    register.version += 1
    register.edited_by, register.edited_at = by, Now()
    register.save()
    RegisterEdit.objects.create(
        register=register, version=register.version, by=by, words=words[:200], line=line
    )


def edits_since(register: Register, version: int) -> QuerySet[RegisterEdit]:
    """What was edited after the version somebody has seen, first edit first."""
    return register.edits.filter(version__gt=version).order_by("version")
