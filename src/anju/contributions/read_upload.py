"""Takes in a roster file, and reads the ones that wait."""

import hashlib
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction

from anju.centers.current import center_code
from anju.centers.wake import wake
from anju.contributions.compare_roster import compare_roster
from anju.contributions.models import RosterUpload
from anju.contributions.roster.read import read_roster
from anju.ground.errors import Refusal
from anju.people.models import Employer

State = RosterUpload.State


class SameFileAgain(Refusal):
    code = "contributions.same_file_again"


class FileTooLarge(Refusal):
    code = "contributions.file_too_large"


def take_upload(*, employer: Employer, filename: str, content: bytes, by: str) -> RosterUpload:
    """Keep a roster file under its digest and let it be read.

    Raises FileTooLarge over the limit of settings, SameFileAgain when this very file already
    stands compared in the draft.
    """
    most = settings.ROSTER_UPLOAD_MOST_BYTES
    if len(content) > most:
        raise FileTooLarge(
            f"文件超过 {most // 1024 // 1024} MB，请删去无关的工作表或图片后重新上传。"
        )
    digest = hashlib.sha256(content).hexdigest()
    again = RosterUpload.objects.filter(
        employer=employer, digest=digest, register__state="draft"
    ).first()
    if again is not None:
        raise SameFileAgain(
            f"这份名单已于 {again.uploaded_at:%H:%M} 上传并比对过，结果就在变更清册里。"
        )
    path = _keep(digest, content)
    with transaction.atomic():
        upload = RosterUpload.objects.create(
            employer=employer,
            filename=Path(filename).name[-200:],
            digest=digest,
            path=str(path.relative_to(settings.ANJU_UPLOADS)),
            uploaded_by=by,
        )
        wake("read_uploads")
    return upload


def file_of(upload: RosterUpload) -> Path:
    """Where an uploaded file lies."""
    return Path(settings.ANJU_UPLOADS) / upload.path


def read_waiting_uploads(*, today: date) -> int:
    """Read and compare every roster that waits, and answer how many there were.

    One that was being read when its reader fell is read anew: reading changes nothing until
    the comparison is written in one transaction.
    """
    waiting = RosterUpload.objects.filter(state__in=[State.WAITING, State.READING])
    for upload in waiting.order_by("id"):
        _read(upload, today)
    return len(waiting)


def _read(upload: RosterUpload, today: date) -> None:
    upload.state = State.READING
    upload.save(update_fields=["state"])

    def progress(done: int, every: int) -> None:
        upload.rows_done, upload.rows_all = done, every
        upload.save(update_fields=["rows_done", "rows_all"])

    try:
        roster = read_roster(
            file_of(upload), filename=upload.filename, today=today, progress=progress
        )
        upload.sheet, upload.doubts = roster.sheet[:100], list(roster.doubts)
        compare_roster(upload=upload, people=roster.rows, today=today)
    except Refusal as refusal:
        upload.state, upload.refusal = State.UNREADABLE, refusal.sentence[:300]
    else:
        upload.state = State.COMPARED
        upload.rows_done = upload.rows_all = roster.heads
    upload.save()


def _keep(digest: str, content: bytes) -> Path:
    folder = Path(settings.ANJU_UPLOADS) / center_code() / digest[:2]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / digest
    if not path.exists():
        path.write_bytes(content)
    return path
