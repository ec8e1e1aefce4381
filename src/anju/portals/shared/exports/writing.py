"""Writes the workbook of a question: the job's hand upstairs, named by the settings."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404

from anju.documents.exports.asked import question_of
from anju.documents.exports.models import Export
from anju.documents.exports.writer import Progress
from anju.ground.errors import Refusal
from anju.identity.models import Visit
from anju.portals.shared.doors.errand import Errand
from anju.portals.shared.lists.query import Query, workbook_of

TOLD_EVERY = 1_000  # rows; a page that waits asks once a second


class NotShown(Refusal):
    code = "portals.not_shown"


class WorkbookWriter:
    """Walks to the list as its asker would, and writes what stands there now."""

    def write(self, export: Export, progress: Progress) -> bytes:
        """The workbook of an export. Raises NotShown when its asker is not let in any more."""
        return workbook_of(_query_of(export), lambda rows: _telling(rows, progress))


def _query_of(export: Export) -> Query:
    visit = Visit.objects.filter(
        pk=export.visit_id, holder=export.holder, holder_id=export.holder_id
    ).first()
    if visit is None:
        raise NotShown("申请导出时的登录记录已经不在，请重新登录后再导出。")
    try:
        errand = Errand(question_of(export), visit=visit, today=export.asked_on)
        errand.run()
    except Http404 as gone:
        raise NotShown("这份名单已经不在了，没有生成文件。") from gone
    if not isinstance(errand.found, Query):
        raise NotShown("您现在不能查看这份名单，没有生成文件。")
    return errand.found


def _telling(rows: Iterator[Any], progress: Progress) -> Iterator[Any]:
    done = 0
    for done, row in enumerate(rows, start=1):
        if done % TOLD_EVERY == 0:
            progress(done)
        yield row
    progress(done)
