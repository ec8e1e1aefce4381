"""Keyed changes in a draft register: add a line, correct it, take it out, drop the draft."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models.functions import Now

from anju.audit.record import record
from anju.contributions.models import Line, Register
from anju.contributions.registers.judge import judge_lines
from anju.contributions.registers.kinds import check_holds
from anju.contributions.remittances.due import next_month
from anju.ground.calendar import Month
from anju.ground.errors import Refusal
from anju.ground.identity import check_identity_number, check_name, normalise


class RegisterMoved(Refusal):
    code = "contributions.register_moved"


class RegisterClosed(Refusal):
    code = "contributions.register_closed"


class NoSuchLine(Refusal):
    code = "contributions.no_such_line"


@dataclass(frozen=True)
class Edit:
    """Who edits which version of a register, and when."""

    register: int
    version: int
    today: date
    by: str


@dataclass(frozen=True)
class Entry:
    """What an agent keys in for one person; base in fen, ratios as fractions or None."""

    kind: Line.Kind
    name: str
    identity_number: str
    mobile: str = ""
    base_fen: int | None = None
    employer_rate: Decimal | None = None
    own_rate: Decimal | None = None


def put_line(*, edit: Edit, entry: Entry, line: int | None = None) -> Line:
    """Add a line, or replace the line `line`; it is judged at once and kept with its faults.

    Raises RegisterMoved when somebody else has edited the draft since `edit.version`,
    RegisterClosed when it is no draft any more, NoSuchLine for a line of another register.
    (X-18, X-20, X-22, X-25, X-33; C-38.)
    """
    with transaction.atomic():
        register = take_draft(edit)
        check_holds(register, entry.kind)
        keep_up(register)
        kept = list(register.lines.order_by("id"))
        mine = _find(kept, line) if line else Line(register=register)
        if line is None:
            kept.append(mine)
        _fill(mine, entry, edit.today)
        rejudge(register, kept, edit)
        mine.save()
        keep_moved(register, edit)
    return mine


def remove_lines(*, edit: Edit, lines: list[int]) -> int:
    """Take lines out of a draft and answer how many were there. Raises as `put_line`."""
    with transaction.atomic():
        register = take_draft(edit)
        keep_up(register)
        gone, _ = register.lines.filter(pk__in=lines).delete()
        kept = list(register.lines.order_by("id"))
        rejudge(register, kept, edit)
        keep_moved(register, edit)
    return gone


def drop_register(*, edit: Edit) -> None:
    """Give a draft up; it stays on file as dropped. Raises as `put_line`."""
    with transaction.atomic():
        register = take_draft(edit)
        register.state = Register.State.DROPPED
        keep_moved(register, edit)
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
    ahead = next_month(register.employer)
    if register.month >= ahead:
        return None
    left: Month = register.month
    register.month = ahead
    return left


def _find(lines: list[Line], pk: int) -> Line:
    for line in lines:
        if line.pk == pk:
            return line
    raise NoSuchLine("清册里没有这一行，可能已被移除。")


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
    line.base_fen = entry.base_fen
    line.employer_rate, line.own_rate = entry.employer_rate, entry.own_rate
    line.faults = []


def rejudge(register: Register, lines: list[Line], edit: Edit) -> int:
    """Judge all lines anew, save those that changed, and answer how many changed sides.

    A line changes sides when it was good and is bad now, or the other way round.
    """
    before = {line.pk: (line.faults, line.account_id, line.before_fen) for line in lines}
    judge_lines(register, lines, edit.today)
    changed = [
        line
        for line in lines
        if line.pk and before[line.pk] != (line.faults, line.account_id, line.before_fen)
    ]
    Line.objects.bulk_update(changed, ["faults", "account", "before_fen"], batch_size=500)
    return sum(1 for line in changed if bool(line.faults) != bool(before[line.pk][0]))


def keep_moved(register: Register, edit: Edit) -> None:
    """Save a register under its next version, with the name of who edited it."""
    register.version += 1
    register.edited_by, register.edited_at = edit.by, Now()
    register.save()
