"""Picking many at once: 待启封的职工 and 待封存的职工, ticked in a list (X-20, X-22)."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from anju.contributions.models import Line, Register
from anju.contributions.registers.edit_register import put_people
from anju.contributions.registers.kinds import only_kind
from anju.contributions.registers.open_register import open_register
from anju.ground.errors import Refusal
from anju.people.lists import staff_of
from anju.portals.employer.door import AgentRequest, may_act
from anju.portals.employer.registers.asked import SIZES, size_of
from anju.portals.employer.registers.line_form import FINDS
from anju.portals.employer.registers.places import TABS, place, title_of, url_of
from anju.portals.employer.registers.register import edit_of
from anju.portals.employer.registers.tools import PICKED
from anju.portals.employer.ways import Crumb, crumbs
from anju.portals.shared.doors.words import searchable, words_of
from anju.portals.shared.lists.paging import paging_of
from anju.portals.shared.shell.page import REFUSED, page

PIECE = "pieces/employer/picks.html"


@may_act
@searchable
@require_http_methods(["GET", "HEAD", "POST"])
def picks(request: AgentRequest, kind: str = Register.Kind.CHANGES) -> HttpResponse:
    """The employer's own people who can be unsealed or sealed; ticked ones are added."""
    draft = open_register(
        employer=request.employer, by=request.agent.name, kind=Register.Kind(kind)
    )
    asked = request.POST.get("kind") or request.GET.get("kind") or ""
    usual = Line.Kind(asked) if asked in PICKED else Line.Kind.UNSEAL
    change = only_kind(draft) or usual
    if request.method != "POST":
        return page(request, PIECE, _context(request, draft, change, None))
    ticked = [int(key) for key in request.POST.getlist("account") if key.isdecimal()]
    try:
        put_people(edit=edit_of(request, draft), kind=change, accounts=ticked)
    except Refusal as refusal:
        draft.refresh_from_db()
        context = _context(request, draft, change, refusal)
        return page(request, PIECE, context, status=REFUSED)
    tab = "" if only_kind(draft) else f"?tab={change}"
    return HttpResponseRedirect(f"{url_of(draft)}{tab}")


def _context(
    request: AgentRequest, draft: Register, change: Line.Kind, refusal: Refusal | None
) -> dict[str, Any]:
    own = staff_of(employer=request.employer, words=words_of(request), state=FINDS[change])
    shown = paging_of(request, total=own.count(), size=size_of(request))
    accounts = list(own[shown.slice])
    there = draft.lines.filter(account__in=accounts).values_list("account", flat=True)
    word = TABS[change]
    return {
        "title": f"选择待{word}的职工",
        "crumbs": [
            *crumbs("employer:home"),
            Crumb(title_of(draft.kind, today=request.today), url_of(draft)),
        ],
        "wide": True,
        "register": draft,
        "change": change,
        "word": word,
        "words": words_of(request),
        "accounts": accounts,
        "there": set(there),
        "shown": shown,
        "size": size_of(request),
        "sizes": SIZES,
        "refusal": refusal,
        "back_url": url_of(draft),
        "here_url": place(draft.kind, "picks"),
    }
