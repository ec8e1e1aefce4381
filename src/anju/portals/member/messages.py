"""消息中心: the messages pushed to a member, unread and read (Z-16 to Z-20, Z-24)."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from anju.ground.errors import Refusal
from anju.notices.inbox import hide_notice, mark_read, notice_of, notices_of
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.shared.lists.paging import paging_of
from anju.portals.shared.shell.page import REFUSED, page

LIST, ONE = "pieces/member/messages.html", "pieces/member/message.html"
TABS = {"all": "消息", "unread": "未读消息", "read": "已阅"}
DONE = {"read": "已标记为已阅", "hidden": "消息已删除"}
ROWS = 10


@members_only
@require_safe
def inbox(request: MemberRequest) -> HttpResponse:
    """消息: what was pushed, newest first, under the tab that was chosen."""
    return page(request, LIST, _listed(request))


@members_only
@require_safe
def message(request: MemberRequest, pk: int) -> HttpResponse:
    """查看: one message with 关闭 and 标为已阅."""
    try:
        found = notice_of(recipient=request.member.pk, pk=pk)
    except Refusal as refusal:
        return page(request, LIST, {**_listed(request), "refusal": refusal}, status=REFUSED)
    context = {
        **_frame(),
        "title": "消息内容",
        "crumbs": [*_frame()["crumbs"], {"label": "消息", "url": reverse("member:messages")}],
        "notice": found,
    }
    return page(request, ONE, context)


@members_only
@require_POST
def reading(request: MemberRequest, pk: int) -> HttpResponse:
    """标为已阅: the message moves to 已阅."""
    try:
        mark_read(recipient=request.member.pk, pk=pk, now=timezone.now())
    except Refusal as refusal:
        return page(request, LIST, {**_listed(request), "refusal": refusal}, status=REFUSED)
    return HttpResponseRedirect(f"{reverse('member:messages')}?done=read")


@members_only
@require_POST
def hiding(request: MemberRequest, pk: int) -> HttpResponse:
    """删除: the message leaves the list."""
    try:
        hide_notice(recipient=request.member.pk, pk=pk, now=timezone.now())
    except Refusal as refusal:
        return page(request, LIST, {**_listed(request), "refusal": refusal}, status=REFUSED)
    return HttpResponseRedirect(f"{reverse('member:messages')}?done=hidden")


def _listed(request: MemberRequest) -> dict[str, Any]:
    asked = request.GET.get("show", "all")
    show = asked if asked in TABS else "all"
    found = notices_of(recipient=request.member.pk, show=show)
    shown = paging_of(request, total=found.count(), size=ROWS)
    return {
        **_frame(),
        "title": "消息中心",
        "tabs": [(key, label, key == show) for key, label in TABS.items()],
        "show": show,
        "done": DONE.get(request.GET.get("done", ""), ""),
        "shown": shown,
        "notices": found[shown.slice],
        "now": timezone.now(),
    }


def _frame() -> dict[str, Any]:
    return {"crumbs": [{"label": "主页面", "url": reverse("member:home")}]}
