"""这不是我: the old contact takes a change back by the link in the message he was sent."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from anju.ground.errors import Refusal
from anju.identity.contacts.disavow_change import disavow_change
from anju.portals.shared.shell.page import REFUSED, page

PIECE = "pieces/public/disavow.html"


@require_http_methods(["GET", "HEAD", "POST"])
def disavow(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once more, then put back and shut; looking at the page changes and tells nothing."""
    context: dict[str, Any] = {"title": "撤销手机变更", "back_url": reverse("public:front")}
    if request.method != "POST":
        return _kept_to_itself(page(request, PIECE, context))
    try:
        disavow_change(token=token, now=timezone.now())
    except Refusal as refusal:
        context["refusal"] = refusal
        return _kept_to_itself(page(request, PIECE, context, status=REFUSED))
    return HttpResponseRedirect(reverse("public:disavowed"))


@require_safe
def disavowed(request: HttpRequest) -> HttpResponse:
    """What was done, and what comes next."""
    context = {
        "title": "已撤销",
        "words": "手机号码已恢复为原号码，网上业务已停用，支付已暂停。账户里的钱没有动。",
        "more": "请您本人带身份证到就近的管理部，核实后重新开通。",
    }
    return page(request, "pieces/public/settled.html", context)


def _kept_to_itself(response: HttpResponse) -> HttpResponse:
    """The address holds a secret: it goes to no cache and no other page."""
    response["Cache-Control"], response["Referrer-Policy"] = "no-store", "same-origin"
    return response
