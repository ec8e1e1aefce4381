"""Takes in a roster file, and reads the ones that wait."""

import hashlib
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction

from anju.audit.record import record
from anju.centers.current import center_code
from anju.centers.each import run_each
from anju.centers.wake import wake
from anju.contributions.models import RosterUpload
from anju.contributions.roster.read import Roster, read_roster
from anju.contributions.uploads.compare_roster import compare_roster
from anju.ground.errors import Refusal
from anju.people.models import Employer

State = RosterUpload.State
UNREAD = (State.WAITING, State.READING)


class SameFileAgain(Refusal):
    code = "contributions.same_file_again"


class FileTooLarge(Refusal):
    code = "contributions.file_too_large"


def take_upload(*, employer: Employer, filename: str, content: bytes, by: str) -> RosterUpload:
    """Keep a roster file under its digest and let it be read.

    A file that is still being read is not taken twice: the upload under way comes back. Raises
    FileTooLarge over the limit of settings, SameFileAgain when this very file already stands
    compared in the draft.
    """
    most = settings.ROSTER_UPLOAD_MOST_BYTES
    if len(content) > most:
        raise FileTooLarge(
            f"文件超过 {most // 1024 // 1024} MB，请删去无关的工作表或图片后重新上传。"
        )
    digest = hashlib.sha256(content).hexdigest()
    same = RosterUpload.objects.filter(employer=employer, digest=digest)
    again = same.filter(register__state="draft").first()
    if again is not None:
        at = again.uploaded_at.astimezone(ZoneInfo(settings.TIME_ZONE))
        raise SameFileAgain(f"这份名单已于 {at:%H:%M} 上传并比对过，结果就在变更清册里。")
    under_way = same.filter(state__in=UNREAD).first()
    if under_way is not None:
        return under_way
    path = _keep(digest, content)
    with transaction.atomic():
        upload = RosterUpload.objects.create(
            employer=employer,
            filename=Path(filename).name[-200:],
            digest=digest,
            path=str(path.relative_to(settings.ANJU_UPLOADS)),
            uploaded_by=by,
        )
        record(actor=by, deed="take_upload", subject=employer.number, digest=digest)
        wake("read_uploads")
    return upload


def file_of(upload: RosterUpload) -> Path:
    """Where an uploaded file lies."""
    return Path(settings.ANJU_UPLOADS) / upload.path


def read_waiting_uploads(*, today: date) -> int:
    """Read and compare every roster that waits, and answer how many there were.

    One that was being read when its reader fell is read anew: reading changes nothing until
    the comparison is written in one transaction. A file that breaks our reader is set aside
    with a sentence and holds up no other; what broke is raised at the end (ExceptionGroup).
    """
    waiting = RosterUpload.objects.filter(state__in=UNREAD).order_by("id")
    steps = [partial(_read, upload, today) for upload in waiting]
    run_each(steps)
    return len(steps)


def _read(upload: RosterUpload, today: date) -> None:
    mine = RosterUpload.objects.filter(pk=upload.pk, state__in=UNREAD)
    if not mine.update(state=State.READING):
        return

    def progress(done: int, every: int) -> None:
        upload.rows_done, upload.rows_all = done, every
        upload.save(update_fields=["rows_done", "rows_all"])

    try:
        roster = read_roster(
            file_of(upload), filename=upload.filename, today=today, progress=progress
        )
        _compare(upload, roster, today)
    except Refusal as refusal:
        _set_aside(upload, refusal.sentence)
    except (OperationalError, InterfaceError):
        raise  # the database is away, not the file bad: it is read anew
    except Exception:
        _set_aside(
            upload, "系统没能读完这份文件。请另存为 .xlsx 后重新上传；仍不行请联系中心。"
        )
        raise


def _compare(upload: RosterUpload, roster: Roster, today: date) -> None:
    """The comparison and the word that it is done stand in one transaction, or neither does."""
    with transaction.atomic():
        now = RosterUpload.objects.select_for_update(no_key=True).get(pk=upload.pk)
        if now.state != State.READING:
            return  # another reader was quicker
        upload.sheet, upload.doubts = roster.sheet[:100], list(roster.doubts)
        compare_roster(upload=upload, people=roster.rows, today=today)
        upload.state = State.COMPARED
        upload.rows_done = upload.rows_all = roster.heads
        upload.save()


def _set_aside(upload: RosterUpload, sentence: str) -> None:
    RosterUpload.objects.filter(pk=upload.pk, state=State.READING).update(
        state=State.UNREADABLE, refusal=sentence[:300]
    )


def _keep(digest: str, content: bytes) -> Path:
    folder = Path(settings.ANJU_UPLOADS) / center_code() / digest[:2]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / digest
    if not path.exists():
        # Written beside its place and moved there whole: half a file never bears the digest.
        with NamedTemporaryFile(dir=folder, delete=False) as unfinished:
            unfinished.write(content)
        Path(unfinished.name).replace(path)
    return path
