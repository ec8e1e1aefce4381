"""The second half of the way in: a one-time code, a passkey, a new password, a first factor."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from anju.ground.errors import Refusal
from anju.identity.factors.keys import keys_of
from anju.identity.factors.passkeys import add_passkey, prove_passkey
from anju.identity.factors.renew_staff_password import renew_staff_password
from anju.identity.factors.totp import begin_totp, confirm_totp
from anju.identity.models import Holder, Visit
from anju.identity.sign_in_staff import (
    HalfWay,
    HalfWayOver,
    Missing,
    prove_code,
    prove_otherwise,
    what_is_missing,
)
from anju.portals.counter.entry import half_way
from anju.portals.counter.entry.scan import scan_of
from anju.portals.shared.doors.visitors import session_of, welcome
from anju.portals.shared.fields import Field, answer
from anju.portals.shared.shell.page import REFUSED, page

CODE = Field(
    "code",
    "动态口令",
    hint="应用里显示的 6 位数字，每 30 秒更换",
    inputmode="numeric",
    autocomplete="one-time-code",
    extra="w-month",
)


@sensitive_post_parameters("code", "password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    """What is still missing, one thing after another; nothing else is open meanwhile."""
    try:
        half = half_way.current(request)
        missing = what_is_missing(half, now=timezone.now())
        refusal: Refusal | None = None
        if request.method == "POST":
            try:
                half = TAKEN[missing](request, half)
            except HalfWayOver:
                raise
            except Refusal as refused:
                refusal = refused
            else:
                return _on(request, half)
    except HalfWayOver as over:
        request.session.pop(half_way.KEY, None)
        return _over(request, over)
    context = {"refusal": refusal, "gate": True, **SHOWN[missing](request, half)}
    context["challenge_url"] = reverse("counter:half_way_challenge")
    template = f"pieces/counter/{missing.value}.html"
    return page(request, template, context, status=REFUSED if refusal else 200)


def _on(request: HttpRequest, half: HalfWay) -> HttpResponse:
    if what_is_missing(half, now=timezone.now()) is not Missing.NOTHING:
        return HttpResponseRedirect(reverse("counter:second_factor"))
    way_on = str(request.session.get("way_on", reverse("counter:desk")))
    welcome(request, kind="staff", key=half.staff.pk, strength=Visit.Strength.TWO)
    return HttpResponseRedirect(way_on)


def _over(request: HttpRequest, over: HalfWayOver) -> HttpResponse:
    way = {"label": "重新登录", "url": reverse("counter:sign_in")}
    context = {"refusal": over, "title": "请重新登录", "gate": True, "way_on": way}
    return page(request, "pieces/refusal.html", context, status=REFUSED)


def _take_factor(request: HttpRequest, half: HalfWay) -> HalfWay:
    now = timezone.now()
    signed = answer(request, "passkey")
    if signed:
        prove_otherwise(
            half,
            proof=lambda: prove_passkey(
                owner=half_way.owner_of(half.staff),
                site=half_way.site_of(request),
                session=session_of(request),
                answer=signed,
                now=now,
            ),
            now=now,
        )
    else:
        prove_code(half, typed=answer(request, "code"), now=now)
    return half_way.keep(request, half, proven=True)


def _take_password(request: HttpRequest, half: HalfWay) -> HalfWay:
    renew_staff_password(
        staff=half.staff,
        password=request.POST.get("password", ""),
        again=request.POST.get("again", ""),
        now=timezone.now(),
    )
    return half_way.keep(request, half, renewed=True)


def _take_enrolment(request: HttpRequest, half: HalfWay) -> HalfWay:
    now = timezone.now()
    made = answer(request, "passkey")
    if made:
        prove_otherwise(
            half,
            proof=lambda: add_passkey(
                owner=half_way.owner_of(half.staff),
                site=half_way.site_of(request),
                session=session_of(request),
                answer=made,
                name=answer(request, "name"),
                now=now,
            ),
            now=now,
        )
    else:
        prove_otherwise(
            half,
            proof=lambda: confirm_totp(
                holder=Holder.STAFF,
                holder_id=half.staff.pk,
                typed=answer(request, "code"),
                now=now,
            ),
            now=now,
        )
    return half_way.keep(request, half, proven=True)


def _show_factor(request: HttpRequest, half: HalfWay) -> dict[str, Any]:
    keys = keys_of(holder=Holder.STAFF, holder_id=half.staff.pk)
    return {
        "title": "第二步验证",
        "staff": half.staff,
        "keys": keys,
        "fields": [CODE] if keys.totp_since else [],
    }


def _show_password(request: HttpRequest, half: HalfWay) -> dict[str, Any]:
    return {
        "title": "设置新密码",
        "staff": half.staff,
        "fields": [
            Field(
                "password",
                "新密码",
                type="password",
                hint="至少 12 位，大写、小写、数字、符号中至少三种；每 90 天更换",
                autocomplete="new-password",
            ),
            Field("again", "再输一次", type="password", autocomplete="new-password"),
        ],
    }


def _show_enrolment(request: HttpRequest, half: HalfWay) -> dict[str, Any]:
    secret = begin_totp(holder=Holder.STAFF, holder_id=half.staff.pk)
    return {
        "title": "登记第二要素",
        "staff": half.staff,
        "scan": scan_of(secret, half.staff),
        "fields": [CODE],
        "passkey_name": Field("name", "设备名称", value="我的设备", required=False),
    }


TAKEN: dict[Missing, Callable[[HttpRequest, HalfWay], HalfWay]] = {
    Missing.FACTOR: _take_factor,
    Missing.PASSWORD: _take_password,
    Missing.ENROL: _take_enrolment,
    Missing.NOTHING: lambda request, half: half,
}
SHOWN: dict[Missing, Callable[[HttpRequest, HalfWay], dict[str, Any]]] = {
    Missing.FACTOR: _show_factor,
    Missing.PASSWORD: _show_password,
    Missing.ENROL: _show_enrolment,
    Missing.NOTHING: _show_factor,
}
