"""Leaving a form to bind a card, or to make or fill a material; what was typed is kept."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from anju.documents.materials.kinds import Kind
from anju.portals.member.door import MemberRequest
from anju.portals.member.way_back import remember_way_back
from anju.portals.shared.fields import answer

CARD, UPLOAD = "card", "upload:"


def leaving(request: MemberRequest, title: str) -> HttpResponse | None:
    """Where the pressed button leads away to, with the way back remembered; else nothing."""
    press = answer(request, "press")
    if press == CARD:
        to = reverse("member:cards")
    elif press in Kind.values:
        to = f"{reverse('member:material_new')}?kind={press}"
    elif press.startswith(UPLOAD) and press.removeprefix(UPLOAD).isalnum():
        to = reverse("member:material", args=[press.removeprefix(UPLOAD)])
    else:
        return None
    remember_way_back(request, url=request.path, label=f"回到“{title}”")
    return HttpResponseRedirect(to)
