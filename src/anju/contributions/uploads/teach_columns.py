"""Remembers what an agent says the columns of a roster mean, and forgets it again."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from anju.audit.record import record
from anju.centers.wake import wake
from anju.contributions.models import RosterUpload, TaughtColumns
from anju.contributions.roster.header_words import LABELS
from anju.contributions.uploads.ask_columns import ASKED_FIELDS, asked_sheet
from anju.ground.errors import Refusal
from anju.people.models import Employer

State = RosterUpload.State
TEACHABLE = (State.ASKING, State.UNREADABLE)


class NotAsked(Refusal):
    code = "contributions.columns_not_asked"


class ColumnsUnclear(Refusal):
    code = "contributions.columns_unclear"


def teach_columns(
    *, upload: RosterUpload, fields: Mapping[str, str], by: str, now: datetime
) -> TaughtColumns:
    """Keep which field each column letter is (empty: not ours), and read the file anew.

    It holds for every later file of this employer with the same headings. Raises NotAsked when
    nothing was asked, ColumnsUnclear without a name and a number, or with a field twice.
    """
    sheet = asked_sheet(upload) if upload.state in TEACHABLE else None
    if sheet is None:
        raise NotAsked("这份名单现在不需要指认列。请回到上传页重新上传。")
    columns = {
        column.heading: fields.get(column.letter, "")
        for column in sheet.columns
        if fields.get(column.letter, "") in ("", *ASKED_FIELDS)
    }
    _check(list(columns.values()))
    with transaction.atomic():
        taught, _ = TaughtColumns.objects.update_or_create(
            employer=upload.employer,
            signature=sheet.signature,
            defaults={"columns": columns, "taught_by": by, "taught_at": now},
        )
        RosterUpload.objects.filter(pk=upload.pk, state__in=TEACHABLE).update(
            state=State.WAITING, refusal="", rows_done=0, rows_all=0
        )
        record(actor=by, deed="teach_columns", subject=upload.employer.number, taught=taught.pk)
        wake("read_uploads")
    return taught


def forget_columns(*, employer: Employer, taught: int, by: str) -> bool:
    """Forget one of the employer's headers; answers whether there was one."""
    with transaction.atomic():
        gone, _ = TaughtColumns.objects.filter(employer=employer, pk=taught).delete()
        if gone:
            record(actor=by, deed="forget_columns", subject=employer.number, taught=taught)
    return bool(gone)


def _check(fields: list[str]) -> None:
    said = [field for field in fields if field]
    twice = sorted({LABELS[field] for field in said if said.count(field) > 1})
    if twice:
        raise ColumnsUnclear(f"有两列都选了“{'、'.join(twice)}”，每一项只能选一列，请改选。")
    if "name" not in said:
        raise ColumnsUnclear("还没有指明哪一列是“姓名”，请选择后再确认。")
    if not {"identity_number", "account_number"} & set(said):
        raise ColumnsUnclear("还没有指明哪一列是“身份证号码”或“个人账号”，请选择后再确认。")
