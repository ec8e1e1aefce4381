"""柜员管理: the system administrator opens and closes accounts, and gives no rights."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anju.ground.errors import Refusal
from anju.identity.counter.keep_staff import shut_out
from anju.people.accounts.note_identity import note_identity
from anju.people.models import Staff
from anju.people.staff.actor import actor_of
from anju.people.staff.disable_staff import enable_staff
from anju.people.staff.hire_staff import Newcomer, hire_staff
from anju.people.staff.roles import roles_on
from anju.policy.rules import value
from anju.portals.counter.door import StaffRequest, staff_only
from anju.portals.counter.forms import Button, Deed, Done, show
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import Field, answer
from anju.portals.shared.lists.paging import Paging, paging_of
from anju.portals.shared.shell.page import REFUSED, page

POINTS = (
    "一人一个账号，按证件号码识别",
    "新账号没有岗位，由安全管理员授权，次日生效",
    "激活函由安全管理员发放",
)


@staff_only
@require_safe
def staff(request: StaffRequest) -> HttpResponse:
    """Every account, in service or not."""
    return _list(request)


@staff_only
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def staff_hire(request: StaffRequest) -> HttpResponse:
    """开设账号."""
    branches = tuple((one.name, one.name) for one in value("hall.branches", on=request.today))
    deed = Deed(
        title="开设账号",
        lede="为新到岗的工作人员开设账号",
        points=POINTS,
        buttons=[Button("开设")],
        fields=[
            Field("login", "工号", value=answer(request, "login"), autocomplete="off"),
            Field("name", "姓名", value=answer(request, "name"), autocomplete="off"),
            Field(
                "identity_number",
                "证件号码",
                value=answer(request, "identity_number"),
                autocomplete="off",
            ),
            Field("branch", "管理部", value=answer(request, "branch"), choices=branches),
        ],
    )
    if request.method == "POST":
        try:
            made = hire_staff(
                newcomer=Newcomer(
                    login=answer(request, "login"),
                    name=answer(request, "name"),
                    identity_number=answer(request, "identity_number"),
                    branch=answer(request, "branch"),
                ),
                today=request.today,
                by=actor_of(request.staff),
            )
        except Refusal as refused:
            deed.refusal = refused
        else:
            deed.done = Done(
                title="账号已开设",
                sentence="请安全管理员授予岗位并发放激活函；岗位次日生效。",
                facts=(("工号", made.login), ("姓名", made.name), ("管理部", made.branch)),
                again=("返回柜员管理", "counter:staff"),
            )
    return show(request, deed)


@staff_only
@fresh
@require_POST
def staff_switch(request: StaffRequest) -> HttpResponse:
    """停用 or 启用; a closed account's sessions are dead at once."""
    found = get_object_or_404(Staff, login=answer(request, "login"))
    reason = answer(request, "reason")
    try:
        with transaction.atomic():
            if found.active:
                shut_out(staff=found, by=request.staff, reason=reason, now=timezone.now())
                said = f"{found.login} {found.name} 已停用，其登录已全部退出。"
            else:
                enable_staff(staff=found, by=request.staff, reason=reason)
                said = f"{found.login} {found.name} 已启用。"
    except Refusal as refused:
        return _list(request, refusal=refused)
    return _list(request, said=said)


@staff_only
@require_POST
def staff_identity(request: StaffRequest) -> HttpResponse:
    """补登证件号码 of an account from before it was asked for."""
    found = get_object_or_404(Staff, login=answer(request, "login"))
    try:
        note_identity(
            staff=found,
            identity_number=answer(request, "identity_number"),
            by=request.staff,
            today=request.today,
        )
    except Refusal as refused:
        return _list(request, refusal=refused)
    return _list(request, said=f"{found.login} {found.name} 的证件号码已登记。")


def _list(
    request: StaffRequest, *, refusal: Refusal | None = None, said: str = ""
) -> HttpResponse:
    shown = paging_of(request, total=Staff.objects.count())
    context = {
        "title": "柜员管理",
        "lede": "开设和停用账号；岗位由安全管理员授予",
        "wide": True,
        "crumbs": [{"label": "工作台", "url": reverse("counter:desk")}],
        "back_url": reverse("counter:desk"),
        "refusal": refusal,
        "said": said,
        "accounts": accounts_on(request, shown),
        "shown": shown,
        "list_url": reverse("counter:staff"),
        "may_switch": True,
    }
    status = REFUSED if refusal else 200
    return page(request, "pieces/counter/accounts.html", context, status=status)


def accounts_on(request: StaffRequest, shown: Paging) -> list[dict[str, Any]]:
    """A page of the staff, each with the role of today, by 工号."""
    labels, roles = dict(Staff.Role.choices), roles_on(day=request.today)
    return [
        {
            "login": one.login,
            "name": one.name,
            "branch": one.branch,
            "role": labels.get(roles[one.pk], "未授岗"),
            "active": one.active,
            "known": bool(one.identity_number),
            "own": one.pk == request.staff.pk,
            "pk": one.pk,
        }
        for one in Staff.objects.order_by("login")[shown.slice]
    ]
