"""In which order rosters are read: small files first, and past a large one under way."""

from collections.abc import Callable, Iterator

from anju.contributions.models import RosterUpload

SMALL_BYTES = 512 * 1024  # about 5,000 rows
State = RosterUpload.State
UNREAD = (State.WAITING, State.READING)


def waiting_uploads() -> Iterator[RosterUpload]:
    """Every upload that is unread, the smallest of those there are at each turn, each once."""
    had: set[int] = set()
    while upload := _next(had):
        had.add(upload.pk)
        yield upload


def let_small_ones_by(large: RosterUpload, read: Callable[[RosterUpload], None]) -> None:
    """Read the small files that came while a large one is being read; small ones go on."""
    if large.size_bytes <= SMALL_BYTES:
        return
    small = RosterUpload.objects.filter(state=State.WAITING, size_bytes__lte=SMALL_BYTES)
    for upload in small.order_by("size_bytes", "id"):
        read(upload)


def _next(had: set[int]) -> RosterUpload | None:
    unread = RosterUpload.objects.filter(state__in=UNREAD).exclude(pk__in=had)
    return unread.select_related("employer").order_by("size_bytes", "id").first()
