"""The first page of a center, and the installation's list of centers."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from anju.centers.clock.day import business_day
from anju.centers.directory import directory
from anju.policy.rules import value
from anju.portals.shared.shell.page import page


@dataclass(frozen=True)
class Door:
    """A way into the hall: what one can do behind it."""

    label: str
    words: str
    verb: str
    icon: str
    url: str
    # Asked before one goes in, and where one goes when one agrees.
    confirm: str = ""
    inside: str = ""


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """首页: the ways into the hall."""
    doors = [
        _members_door(),
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


def _members_door() -> Door:
    """What the city calls it, with the question some ask first. (N-04.)"""
    form = value("identity.member_sign_in_form", on=business_day())
    sign_in, enter = reverse("member:sign_in"), reverse("member:enter")
    return Door(
        form.entry,
        "查账户余额和每一笔明细",
        "个人登录",
        "user",
        url=enter if form.confirm else sign_in,
        confirm=form.confirm,
        inside=sign_in,
    )


@require_safe
def centers(request: HttpRequest) -> HttpResponse:
    """The centers this installation hosts, outside any of them."""
    known = [
        {"name": center.name, "url": f"/c/{code}/"}
        for code, center in directory().by_code.items()
    ]
    return page(request, "pieces/public/installation.html", {"centers": known, "hero": True})
