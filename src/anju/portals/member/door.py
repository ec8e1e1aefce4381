"""Who may come in by the members' door."""

from collections.abc import Callable
from datetime import date
from typing import cast

from django.http import HttpRequest
from django.urls import reverse

from anju.centers.clock.day import business_day
from anju.identity.models import Visit
from anju.people.models import Member
from anju.portals.shared.doors.visitors import View, Visitor, guarded, key_of
from anju.portals.shared.shell.hall import corner_of, menu_of

HOME = "member:home"


class MemberRequest(HttpRequest):
    """A request behind this door: whose it is, on which business day."""

    member: Member
    today: date
    visit: Visit
    visitor: Visitor


def _let_in(request: HttpRequest) -> bool:
    member = Member.objects.filter(pk=key_of(request, "member")).first()
    if member is None:
        return False
    known = cast(MemberRequest, request)
    known.member, known.today = member, business_day()
    known.visitor = Visitor(
        line=f"您好，{member.name}",
        door="个人",
        home_url=reverse(HOME),
        sign_out_url=reverse("member:sign_out"),
        menu=menu_of(request, key="hall.menus_member", home=HOME, today=known.today),
        find_url=reverse("member:find"),
        corner=corner_of(request, key="hall.corner_member", today=known.today),
    )
    return True


members_only: Callable[[View], View] = guarded("member:sign_in", _let_in)
