"""手机号码变更: the old telephone answers, then the new one; money waits and both are told."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from anju.ground.errors import Refusal
from anju.identity.contacts.member_codes import send_member_code, take_member_code
from anju.identity.contacts.own_mobile import ask_new_mobile, replace_own_mobile
from anju.identity.models import Code
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.member.security.code_field import CodeField, asked, asks
from anju.portals.member.security.frame import (
    Form,
    done_page,
    forget,
    form_page,
    framed,
    hours,
    remember,
    remembers,
)
from anju.portals.shared.contact_pages import pages_of, place_of
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import Field, answer
from anju.portals.shared.shell.page import page
from anju.portals.shared.steps import steps_of

TITLE, STEPS = "手机号码变更", ("验证原手机", "验证新手机", "完成")
PROVEN = "old_mobile_proven"
WITHOUT = "原手机已停用或不在身边：请本人带身份证到就近的管理部变更，网上无法跳过这一步。"
OLD = Code.Purpose.MOBILE_OLD


@members_only
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def mobile(request: MemberRequest) -> HttpResponse:
    """Step 1: a code to the telephone on file (C-20, X-06, X-42, X-57)."""
    if not request.member.mobile:
        context = framed(request, TITLE, without=WITHOUT)
        return page(request, "pieces/member/security/no_mobile.html", context)
    code = CodeField("发到您现在登记的手机", request.member.mobile, "原手机验证码")
    if request.method != "POST":
        return form_page(request, _first(code))
    now, place = timezone.now(), place_of(request)
    if asks(request):
        code = asked(
            code,
            lambda: send_member_code(member=request.member, purpose=OLD, place=place, now=now),
            now=now,
        )
        return form_page(request, _first(code))
    try:
        typed = answer(request, "code")
        take_member_code(member=request.member, purpose=OLD, place=place, typed=typed, now=now)
    except Refusal as refusal:
        return form_page(request, _first(code), refusal=refusal)
    remember(request, PROVEN, now=now)
    return HttpResponseRedirect(reverse("member:security_mobile_new"))


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_mobile(request: MemberRequest) -> HttpResponse:
    """Step 2: 新手机号, 短信验证码, 确定."""
    now, number = timezone.now(), answer(request, "mobile")
    if not remembers(request, PROVEN, now=now):
        return HttpResponseRedirect(reverse("member:security_mobile"))
    code = CodeField("发到您填写的新手机", number, "短信验证码")
    if request.method != "POST":
        return form_page(request, _second(number, code))
    place = place_of(request)
    if asks(request):
        code = asked(
            code,
            lambda: ask_new_mobile(member=request.member, mobile=number, place=place, now=now),
            now=now,
        )
        return form_page(request, _second(number, code))
    try:
        replace_own_mobile(
            member=request.member,
            mobile=number,
            typed=answer(request, "code"),
            place=place,
            pages=pages_of(request),
            now=now,
        )
    except Refusal as refusal:
        return form_page(request, _second(number, code), refusal=refusal)
    forget(request, PROVEN)
    return HttpResponseRedirect(reverse("member:security_mobile_done"))


@members_only
@require_safe
def mobile_changed(request: MemberRequest) -> HttpResponse:
    """提示成功，业务办结."""
    return done_page(
        request,
        "修改成功，业务办结",
        f"新手机号码已登记。为保护您的资金，{hours(request, 'mobile_changed')} 小时内暂停支付，"
        "到时自动恢复。",
        more="新旧两个号码都会收到短信；原号码可在 72 小时内撤销这次变更。",
    )


def _first(code: CodeField) -> Form:
    return Form(
        title=TITLE,
        route="security_mobile",
        submit="下一步",
        code=code,
        lede="先用原手机确认是您本人，再验证新手机",
        notes=[WITHOUT],
        steps=steps_of(STEPS, here=1),
        error_title="原手机没有通过验证",
    )


def _second(number: str, code: CodeField) -> Form:
    return Form(
        title=TITLE,
        route="security_mobile",
        submit="确定",
        fields=[
            Field(
                "mobile",
                "新手机号",
                value=number,
                type="tel",
                inputmode="numeric",
                autocomplete="tel-national",
                hint="11 位手机号码",
            )
        ],
        code=code,
        notes=["变更后一段时间内暂停支付，新旧两个号码都会收到短信。"],
        steps=steps_of(STEPS, here=2),
        error_title="手机号码没有变更",
    )
