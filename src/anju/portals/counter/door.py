"""Who may come in at the counter, and which role may do what."""

from collections.abc import Callable
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
MENU = [
    ("工作台", HOME, "home"),
    ("银行签约", "counter:agreement", "building-bank"),
    ("支票入账", "counter:cheque", "file-invoice"),
    ("办件", "counter:deeds", "files"),
    ("付款", "counter:orders", "cash"),
    ("银行对账", "counter:statements", "scale"),
]
DAY = ("营业日", "counter:business_day", "calendar")


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
        menu=flat_menu(request, [*MENU, DAY] if settings.DEMO else MENU, home=HOME),
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
