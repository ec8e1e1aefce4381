"""支付密码: set, and changed with the old one, after a fresh proof."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from anju.ground.errors import Refusal
from anju.identity.passwords.own_secrets import change_own_pin, set_own_pin
from anju.identity.passwords.pin import has_pin
from anju.policy.rules import value
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.member.security.frame import Form, done_page, form_page
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import Field

TITLE = "支付密码变更"
HINT = "6 位数字；不能与登录密码相同，也不要用生日、证件号码或手机号码里的数字"
OPTIONAL = "本中心目前不强制使用支付密码。您设置后，资金类业务会多一道确认。"
TOLD = "您登记的手机会收到提醒短信。工作人员不会向您索要支付密码。"
NEEDED = "办理资金类业务时须输入支付密码。它与登录密码是两个不同的密码。"


@members_only
@fresh
@sensitive_post_parameters("old", "new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def pin(request: MemberRequest) -> HttpResponse:
    """原密码, 新密码, 确认密码, 提交 (J-20); whoever has none sets one first (J-23)."""
    if not has_pin(request.member.pk):
        return HttpResponseRedirect(reverse("member:security_pin_set"))
    if request.method != "POST":
        return form_page(request, _change_form())
    try:
        change_own_pin(
            member=request.member,
            old=request.POST.get("old", ""),
            new=request.POST.get("new", ""),
            again=request.POST.get("again", ""),
            now=timezone.now(),
        )
    except Refusal as refusal:
        return form_page(request, _change_form(), refusal=refusal)
    return HttpResponseRedirect(reverse("member:security_pin_done"))


@members_only
@fresh
@sensitive_post_parameters("new", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def set_pin(request: MemberRequest) -> HttpResponse:
    """The first payment password."""
    if request.method != "POST":
        return form_page(request, _set_form(request))
    try:
        set_own_pin(
            member=request.member,
            pin=request.POST.get("new", ""),
            again=request.POST.get("again", ""),
            now=timezone.now(),
        )
    except Refusal as refusal:
        return form_page(request, _set_form(request), refusal=refusal)
    return HttpResponseRedirect(reverse("member:security_pin_set_done"))


@members_only
@require_safe
def pin_changed(request: MemberRequest) -> HttpResponse:
    """修改成功."""
    return done_page(request, "修改成功", "新的支付密码已经生效。", more=TOLD)


@members_only
@require_safe
def pin_is_set(request: MemberRequest) -> HttpResponse:
    """设置成功."""
    return done_page(request, "设置成功", "支付密码已经生效。", more=TOLD)


def pin_fields(first: str, again: str) -> list[Field]:
    """The new payment password, twice; a phone shows its digits."""
    return [
        _digits("new", first, HINT),
        _digits("again", again, ""),
    ]


def _digits(name: str, label: str, hint: str) -> Field:
    return Field(
        name,
        label,
        type="password",
        inputmode="numeric",
        autocomplete="new-password" if name != "old" else "current-password",
        hint=hint,
        extra="w-code",
    )


def _change_form() -> Form:
    return Form(
        title=TITLE,
        route="security_pin",
        submit="提交",
        fields=[_digits("old", "原密码", ""), *pin_fields("新密码", "确认密码")],
        notes=["忘记原支付密码，请用“支付密码找回”。"],
        error_title="支付密码没有修改",
    )


def _set_form(request: MemberRequest) -> Form:
    asked = value("identity.payment_password", on=request.today) == "asked"
    return Form(
        title="设置支付密码",
        submit="提交",
        fields=pin_fields("支付密码", "确认密码"),
        notes=[NEEDED if asked else OPTIONAL],
        error_title="支付密码没有设置",
    )
