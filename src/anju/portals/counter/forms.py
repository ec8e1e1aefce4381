"""The page on which one deed of the counter is done, and what it says afterwards."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from anju.ground.errors import Refusal
from anju.portals.counter.door import StaffRequest
from anju.portals.shared.fields import Field
from anju.portals.shared.shell.page import REFUSED, page

PIECE = "pieces/counter/deed.html"
CARD = ("card", "已核对身份证原件：照片与本人一致，在有效期内")


@dataclass(frozen=True)
class Button:
    """A button of the form; its value says which one was pressed."""

    label: str
    value: str = ""
    plain: bool = False


@dataclass(frozen=True)
class Done:
    """What happened, its serial, and what comes next."""

    title: str
    sentence: str
    facts: tuple[tuple[str, str], ...] = ()
    papers: tuple[tuple[str, str], ...] = ()
    again: tuple[str, str] = ("返回", "counter:desk")

    @property
    def again_url(self) -> str:
        """Where the one way on leads."""
        return reverse(self.again[1])


@dataclass
class Deed:
    """Everything the page of one deed shows."""

    title: str
    lede: str
    fields: list[Field] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)
    checks: list[tuple[str, str]] = field(default_factory=list)
    points: tuple[str, ...] = ()
    person: dict[str, str] | None = None
    refusal: Refusal | None = None
    done: Done | None = None
    said: str = ""
    more: dict[str, Any] = field(default_factory=dict)


def show(request: StaffRequest, deed: Deed, *, back: str = "counter:desk") -> HttpResponse:
    """Render the page; a refusal comes with status 422."""
    crumbs = [{"label": "工作台", "url": reverse("counter:desk")}]
    if back != "counter:desk":
        crumbs.append({"label": "查个人", "url": reverse(back)})
    context = {
        "title": deed.title,
        "deed": deed,
        "fields": deed.fields,
        "refusal": deed.refusal,
        "crumbs": crumbs,
        "back_url": reverse(back),
        **deed.more,
    }
    return page(request, PIECE, context, status=REFUSED if deed.refusal else 200)
