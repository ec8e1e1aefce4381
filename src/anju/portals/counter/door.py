"""Who may come in at the counter, and which role may do what."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from anju.centers.clock.day import business_day
from anju.people.models import Staff
from anju.portals.shared.hall import flat_menu
from anju.portals.shared.visitors import View, Visitor, guarded, key_of

HOME = "counter:desk"
EVERYBODY = tuple(Staff.Role)
SIGNERS = (Staff.Role.CLERK, Staff.Role.MANAGER)
BOOKERS = (Staff.Role.FINANCE, Staff.Role.MANAGER)


@dataclass(frozen=True)
class Room:
    """A place at the counter: its word, its page, what is done there, and who may."""

    label: str
    route: str
    icon: str
    words: str
    roles: tuple[Staff.Role, ...] = EVERYBODY
    only_in_demo: bool = False


ROOMS = (
    Room(
        "银行签约",
        "counter:agreement",
        "building-bank",
        "网厅单位缴存银行账户签约",
        roles=SIGNERS,
    ),
    Room(
        "支票入账",
        "counter:cheque",
        "file-invoice",
        "财政支票记入单位预缴户",
        roles=BOOKERS,
    ),
    Room("办件", "counter:deeds", "files", "各单位的汇缴与预缴，办到哪一步"),
    Room("付款", "counter:orders", "cash", "向银行发出的指令与银行的答复"),
    Room("银行对账", "counter:statements", "scale", "对账单与我方指令逐笔核对"),
    Room(
        "营业日",
        "counter:business_day",
        "calendar",
        "演示环境推进营业日",
        only_in_demo=True,
    ),
)


def rooms_of(staff: Staff) -> list[Room]:
    """The places a clerk may enter, so that no menu leads to a closed door."""
    return [
        room
        for room in ROOMS
        if staff.role in room.roles and (settings.DEMO or not room.only_in_demo)
    ]


class StaffRequest(HttpRequest):
    """A request behind this door: who serves, on which business day."""

    staff: Staff
    today: date
    visitor: Visitor


def _let_in(request: HttpRequest) -> bool:
    staff = Staff.objects.filter(pk=key_of(request, "staff"), active=True).first()
    if staff is None:
        return False
    known = cast(StaffRequest, request)
    known.staff, known.today = staff, business_day()
    known.visitor = Visitor(
        line=f"{staff.branch} · {staff.get_role_display()} {staff.name}",
        door="综合柜面",
        home_url=reverse(HOME),
        sign_out_url=reverse("counter:sign_out"),
        menu=flat_menu(
            request,
            [
                ("工作台", HOME, "home"),
                *((room.label, room.route, room.icon) for room in rooms_of(staff)),
            ],
            home=HOME,
        ),
    )
    return True


staff_only: Callable[[View], View] = guarded("counter:sign_in", _let_in)


def only(*roles: Staff.Role) -> Callable[[View], View]:
    """Lets only clerks of these roles through."""

    def gate(view: View) -> View:
        @staff_only
        @wraps(view)
        def serving(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.staff.role not in roles:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return serving

    return gate
