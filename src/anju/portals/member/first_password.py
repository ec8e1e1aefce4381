"""After an activation code: a password must be set, and then one signs in again."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from anju.centers.clock.day import business_day
from anju.ground.errors import Refusal
from anju.identity.first_password import mark_of, set_first_password
from anju.identity.models import Visit
from anju.identity.passwords.check_twice import check_twice
from anju.people.models import Member
from anju.policy.rules import value
from anju.portals.shared.fields import Field
from anju.portals.shared.shell.page import REFUSED, page

SIGN_IN = "member:sign_in"
KEY = "activated"
LIVES = timedelta(minutes=15)


def begin(request: HttpRequest, *, member: Member, typed: str) -> HttpResponse:
    """A new session that knows nothing but who may set a password in it."""
    request.session.flush()
    until = timezone.now() + LIVES
    request.session[KEY] = {
        "member": member.pk,
        "mark": mark_of(typed),
        "until": until.isoformat(),
    }
    return HttpResponseRedirect(reverse("member:first_password"))


@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def first_password(request: HttpRequest) -> HttpResponse:
    """设置登录密码: the only page that an activation code opens. (N-06.)"""
    who = request.session.get(KEY)
    if who is None or timezone.now() >= datetime.fromisoformat(who["until"]):
        return HttpResponseRedirect(reverse(SIGN_IN))
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            _set(request, who)
        except Refusal as refused:
            refusal = refused
        else:
            request.session.flush()
            query = urlencode({"why": Visit.Because.PASSWORD_CHANGED})
            return HttpResponseRedirect(f"{reverse(SIGN_IN)}?{query}")
    six = value("identity.member_password", on=business_day()) == "six_digits"
    context = {
        "title": "设置登录密码",
        "crumbs": [{"label": "个人密码登录", "url": reverse(SIGN_IN)}],
        "fields": _fields(six),
        "refusal": refusal,
    }
    status = REFUSED if refusal else 200
    response = page(request, "pieces/member/first_password.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def _set(request: HttpRequest, who: dict[str, Any]) -> None:
    password = request.POST.get("password", "")
    check_twice(password, request.POST.get("again", ""))
    set_first_password(
        member=Member.objects.get(pk=who["member"]),
        password=password,
        mark=who["mark"],
        since=datetime.fromisoformat(who["until"]) - LIVES,
        today=business_day(),
        now=timezone.now(),
    )


def _fields(six: bool) -> list[Field]:
    hint = (
        "6 位数字只能查询；要在网上办理业务，请设 8 位以上、别人猜不到的密码"
        if six
        else "8 位以上，用哪些字符都可以，别人猜不到就好"
    )
    return [
        Field("password", "新密码", type="password", hint=hint, autocomplete="new-password"),
        Field("again", "确认新密码", type="password", autocomplete="new-password"),
    ]
