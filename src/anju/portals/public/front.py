"""The first page of a center, and the installation's list of centers."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from anju.centers.directory import directory
from anju.portals.shared.page import page


@dataclass(frozen=True)
class Door:
    """A way into the hall: what one can do behind it."""

    label: str
    words: str
    verb: str
    icon: str
    url: str


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """首页: the ways into the hall."""
    doors = [
        Door(
            "个人用户", "查账户余额和每一笔明细", "个人登录", "user", reverse("member:sign_in")
        ),
        Door(
            "单位用户",
            "变更清册、汇缴、预缴、打印回单",
            "单位登录",
            "building",
            reverse("employer:sign_in"),
        ),
        Door(
            "回单验证",
            "用验证码核对回单的真伪",
            "去验证",
            "shield-check",
            reverse("public:verify"),
        ),
    ]
    return page(request, "pieces/public/front.html", {"doors": doors, "hero": True})


@require_safe
def centers(request: HttpRequest) -> HttpResponse:
    """The centers this installation hosts, outside any of them."""
    known = [
        {"name": center.name, "url": f"/c/{code}/"}
        for code, center in directory().by_code.items()
    ]
    return page(request, "pieces/public/installation.html", {"centers": known, "hero": True})
