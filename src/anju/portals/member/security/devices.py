"""登录设备: where one is signed in, and how to end it from here."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from anju.ground.errors import Refusal
from anju.identity.visits.own_visits import end_other_visits, end_own_visit, own_visits
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.member.security.frame import framed
from anju.portals.shared.fields import answer
from anju.portals.shared.shell.page import REFUSED, page

PIECE = "pieces/member/security/devices.html"


@members_only
@require_safe
def devices(request: MemberRequest) -> HttpResponse:
    """Open sessions, and the last that are over."""
    return _show(request)


@members_only
@require_POST
def end_device(request: MemberRequest) -> HttpResponse:
    """End one session, at once."""
    text = answer(request, "visit")
    try:
        pk = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
        end_own_visit(member=request.member, pk=pk, now=timezone.now())
    except Refusal as refusal:
        return _show(request, refusal)
    return HttpResponseRedirect(reverse("member:security_devices"))


@members_only
@require_POST
def end_others(request: MemberRequest) -> HttpResponse:
    """End every session but this one."""
    end_other_visits(member=request.member, keep=request.visit, now=timezone.now())
    return HttpResponseRedirect(reverse("member:security_devices"))


def _show(request: MemberRequest, refusal: Refusal | None = None) -> HttpResponse:
    visits = own_visits(member=request.member, now=timezone.now())
    context = framed(request, "登录设备", visits=visits, here=request.visit, refusal=refusal)
    return page(request, PIECE, context, status=REFUSED if refusal else 200)
