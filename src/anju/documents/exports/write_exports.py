"""Writes the workbooks that wait; one whose writer was killed is written anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial

from django.db import InterfaceError, OperationalError
from django.db.models import F
from django.db.models.functions import Now

from anju.centers.connection import connection
from anju.centers.each import run_each
from anju.documents.exports.models import Export
from anju.documents.exports.store import drop, keep
from anju.documents.exports.writer import Writer
from anju.ground.errors import Refusal

KEPT = timedelta(days=3)  # long enough for a weekend, short enough not to be an archive
MOST_TRIES = 3  # one that takes its worker down each time would hold up everybody's
BROKEN = "系统没能生成这份名单，请稍后再导出一次；仍不行请联系中心。"
State = Export.State


def write_exports(*, writer: Writer, now: datetime) -> int:
    """Write every workbook that waits, in the order they were asked for; answer how many.

    Nothing of one is to be had before all of it is: its file has a name and its row says
    ready in one stroke. What broke is raised at the end (ExceptionGroup), and told as failed.
    """
    waiting = list(Export.objects.filter(state__in=Export.UNDER_WAY).order_by("id"))
    run_each(partial(_write, export, writer, now) for export in waiting)
    return len(waiting)


def _write(export: Export, writer: Writer, now: datetime) -> None:
    with _alone(export) as alone:
        if alone:
            _write_alone(export, writer, now)


@contextmanager
def _alone(export: Export) -> Iterator[bool]:
    """Hold one export for as long as its writer's connection lives, or learn that another does.

    Progress must be seen while it is written, so there is no transaction to hold a row in.
    """
    held = "hashtextextended(current_schema() || ' export ' || %s, 0)"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_lock({held})", [str(export.pk)])
        mine = bool(cursor.fetchone()[0])
    try:
        yield mine
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT pg_advisory_unlock({held})", [str(export.pk)])


def _write_alone(export: Export, writer: Writer, now: datetime) -> None:
    mine = Export.objects.filter(pk=export.pk, state__in=Export.UNDER_WAY)
    if not mine.update(state=State.WRITING, rows_done=0, tries=F("tries") + 1):
        return
    if export.tries >= MOST_TRIES:
        _fail(export, BROKEN)
        return
    try:
        content = writer.write(export, partial(_tell, export))
    except Refusal as refusal:
        _fail(export, refusal.sentence)
    except (OperationalError, InterfaceError):
        raise  # the database is away, not the list bad: it is written anew
    except Exception:
        _fail(export, BROKEN)
        raise
    else:
        _deliver(export, content, now)


def _tell(export: Export, rows: int) -> None:
    Export.objects.filter(pk=export.pk, state=State.WRITING).update(rows_done=rows)


def _deliver(export: Export, content: bytes, now: datetime) -> None:
    name = keep(content)
    delivered = Export.objects.filter(pk=export.pk, state=State.WRITING).update(
        state=State.READY,
        file=name,
        size_bytes=len(content),
        finished_at=Now(),
        expires_at=now + KEPT,
    )
    if not delivered:
        drop(name)


def _fail(export: Export, sentence: str) -> None:
    Export.objects.filter(pk=export.pk, state=State.WRITING).update(
        state=State.FAILED, refusal=sentence[:300], finished_at=Now()
    )
