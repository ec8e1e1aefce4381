"""Who may come in at the counter; what each role may do stands in `rooms`."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from anju.centers.clock.day import business_day
from anju.identity.models import Visit
from anju.people.models import Staff
from anju.people.staff.roles import role_on
from anju.portals.counter.rooms import ROOMS, TABLE, Room
from anju.portals.shared.doors.visitors import View, Visitor, guarded, key_of
from anju.portals.shared.shell.errors import forbidden
from anju.portals.shared.shell.hall import Menu, MenuEntry, MenuGroup, flat_menu

HOME = "counter:desk"


def rooms_of(staff: Staff) -> list[Room]:
    """The places of the menu a clerk may enter, so that none leads to a closed door."""
    return [
        room
        for room in ROOMS
        if room.label and may_enter(staff, room) and (settings.DEMO or not room.only_in_demo)
    ]


def may_enter(staff: Staff, room: Room | None) -> bool:
    """Whether the table lets this role in; what is not in the table lets nobody in."""
    return room is not None and staff.role in room.roles


class StaffRequest(HttpRequest):
    """A request behind this door: who serves, in which role, on which business day."""

    staff: Staff
    today: date
    visit: Visit
    visitor: Visitor


def _let_in(request: HttpRequest) -> bool:
    staff = Staff.objects.filter(pk=key_of(request, "staff"), active=True).first()
    if staff is None:
        return False
    known = cast(StaffRequest, request)
    known.today = business_day()
    # Read anew at each request: a grant or its end binds from its day, whoever is signed in.
    staff.role = role_on(staff, day=known.today)
    known.staff = staff
    known.visitor = Visitor(
        line=f"{staff.branch} · {staff.get_role_display() or '未授岗'} {staff.name}",
        door="综合柜面",
        home_url=reverse(HOME),
        sign_out_url=reverse("counter:sign_out"),
        menu=_menu(request, rooms_of(staff)),
    )
    return True


def _menu(request: HttpRequest, rooms: list[Room]) -> Menu:
    """The desk first, then the rooms behind their headings, in the order of the table."""
    first = flat_menu(request, [("工作台", HOME, "home")], home=HOME)
    parts: dict[str, list[MenuEntry]] = {}
    for room in rooms:
        wanted = [(room.label, f"counter:{room.route}", room.icon)]
        (entry,) = flat_menu(request, wanted, home=HOME)
        if isinstance(entry, MenuEntry):
            parts.setdefault(room.group or room.label, []).append(entry)
    behind = [
        entries[0] if len(entries) == 1 else MenuGroup(label, tuple(entries))
        for label, entries in parts.items()
    ]
    return (*first, *behind)


_signed_in: Callable[[View], View] = guarded("counter:sign_in", _let_in)


def staff_only(view: View) -> View:
    """Lets those through whom the table lets into the page the address names."""

    @_signed_in
    @wraps(view)
    def serving(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        route = request.resolver_match.view_name if request.resolver_match else ""
        if not may_enter(request.staff, TABLE.get(route)):
            return forbidden(request)
        return view(request, *args, **kwargs)

    return serving
