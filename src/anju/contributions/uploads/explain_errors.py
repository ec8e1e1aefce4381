"""The employer's workbook as it goes back, with all that is wrong in it (错误原表返还)."""

from datetime import date
from pathlib import Path

from django.db.models import Q

from anju.contributions.models import RosterUpload, TaughtColumns
from anju.contributions.roster.annotate import annotate_roster
from anju.contributions.roster.mistakes import Mistake, mistake_of
from anju.contributions.roster.read import read_roster
from anju.contributions.uploads.corrections import register_with
from anju.contributions.uploads.files import file_of


def explain_errors(*, upload: RosterUpload, today: date, out: Path) -> Path:
    """Write the upload's own file to `out` with the faults its rows have in the register now.

    A file of everybody gets a sheet of its failed rows besides; a sheet of failed rows that
    came back is explained in place. Raises RosterUnreadable as read_roster does.
    """
    remembered = dict(
        TaughtColumns.objects.filter(employer=upload.employer_id).values_list(
            "signature", "columns"
        )
    )
    mistakes = _mistakes(upload)
    if upload.corrects_id:
        roster = read_roster(
            file_of(upload), filename=upload.filename, today=today, remembered=remembered
        )
        own = {row.source_row: row.number for row in roster.rows if row.source_row}
        mistakes = {own[key]: said for key, said in mistakes.items() if key in own}
    return annotate_roster(
        file_of(upload),
        filename=upload.filename,
        mistakes=mistakes,
        out=out,
        remembered=remembered,
        sheet_name=upload.sheet or None,
        upload=None if upload.corrects_id else (upload.pk, upload.digest),
    )


def _mistakes(upload: RosterUpload) -> dict[int, list[Mistake]]:
    register = register_with(upload)
    found: dict[int, list[Mistake]] = {}
    if register is None:
        return found
    whose = Q(upload=None) | Q(upload=upload)
    for line in register.lines.filter(whose).exclude(source_row=None).exclude(faults=[]):
        said = found.setdefault(line.source_row or 0, [])
        said.extend(mistake_of(fault, upload.columns) for fault in line.faults)
    return found
