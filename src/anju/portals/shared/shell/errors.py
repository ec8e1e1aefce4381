"""Pages for what went wrong, each with a number the hotline can look for."""

import logging
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone

from anju.policy.hotline import hotline
from anju.policy.rules import center_codes
from anju.portals.shared.shell.trace import trace_of

log = logging.getLogger("anju.portals")


@dataclass(frozen=True)
class Trouble:
    """What an error page says."""

    title: str
    sentence: str
    icon: str
    number: str


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request could not be read."""
    return _told(
        request, 400, "没有读懂您的请求", "请回到上一页，重新填写后再提交。", "help-circle"
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: this page is not for this visitor."""
    return _told(
        request, 403, "这一页不对您开放", "它属于别的用户或别的岗位。请核对登录的身份。", "lock"
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: no such page."""
    return _told(
        request, 404, "没有这个页面", "网址可能输错了，或者这一页已经搬走。", "map-off"
    )


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's token is missing or old; nothing was done."""
    return _told(
        request,
        403,
        "这一页放得太久了",
        "为了您的资金安全，这次提交没有办理。请回到上一页刷新后再提交。",
        "clock",
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours; asks nothing of the database, which may be the fault."""
    number = f"500-{trace_of(request)}"
    log.error("server error %s at %s", number, request.path)
    trouble = Trouble(
        "系统出了故障",
        "是我们的问题，不是您的。刚才这一步没有办成，请过几分钟再试；已经入账的款项不受影响。",
        "tool",
        number,
    )
    context = {
        "piece": "pieces/error.html",
        "error": trouble,
        "title": trouble.title,
        "hotline": _number_of(request),
        "front_url": "/",
    }
    html = render_to_string("shells/plain.html", context)
    return HttpResponse(html, status=500)


def _number_of(request: HttpRequest) -> str:
    """Whom to call: the profiles are in memory, so this can not be the fault's next victim."""
    center = getattr(request, "center", None)
    code = "" if center is None else center.schema_name
    return hotline(now=timezone.now(), center=code) if code in center_codes() else ""


def _told(
    request: HttpRequest, status: int, title: str, sentence: str, icon: str
) -> HttpResponse:
    trouble = Trouble(title, sentence, icon, f"{status}-{trace_of(request)}")
    log.warning("%s at %s", trouble.number, request.path)
    bare = "HX-Request" in request.headers
    shell = getattr(request, "shell", "desktop")
    template = "pieces/error.html" if bare else f"shells/{shell}.html"
    context = {"piece": "pieces/error.html", "error": trouble, "title": title}
    return render(request, template, context, status=status)
