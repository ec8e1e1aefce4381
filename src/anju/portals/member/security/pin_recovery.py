"""支付密码找回 (J-19): proof of oneself, a code, a new payment password; money waits a day."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from anju.ground.errors import Refusal
from anju.identity.contacts.member_codes import send_member_code, take_member_code
from anju.identity.models import Code
from anju.identity.passwords.own_secrets import recover_own_pin
from anju.identity.passwords.pin import has_pin
from anju.policy.hotline import hotline
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.member.security.code_field import CodeField, asked, asks
from anju.portals.member.security.frame import (
    Form,
    done_page,
    forget,
    form_page,
    hours,
    remember,
    remembers,
)
from anju.portals.member.security.pin import pin_fields
from anju.portals.shared.contact_pages import place_of
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import answer
from anju.portals.shared.steps import steps_of

TITLE, STEPS = "支付密码找回", ("短信验证", "新支付密码", "完成")
PROVEN = "pin_code_taken"
PIN = Code.Purpose.PIN


@members_only
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def recover(request: MemberRequest) -> HttpResponse:
    """Step 1: 获取短信验证码, 验证码, 下一步; one SMS alone is not enough."""
    if not has_pin(request.member.pk):
        return HttpResponseRedirect(reverse("member:security_pin_set"))
    code = CodeField("发到您登记的手机", request.member.mobile)
    if request.method != "POST":
        return form_page(request, _first(code))
    now, place = timezone.now(), place_of(request)
    if asks(request):
        code = asked(
            code,
            lambda: send_member_code(member=request.member, purpose=PIN, place=place, now=now),
            now=now,
        )
        return form_page(request, _first(code))
    try:
        typed = answer(request, "code")
        take_member_code(member=request.member, purpose=PIN, place=place, typed=typed, now=now)
    except Refusal as refusal:
        return form_page(request, _first(code), refusal=refusal)
    remember(request, PROVEN, now=now)
    return HttpResponseRedirect(reverse("member:security_pin_recover_new"))


@members_only
@sensitive_post_parameters("new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def recover_new(request: MemberRequest) -> HttpResponse:
    """Step 2: 新支付密码, 确认密码, 提交."""
    now = timezone.now()
    if not remembers(request, PROVEN, now=now):
        return HttpResponseRedirect(reverse("member:security_pin_recover"))
    if request.method != "POST":
        return form_page(request, _second())
    try:
        recover_own_pin(
            member=request.member,
            pin=request.POST.get("new", ""),
            again=request.POST.get("again", ""),
            now=now,
        )
    except Refusal as refusal:
        return form_page(request, _second(), refusal=refusal)
    forget(request, PROVEN)
    return HttpResponseRedirect(reverse("member:security_pin_recovered"))


@members_only
@require_safe
def recovered(request: MemberRequest) -> HttpResponse:
    """Step 3: the result."""
    wait = hours(request, "pin_recovered")
    words = f"新的支付密码已经生效。为保护您的资金，{wait} 小时内暂停支付，到时自动恢复。"
    number = hotline(now=timezone.now())
    more = f"您登记的手机会收到提醒短信。如果不是您本人操作，请立即拨打 {number}。"
    return done_page(request, "支付密码已找回", words, more=more)


def _first(code: CodeField) -> Form:
    return Form(
        title=TITLE,
        route="security_pin_recover",
        submit="下一步",
        code=code,
        notes=["找回后一段时间内暂停支付，并发短信提醒您。"],
        steps=steps_of(STEPS, here=1),
        error_title="验证没有通过",
    )


def _second() -> Form:
    return Form(
        title=TITLE,
        route="security_pin_recover",
        submit="提交",
        fields=pin_fields("新支付密码", "确认密码"),
        steps=steps_of(STEPS, here=2),
        error_title="支付密码没有找回",
    )
