"""Compares a roster file with the employer's accounts and proposes changes (一表通)."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

from anju.centers.sql import rows, run
from anju.contributions.models import Line, Register, RosterUpload
from anju.contributions.registers.edit_register import (
    RegisterMoved,
    keep_up,
    note_edit,
    rejudge,
)
from anju.contributions.registers.judge import bench_for
from anju.contributions.registers.open_register import open_register
from anju.contributions.roster.people import RosterRow
from anju.contributions.roster.read import Roster
from anju.contributions.uploads.corrections import by_their_keys, corrected_by, takes
from anju.contributions.uploads.doubts import doubt_months, doubt_seals
from anju.contributions.uploads.follow_upload import Following, UploadStopped
from anju.contributions.uploads.lay_beside import laid_beside
from anju.contributions.uploads.proposals_of import Compared, changed_lines, missing_lines

TOLD_EVERY = 2_000
State = RosterUpload.State


def compare_roster(
    *, upload: RosterUpload, roster: Roster, today: date, following: Following
) -> Register:
    """Fill the employer's draft with what the roster changes; nothing takes effect yet.

    Who is in the file and not with us is opened, unsealed or transferred in; who is with us
    and not in a file of everybody, or marked as leaving, is sealed; whose base, ratios or
    amount differ is re-based. A row with a fault is kept with it and never leads to a seal.
    Failed rows that come back take the place of theirs in the draft and touch nobody else.
    Amounts in fen. Raises RegisterMoved when other changes stand in the draft, or came into it
    meanwhile, NotOurFailedRows, and UploadStopped when the upload was cancelled.
    """
    following.tell(RosterUpload.Step.COMPARE, 0, roster.heads)
    base = corrected_by(upload, roster.corrects)
    people = by_their_keys(roster.rows, base.columns) if base else roster.rows
    register = _draft(upload, base)
    whole = upload.whole and base is None
    with laid_beside(people, employer=upload.employer):
        employer = register.employer_id
        met = [row["ledger_id"] for row in rows("contributions/met", employer=employer)]
        compared = Compared(
            differing=rows("contributions/compare", employer=employer),
            missing=rows("contributions/missing", employer=employer) if whole else [],
        )
    upload.corrects, upload.sheet = base, roster.sheet[:100]
    upload.columns, upload.header_row = dict(roster.columns), roster.header_row
    upload.doubts = list(roster.doubts)
    lines = _judged(upload, register, compared, people, (today, following))
    upload.doubts += doubt_months(lines, people, register) + doubt_seals(lines, len(met))
    with transaction.atomic():
        held = _hold(upload, register)
        if base and takes(held, base):
            numbers = [row.number for row in people]
            run(
                "contributions/replace_lines",
                register=held.pk,
                source_rows=numbers,
                accounts=met,
            )
        _write(upload, held, lines, roster.heads, today)
    return held


def error_sentences(register: Register) -> dict[int, list[str]]:
    """What is wrong with each row of the uploaded file, by its row number."""
    found: dict[int, list[str]] = {}
    whose = Q(upload=None) | Q(upload=register.upload_id)
    for line in register.lines.filter(whose).exclude(source_row=None).exclude(faults=[]):
        sentences = [fault["sentence"] for fault in line.faults]
        found.setdefault(line.source_row or 0, []).extend(sentences)
    return found


def _draft(upload: RosterUpload, base: RosterUpload | None) -> Register:
    register = open_register(employer=upload.employer, by=upload.uploaded_by)
    if base and takes(register, base):
        return register
    if register.lines.exists():
        raise RegisterMoved("变更清册里已有变更，请先提交或作废，再上传名单。")
    return register


def _judged(
    upload: RosterUpload,
    register: Register,
    compared: Compared,
    people: Iterable[RosterRow],
    how: tuple[date, Following],
) -> list[Line]:
    today, following = how
    bench = bench_for(register, today)
    by_row = {row.number: row for row in people}
    every = len(compared.differing) + len(compared.missing)
    lines: list[Line] = []
    for found in (
        changed_lines(compared, by_row, register, bench),
        missing_lines(compared, upload, register, bench),
    ):
        for line in found:
            lines.append(line)
            if len(lines) % TOLD_EVERY == 0:
                following.tell(RosterUpload.Step.JUDGE, len(lines), every)
    return lines


def _hold(upload: RosterUpload, register: Register) -> Register:
    """Lock both for writing, if nobody has cancelled the one or edited the other."""
    now = RosterUpload.objects.select_for_update(no_key=True).get(pk=upload.pk)
    if now.state != State.READING:
        raise UploadStopped("这份名单已经停止读取。")
    held = (
        Register.objects.select_related("employer", "upload")
        .select_for_update(no_key=True, of=("self",))
        .get(pk=register.pk)
    )
    if held.state != Register.State.DRAFT or held.version != register.version:
        raise RegisterMoved("比对时清册刚刚被修改，这份名单没有写入，请看过清册后重新上传。")
    return held


def _write(
    upload: RosterUpload, register: Register, lines: list[Line], heads: int, today: date
) -> None:
    """The comparison and the word that it is done stand in one transaction, or neither does."""
    keep_up(register)
    Line.objects.bulk_create(lines, batch_size=2000)
    if upload.corrects:
        rejudge(register, list(register.lines.order_by("id")), today)
    kept = register.upload
    if kept is None or not upload.corrects:
        register.upload, every = upload, heads
    else:
        every = kept.rows_all
    register.unchanged = max(0, every - register.lines.exclude(source_row=None).count())
    note_edit(register, by=upload.uploaded_by, words=f"上传 {upload.filename}")
    upload.state, upload.step = State.COMPARED, RosterUpload.Step.JUDGE
    upload.rows_done = upload.rows_all = heads
    upload.finished_at = Now()
    upload.save()
