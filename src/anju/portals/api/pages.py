"""A page of a list, with how many there are in all."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from anju.portals.api.problems import BadRequest

SIZE, SIZE_MOST, PAGE_MOST = 100, 1_000, 1_000_000


@dataclass(frozen=True)
class Shown:
    """The head of the answer, and the rows of the page."""

    head: dict[str, int]
    rows: list[Any]


def page_of(request: HttpRequest, found: QuerySet[Any]) -> Shown:
    """The page asked for: `page` from 1, `size` up to 1,000. Raises BadRequest."""
    page = _whole(request, "page", 1, PAGE_MOST)
    size = _whole(request, "size", SIZE, SIZE_MOST)
    head = {"total": found.count(), "page": page, "size": size}
    return Shown(head, list(found[(page - 1) * size : page * size]))


def _whole(request: HttpRequest, name: str, otherwise: int, most: int) -> int:
    text = request.GET.get(name, str(otherwise))
    if not (text.isascii() and text.isdecimal() and len(text) < 9 and 1 <= int(text) <= most):
        raise BadRequest(f"{name} 须是 1 至 {most:,} 的整数。")
    return int(text)
