"""Fills one kind of change into a register from a batch file (批量导入): X-19, 21, 23, 27."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from django.db import transaction
from django.db.models.functions import Now

from anju.contributions.models import Line, Register, RosterUpload
from anju.contributions.registers.edit_register import judge_around, note_edit
from anju.contributions.registers.kinds import check_holds
from anju.contributions.registers.open_register import open_register
from anju.contributions.roster.cells import read_leaving
from anju.contributions.roster.people import RosterRow
from anju.contributions.roster.read import Roster
from anju.ground.errors import Refusal
from anju.people.models import Employer
from anju.policy.rules import value

_BACK: Final = re.compile("启封|复职|恢复|返岗|续缴")


class NobodyMarked(Refusal):
    code = "contributions.nobody_marked"


class BatchStopped(Refusal):
    code = "contributions.batch_stopped"


def fill_register(*, upload: RosterUpload, roster: Roster, today: date) -> Register:
    """Put the rows of a file into the draft of its kind; those that change nothing are counted.

    Nobody else is touched: whoever is not in the file is not sealed. Rows of an earlier file
    for the same change give way, keyed rows stay. Where the file has a 状态 column that says
    something, only the marked rows are meant. Raises NobodyMarked when none is.
    """
    kind = Line.Kind(upload.fills)
    meant = _meant(roster.rows, kind)
    if not meant:
        raise NobodyMarked(
            f"文件里没有要办理{kind.label}的职工。请在“状态”列填“{kind.label}”，或只留下要办理的行。"
        )
    with transaction.atomic():
        now = RosterUpload.objects.select_for_update(no_key=True).get(pk=upload.pk)
        if now.state != RosterUpload.State.READING:
            raise BatchStopped("这份文件已经停止读取。")
        draft = open_register(
            employer=upload.employer,
            by=upload.uploaded_by,
            kind=Register.Kind(upload.register_kind),
        )
        register = (
            Register.objects.select_related("employer")
            .select_for_update(no_key=True, of=("self",))
            .get(pk=draft.pk)
        )
        check_holds(register, kind)
        earlier = register.lines.filter(kind=kind, upload__isnull=False)
        # Failed rows that come back replace what failed, and leave what was good.
        (earlier.exclude(faults=[]) if roster.corrects else earlier).delete()
        lines = _lines(register, upload, meant, by_amount=_by_amount(today))
        judge_around(register, lines, [], today)
        changing = [line for line in lines if not _changes_nothing(line)]
        Line.objects.bulk_create(changing, batch_size=2000)
        register.upload = upload
        register.unchanged = len(lines) - len(changing)
        note_edit(
            register, by=upload.uploaded_by, words=f"上传 {upload.filename}（{kind.label}）"
        )
        _finish(upload, roster)
    return register


def _finish(upload: RosterUpload, roster: Roster) -> None:
    upload.sheet, upload.doubts = roster.sheet[:100], list(roster.doubts)
    upload.columns, upload.header_row = dict(roster.columns), roster.header_row
    upload.state, upload.step = RosterUpload.State.COMPARED, RosterUpload.Step.JUDGE
    upload.rows_done = upload.rows_all = roster.heads
    upload.finished_at = Now()
    upload.save()


def _by_amount(today: date) -> bool:
    return bool(value("contribution.register_gives", on=today) == "monthly_amount")


def _meant(people: list[RosterRow], kind: Line.Kind) -> list[RosterRow]:
    """The rows that ask for this change."""
    if kind == Line.Kind.SEAL:
        marked = [row for row in people if read_leaving(row.status_text)]
    elif kind == Line.Kind.UNSEAL:
        marked = [row for row in people if _BACK.search(row.status_text)]
    else:
        return [row for row in people if not read_leaving(row.status_text)]
    said = any(row.status_text for row in people)
    return marked if said else people


def _lines(
    register: Register, upload: RosterUpload, people: list[RosterRow], *, by_amount: bool
) -> list[Line]:
    kind = Line.Kind(upload.fills)
    known = _by_account(register.employer, people)
    return [_line(register, upload, kind, row, known, by_amount) for row in people]


def _line(
    register: Register,
    upload: RosterUpload,
    kind: Line.Kind,
    row: RosterRow,
    known: Mapping[str, str],
    by_amount: bool,
) -> Line:
    asked_fen = row.monthly_fen if kind == Line.Kind.BASE else None
    if asked_fen is not None and row.base_fen is not None and not by_amount:
        asked_fen = None
    return Line(
        register=register,
        upload=upload,
        kind=kind,
        source_row=row.number,
        name=row.name[:60],
        identity_number=(row.identity_number or known.get(row.account_number, ""))[:40],
        mobile=row.mobile[:40],
        given=Line.Given.BASE if asked_fen is None else Line.Given.MONTHLY,
        asked_fen=asked_fen,
        base_fen=None if kind == Line.Kind.SEAL else row.base_fen,
        employer_rate=row.employer_ratio,
        own_rate=row.own_ratio,
        why=f"批量{kind.label}文件第 {row.number} 行",
        faults=[fault._asdict() for fault in row.faults],
    )


def _by_account(employer: Employer, people: list[RosterRow]) -> dict[str, str]:
    """The identity numbers of rows that name the account alone."""
    numbers = [row.account_number for row in people if not row.identity_number]
    own = employer.accounts.filter(number__in=[one for one in numbers if one])
    found: dict[str, str] = {
        account.number: account.member.identity_number
        for account in own.select_related("member")
    }
    return found


def _changes_nothing(line: Line) -> bool:
    """Whether a row of a list of bases leaves its person as he is; it is passed over."""
    codes = {fault["code"] for fault in line.faults}
    return line.kind == Line.Kind.BASE and codes == {"R09"}
