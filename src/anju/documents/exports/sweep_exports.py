"""Takes away workbooks whose days are over, and files that no row names."""

from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from anju.documents.exports.models import Export
from anju.documents.exports.store import drop, folder
from anju.documents.exports.write_exports import KEPT

YOUNG = timedelta(days=1)


def sweep_exports(*, now: datetime) -> int:
    """Delete what is kept no longer, and what a fallen writer left; answers how many.

    The row goes with its file, the row first: a page never offers what is not there.
    """
    failed = Q(state=Export.State.FAILED, finished_at__lte=now - KEPT)
    over = Export.objects.filter(failed | Q(expires_at__lte=now))
    with transaction.atomic():
        files = list(over.select_for_update().values_list("file", flat=True))
        over.delete()
    for name in filter(None, files):
        drop(name)
    return len(files) + _sweep_nameless(now)


def _sweep_nameless(now: datetime) -> int:
    """What lies there for a day without a row, half written or never told of."""
    if not folder().is_dir():
        return 0
    named = set(Export.objects.exclude(file="").values_list("file", flat=True))
    old = [
        path
        for path in folder().iterdir()
        if path.name not in named
        and now - datetime.fromtimestamp(path.stat().st_mtime, tz=UTC) > YOUNG
    ]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
