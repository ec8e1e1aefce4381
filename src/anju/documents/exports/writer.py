"""Who turns a question into a workbook: whoever draws the lists, and settings name him."""

from collections.abc import Callable
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from anju.documents.exports.models import Export

Progress = Callable[[int], None]


class Writer(Protocol):
    """Asks the question of an export again and writes the answer."""

    def write(self, export: Export, progress: Progress) -> bytes:
        """The workbook; `progress` is told how many rows are written.

        Raises a Refusal when the asker may not see the list any more.
        """


@cache
def writer() -> Writer:
    """The writer of this process; lists live upstairs, and nobody below imports them."""
    found: Writer = import_string(settings.ANJU_EXPORT_WRITER)()
    return found
