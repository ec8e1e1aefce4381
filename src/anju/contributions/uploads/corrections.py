"""Failed rows that come back put right: to which upload they belong, and as which rows."""

from collections.abc import Mapping

from django.db.models import Q

from anju.contributions.models import Register, RosterUpload
from anju.contributions.roster.failed_rows import FailedMark
from anju.contributions.roster.faults import Fault
from anju.contributions.roster.people import RosterRow
from anju.ground.errors import Refusal


class NotOurFailedRows(Refusal):
    code = "contributions.not_our_failed_rows"


def corrected_by(upload: RosterUpload, mark: FailedMark | None) -> RosterUpload | None:
    """The upload whose failed rows this one brings back, or None for a list of its own.

    Raises NotOurFailedRows for a mark of another employer's, or of no upload at all.
    """
    if mark is None:
        return None
    found = RosterUpload.objects.filter(
        pk=mark.upload,
        employer=upload.employer_id,
        digest__startswith=mark.digest,
        state=RosterUpload.State.COMPARED,
    ).first()
    if found is None:
        raise NotOurFailedRows(
            "这张错误行表不是本单位上传的名单生成的，没有读取。"
            "请下载最近一次的错误说明，改好后再上传。"
        )
    return found


def takes(register: Register, base: RosterUpload) -> bool:
    """Whether a draft holds the lines of this upload or of an earlier correction of it."""
    kept = register.upload
    return kept is not None and base.pk in (kept.pk, kept.corrects_id)


def register_with(upload: RosterUpload) -> Register | None:
    """The register whose lines came from this upload, or from those whose rows it corrects."""
    family = Q(upload=upload.pk) | Q(upload__corrects=upload.pk)
    if upload.corrects_id:
        family |= Q(upload=upload.corrects_id) | Q(upload__corrects=upload.corrects_id)
    return Register.objects.filter(family).order_by("-id").first()


def latest_of(register: Register) -> RosterUpload | None:
    """The upload that was written into a register last: its roster, or a correction of it."""
    if register.upload_id is None:
        return None
    family = Q(pk=register.upload_id) | Q(corrects=register.upload_id)
    done = RosterUpload.objects.filter(family, state=RosterUpload.State.COMPARED)
    return done.order_by("-id").first()


def by_their_keys(rows: list[RosterRow], columns: Mapping[str, str]) -> list[RosterRow]:
    """The rows under the numbers they have in the employer's own file (原表行号).

    `columns` are that file's letters by field: a fault's address is given as it is there. A
    row without a number is somebody new; it gets one behind all others.
    """
    behind = max((row.source_row or 0 for row in rows), default=0) + 1_000_000
    return [
        _renumbered(row, row.source_row or behind + place, columns)
        for place, row in enumerate(rows)
    ]


def is_added(number: int) -> bool:
    """Whether a row's number says that it was added by hand to the sheet of failed rows."""
    return number > 1_000_000


def _renumbered(row: RosterRow, number: int, columns: Mapping[str, str]) -> RosterRow:
    faults = tuple(_moved(fault, number, columns) for fault in row.faults)
    return row._replace(number=number, faults=faults)


def _moved(fault: Fault, number: int, columns: Mapping[str, str]) -> Fault:
    letter = columns.get(fault.field)
    if letter is None or is_added(number):
        return fault
    cell = f"{letter}{number}"
    return fault._replace(
        cell=cell, sentence=f"{cell}{fault.sentence.removeprefix(fault.cell)}"
    )
