"""岗位授权: the security administrator gives roles, ends sessions, prints new starts."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from anju.ground.errors import Refusal
from anju.identity.counter.keep_staff import end_sessions, restart_staff
from anju.people.models import Staff
from anju.people.staff.grant_role import grant_role
from anju.people.staff.roles import coming_grants
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.printing import PRINTED, print_for
from anju.portals.counter.team.accounts import accounts_on
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import answer
from anju.portals.shared.lists.paging import paging_of
from anju.portals.shared.shell.page import REFUSED, page


@staff_only
@require_safe
def grants(request: StaffRequest) -> HttpResponse:
    """Everybody with his role of today and the one of tomorrow."""
    return _list(request)


@staff_only
@fresh
@require_POST
def grant(request: StaffRequest) -> HttpResponse:
    """授予岗位: to another, from the next business day on."""

    def deed(staff: Staff) -> str:
        given = grant_role(
            staff=staff,
            role=answer(request, "role"),
            by=request.staff,
            reason=answer(request, "reason"),
            today=request.today,
            now=timezone.now(),
        )
        return f"{staff.name} 的岗位授权已记录，{given.since} 起生效。"

    return _do(request, deed)


@staff_only
@fresh
@require_POST
def reset_factors(request: StaffRequest) -> HttpResponse:
    """重置验证方式: password, codes and passkeys are forgotten, a slip is printed."""

    def deed(staff: Staff) -> str:
        slip = restart_staff(
            staff=staff,
            by=request.staff,
            reason=answer(request, "reason"),
            now=timezone.now(),
        )
        return f"{staff.name}：{PRINTED.format(number=print_for(slip, '柜面系统首次登录'))}"

    return _do(request, deed)


@staff_only
@require_POST
def end_sessions_of(request: StaffRequest) -> HttpResponse:
    """退出其登录."""

    def deed(staff: Staff) -> str:
        ended = end_sessions(staff=staff, by=request.staff, now=timezone.now())
        return f"{staff.name} 的 {ended} 处登录已退出。"

    return _do(request, deed)


def _do(request: StaffRequest, deed: Callable[[Staff], str]) -> HttpResponse:
    found = get_object_or_404(Staff, login=answer(request, "login"))
    try:
        with transaction.atomic():
            said = deed(found)
    except Refusal as refused:
        return _list(request, refusal=refused)
    return _list(request, said=said)


def _list(
    request: StaffRequest, *, refusal: Refusal | None = None, said: str = ""
) -> HttpResponse:
    labels = dict(Staff.Role.choices)
    shown = paging_of(request, total=Staff.objects.count())
    accounts = accounts_on(request, shown)
    coming = coming_grants(day=request.today)
    for one in accounts:
        grant = coming.get(one["pk"])
        if grant is not None:
            role = labels.get(grant.role, "不授岗")
            one["coming"] = f"{grant.since} 起：{role}"
    context = {
        "title": "岗位授权",
        "lede": "授予岗位次日生效；不能授予自己；三类管理员互不兼任",
        "wide": True,
        "crumbs": [{"label": "工作台", "url": reverse("counter:desk")}],
        "back_url": reverse("counter:desk"),
        "refusal": refusal,
        "said": said,
        "accounts": accounts,
        "shown": shown,
        "list_url": reverse("counter:grants"),
        "roles": Staff.Role.choices,
        "may_switch": False,
    }
    status = REFUSED if refusal else 200
    return page(request, "pieces/counter/accounts.html", context, status=status)
