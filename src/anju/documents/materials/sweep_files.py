"""Takes away files no material names any more: of deleted drafts, and of uploads that fell."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from anju.centers.current import center_code
from anju.documents.materials.models import MaterialFile, MaterialPage
from anju.documents.materials.reseal_files import kept_files
from anju.documents.materials.store import lock_digest

YOUNG = timedelta(days=1)
CHUNK = 500


def sweep_files(*, now: datetime) -> int:
    """Delete what lies in the store for a day without a row; answers how many files.

    Whoever is just writing the same content holds its digest, and is waited for.
    """
    old = [path for path in kept_files() if _age(path, now) > YOUNG]
    swept = 0
    for start in range(0, len(old), CHUNK):
        batch = old[start : start + CHUNK]
        named = _named([path.name for path in batch])
        swept += sum(_sweep(path) for path in batch if path.name not in named)
    folder = Path(settings.ANJU_MATERIALS) / center_code()
    for unfinished in folder.glob("??/.*"):
        if _age(unfinished, now) > YOUNG:
            unfinished.unlink()
    return swept


def _named(digests: list[str]) -> set[str]:
    files = MaterialFile.objects.filter(sha256__in=digests)
    pages = MaterialPage.objects.filter(sha256__in=digests)
    return {*files.values_list("sha256", flat=True), *pages.values_list("sha256", flat=True)}


@transaction.atomic
def _sweep(path: Path) -> bool:
    lock_digest(path.name)
    if _named([path.name]):
        return False
    path.unlink(missing_ok=True)
    return True


def _age(path: Path, now: datetime) -> timedelta:
    return now - datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
