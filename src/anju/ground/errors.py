"""The expected "no": a refusal says in Chinese what happened, why, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import ClassVar


class Refusal(Exception):
    """An answer a person can act on (拒绝); every other exception is a bug and crashes.

    `sentence` is shown to people; `detail` holds facts for pages and logs that want to point
    at a place (a row, a field, a reason). Subclasses live in the module that raises them and
    set `code`, a dotted name that never changes once published.
    """

    code: ClassVar[str] = "refusal"

    def __init__(self, sentence: str, **detail: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.detail = detail
        told = _told.get()
        if told is not None:
            told.append(self)

    def __str__(self) -> str:
        return self.sentence


_told: ContextVar[list[Refusal] | None] = ContextVar("told", default=None)


@contextmanager
def listening() -> Iterator[list[Refusal]]:
    """Hear every refusal that comes up in a block, also one that is caught and answered."""
    told: list[Refusal] = []
    before = _told.set(told)
    try:
        yield told
    finally:
        _told.reset(before)
