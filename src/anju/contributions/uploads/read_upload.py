"""Takes in a roster file, and reads the ones that wait."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q
from django.db.models.functions import Now

from anju.audit.record import record
from anju.centers.each import run_each
from anju.centers.wake import wake
from anju.contributions.models import Register, RosterUpload, TaughtColumns
from anju.contributions.registers.fill_register import fill_register
from anju.contributions.roster.faults import RosterUnreadable
from anju.contributions.roster.read import Roster, read_roster
from anju.contributions.uploads.ask_columns import asked_sheet, must_ask
from anju.contributions.uploads.compare_roster import compare_roster
from anju.contributions.uploads.files import digest_of, file_of, keep_file
from anju.contributions.uploads.follow_upload import Following
from anju.contributions.uploads.take_turns import UNREAD, let_small_ones_by, waiting_uploads
from anju.ground.errors import Refusal
from anju.people.models import Agent, Employer

State = RosterUpload.State


class SameFileAgain(Refusal):
    code = "contributions.same_file_again"


class FileTooLarge(Refusal):
    code = "contributions.file_too_large"


@dataclass(frozen=True)
class Batch:
    """Which register a file goes into, and the one kind of change it is for, if it is."""

    register_kind: str
    fills: str


WHOLE_ROSTER = Batch(Register.Kind.CHANGES, "")


def take_upload(
    *,
    employer: Employer,
    filename: str,
    content: bytes,
    by: str,
    whole: bool = True,
    agent: Agent | None = None,
    batch: Batch = WHOLE_ROSTER,
) -> RosterUpload:
    """Keep a roster file under its digest and let it be read.

    `whole`: everybody stands in it, and who does not is proposed to be sealed. `batch` is the
    one kind of change a batch file is for, and where it goes. A file that is
    still being read is not taken twice: the upload under way comes back. Raises FileTooLarge
    over the limit of settings, SameFileAgain when this very file already stands compared in
    the draft.
    """
    most = settings.ROSTER_UPLOAD_MOST_BYTES
    if len(content) > most:
        raise FileTooLarge(
            f"文件超过 {most // 1024 // 1024} MB，请删去无关的工作表或图片后重新上传。"
        )
    digest = digest_of(content)
    same = RosterUpload.objects.filter(
        employer=employer,
        digest=digest,
        register_kind=batch.register_kind,
        fills=batch.fills,
    )
    draft = Q(register__state="draft") | Q(corrects__register__state="draft")
    again = same.filter(draft, state=State.COMPARED).first()
    if again is not None:
        at = again.uploaded_at.astimezone(ZoneInfo(settings.TIME_ZONE))
        raise SameFileAgain(
            f"这份名单已于 {at:%H:%M} 上传并比对过，结果就在变更清册里。", upload=again.pk
        )
    under_way = same.filter(state__in=UNREAD).first()
    if under_way is not None:
        return under_way
    path = keep_file(digest, content)
    with transaction.atomic():
        upload = RosterUpload.objects.create(
            employer=employer,
            filename=Path(filename).name[-200:],
            digest=digest,
            path=str(path.relative_to(settings.ANJU_UPLOADS)),
            size_bytes=len(content),
            whole=whole,
            uploaded_by=by,
            agent=agent,
            register_kind=batch.register_kind,
            fills=batch.fills,
        )
        record(actor=by, deed="take_upload", subject=employer.number, digest=digest)
        wake("read_uploads")
    return upload


def read_waiting_uploads(*, today: date) -> int:
    """Read and compare every roster that waits, small ones first; answer how many there were.

    One that was being read when its reader fell is read anew: reading changes nothing until
    the comparison is written in one transaction. A file that breaks our reader is set aside
    with a sentence and holds up no other; what broke is raised at the end (ExceptionGroup).
    """
    had: list[int] = []

    def one(upload: RosterUpload) -> None:
        had.append(upload.pk)
        _read(upload, today)

    run_each(partial(one, upload) for upload in waiting_uploads())
    return len(had)


def _read(upload: RosterUpload, today: date) -> None:
    mine = RosterUpload.objects.filter(pk=upload.pk, state__in=UNREAD)
    if not mine.update(state=State.READING, rows_done=0, rows_all=0):
        return
    aside = partial(let_small_ones_by, upload, partial(_read, today=today))
    following = Following(upload, aside)
    try:
        roster = _roster_of(upload, today, following)
        # A batch file brings what its own change needs; whom to seal needs no base.
        if must_ask(roster) and not upload.fills:
            _ask(upload)
        else:
            _fill(upload, roster, today, following)
    except RosterUnreadable as refusal:
        asks = refusal.detail.get("reason") == "no_header" and asked_sheet(upload) is not None
        if asks:
            _ask(upload)
        else:
            _set_aside(upload, refusal.sentence)
    except Refusal as refusal:
        _set_aside(upload, refusal.sentence)
    except (OperationalError, InterfaceError):
        raise  # the database is away, not the file bad: it is read anew
    except Exception:
        _set_aside(
            upload, "系统没能读完这份文件。请另存为 .xlsx 后重新上传；仍不行请联系中心。"
        )
        raise


def _roster_of(upload: RosterUpload, today: date, following: Following) -> Roster:
    taught = TaughtColumns.objects.filter(employer=upload.employer_id)
    return read_roster(
        file_of(upload),
        filename=upload.filename,
        today=today,
        remembered=dict(taught.values_list("signature", "columns")),
        progress=following.read,
        most=settings.ROSTER_UPLOAD_MOST_ROWS,
    )


def _fill(upload: RosterUpload, roster: Roster, today: date, following: Following) -> None:
    """A batch file fills in its own change; a whole roster tells all by comparison."""
    if upload.fills:
        fill_register(upload=upload, roster=roster, today=today)
    else:
        compare_roster(upload=upload, roster=roster, today=today, following=following)


def _ask(upload: RosterUpload) -> None:
    RosterUpload.objects.filter(pk=upload.pk, state=State.READING).update(
        state=State.ASKING, finished_at=Now()
    )


def _set_aside(upload: RosterUpload, sentence: str) -> None:
    RosterUpload.objects.filter(pk=upload.pk, state=State.READING).update(
        state=State.UNREADABLE, refusal=sentence[:300], finished_at=Now()
    )
