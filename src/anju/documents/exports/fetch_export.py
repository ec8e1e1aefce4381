"""Hands a written workbook to the one who asked for it; every time is in the trail."""

from datetime import datetime

from django.db import transaction

from anju.audit.record import record
from anju.documents.exports.asked import Asker
from anju.documents.exports.models import Export
from anju.documents.exports.store import fetch
from anju.documents.materials.store import FileGone
from anju.ground.errors import Refusal


class ExportGone(Refusal):
    code = "documents.export_gone"


@transaction.atomic
def fetch_export(*, export: Export, by: Asker, now: datetime) -> bytes:
    """The workbook, logged with how many rows leave the house.

    Raises ExportGone when it is not ready, its days are over, or its file does not open.
    """
    kept = export.expires_at is not None and export.expires_at > now
    if export.state != Export.State.READY or not kept:
        raise ExportGone("这份名单现在没有可下载的文件，请重新导出。")
    try:
        content = fetch(export.file)
    except FileGone as gone:
        raise ExportGone("这份名单的文件已经不在了，请重新导出。") from gone
    Export.objects.filter(pk=export.pk).update(fetched_at=now)
    note_export(by=by.actor, title=export.title, rows=export.rows_done)
    return content


def note_export(*, by: str, title: str, rows: int) -> None:
    """Every list that leaves the house as a workbook stands in the trail with its rows."""
    record(actor=by, deed="export_list", subject=title[:80], rows=rows)
