"""材料: the wallet of the person whose file lies open, page by page; each look is noted."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from anju.documents.materials.lists import material_of, materials_of, serving, standing
from anju.documents.materials.look_alikes import look_alikes
from anju.documents.materials.models import Material
from anju.documents.materials.said import pairs
from anju.documents.materials.tell_centers import used_elsewhere
from anju.ground.errors import Refusal
from anju.identity.counter.open_person import show_papers
from anju.portals.counter.persons.opened import PersonRequest, with_person
from anju.portals.shared.lists.paging import paging_of
from anju.portals.shared.shell.page import REFUSED, page
from anju.portals.shared.withdrawals.material_pages import leaves_of, page_response

LIST, ONE = "pieces/counter/materials.html", "pieces/counter/material.html"


@with_person("member")
@require_safe
def materials(request: PersonRequest) -> HttpResponse:
    """The wallet's list; a title is no paper yet."""
    return _list(request)


@with_person("member")
@require_safe
def material(request: PersonRequest, number: str) -> HttpResponse:
    """One material in the viewer, with what it says and what elsewhere is like it."""
    own = _own(request, number)
    try:
        show_papers(by=request.staff, opened=request.opened, now=timezone.now())
    except Refusal as refusal:
        return _list(request, refusal)

    def address(file: int, leaf: int) -> str:
        return reverse("counter:material_page", args=[own.number, file, leaf])

    context = {
        **_frame(own.title, inner=True),
        "material": own,
        "standing": standing(own, today=request.today),
        "said": pairs(own.rule, own.values),
        "uses": serving(own),
        "leaves": leaves_of(own, address),
        "alike": [*look_alikes(own), *used_elsewhere(own)],
        "viewer_label": own.title,
    }
    return page(request, ONE, context)


@with_person("member")
@require_safe
def material_page(request: PersonRequest, number: str, file: int, leaf: int) -> HttpResponse:
    """One page as a picture, while the person's file lies open."""
    own = _own(request, number)
    return page_response(own, file=file, page=leaf, small="small" in request.GET)


def _own(request: PersonRequest, number: str) -> Material:
    try:
        return material_of(member=request.person, number=number)  # type: ignore[arg-type]
    except Material.DoesNotExist as nothing:
        raise Http404 from nothing


def _list(request: PersonRequest, refusal: Refusal | None = None) -> HttpResponse:
    found = materials_of(member=request.person, today=request.today)  # type: ignore[arg-type]
    shown = paging_of(request, total=found.count())
    context = {
        **_frame("材料"),
        "shown": shown,
        "rows": [(one, standing(one, today=request.today)) for one in found[shown.slice]],
        "refusal": refusal,
    }
    return page(request, LIST, context, status=REFUSED if refusal else 200)


def _frame(title: str, *, inner: bool = False) -> dict[str, Any]:
    file, wallet = reverse("counter:person_file"), reverse("counter:materials")
    crumbs = [
        {"label": "工作台", "url": reverse("counter:desk")},
        {"label": "个人资料", "url": file},
    ]
    if inner:
        crumbs.append({"label": "材料", "url": wallet})
    return {
        "title": title,
        "crumbs": crumbs,
        "back_url": wallet if inner else file,
        "wide": True,
    }
