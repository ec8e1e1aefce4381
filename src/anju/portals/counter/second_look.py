"""What waits for a second person at the counter: a card each, agreed to or sent back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse

from anju.ground.errors import Refusal
from anju.portals.counter.door import StaffRequest
from anju.portals.shared.lists.paging import paging_of
from anju.portals.shared.shell.page import REFUSED, page


@dataclass(frozen=True)
class Waiting:
    """The deeds of one kind that wait, in their order, and how one of them reads as a card.

    A card has `number`, `title`, `facts` (label and words), and `own`: whether the one who
    looks has asked for it himself; `more` and `more_url` where there is more to read than fits.
    Routes are named within the counter.
    """

    title: str
    lede: str
    empty: str
    listed: str
    decided: str
    found: QuerySet[Any]
    card: Callable[[Any], dict[str, object]]


def waiting_page(
    request: StaffRequest, waiting: Waiting, *, refusal: Refusal | None = None, said: str = ""
) -> HttpResponse:
    """The page of them; after a decision with what was done, or why it was not."""
    shown = paging_of(request, total=waiting.found.count())
    desk = reverse("counter:desk")
    context = {
        "title": waiting.title,
        "lede": waiting.lede,
        "crumbs": [{"label": "工作台", "url": desk}],
        "back_url": desk,
        "refusal": refusal,
        "shown": shown,
        "list_url": reverse(f"counter:{waiting.listed}"),
        "said": said,
        "act_url": reverse(f"counter:{waiting.decided}"),
        "cards": [waiting.card(one) for one in waiting.found[shown.slice]],
        "empty": waiting.empty,
    }
    status = REFUSED if refusal else 200
    return page(request, "pieces/counter/decisions.html", context, status=status)
