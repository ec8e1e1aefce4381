"""Somebody wants a list as a workbook that is too long to write while he waits (导出)."""

from datetime import date

from django.db import transaction

from anju.audit.record import record
from anju.centers.connection import connection
from anju.centers.wake import wake
from anju.documents.exports.asked import Asker, Question, Wanted, question_of
from anju.documents.exports.lists import exports_of
from anju.documents.exports.models import Export
from anju.ground.errors import Refusal

MOST_UNDER_WAY = 3  # of one person: more would only stand in front of everybody else's
JOB = "write_exports"


class TooManyExports(Refusal):
    code = "documents.too_many_exports"


def ask_export(*, asker: Asker, question: Question, wanted: Wanted, today: date) -> Export:
    """Write down that a workbook is wanted and wake the job that writes it.

    The same question of the same person is not asked twice: the export under way comes back.
    Raises TooManyExports while three of his are under way.
    """
    with transaction.atomic():
        _wait_for_others(asker)
        under_way = exports_of(asker).filter(state__in=Export.UNDER_WAY)
        for export in under_way:
            if question_of(export) == question:
                return export
        if len(under_way) >= MOST_UNDER_WAY:
            raise TooManyExports(
                f"您有 {MOST_UNDER_WAY} 份名单正在生成，请等其中一份完成后再导出。"
            )
        export = Export.objects.create(
            holder=asker.holder,
            holder_id=asker.holder_id,
            visit_id=asker.visit_id,
            employer=asker.employer,
            title=wanted.title[:80],
            filename=wanted.filename[:80],
            question=question.written(),
            asked_on=today,
            rows_all=wanted.rows,
        )
        record(actor=asker.actor, deed="ask_export", subject=export.title, rows=wanted.rows)
        wake(JOB)
    return export


def _wait_for_others(asker: Asker) -> None:
    """Two clicks at once would each see the other's export not yet there."""
    lock = "SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ' x ' || %s, 0))"
    with connection.cursor() as cursor:
        cursor.execute(lock, [asker.actor])
