"""登录密码: changed with the old one, in some cities with a code as well."""

from functools import partial

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from anju.ground.errors import Refusal
from anju.identity.contacts.member_codes import send_member_code, take_member_code
from anju.identity.models import Code
from anju.identity.passwords.check_strength import Shape
from anju.identity.passwords.own_secrets import renew_own_password
from anju.identity.visits.step_up import step_up
from anju.policy.rules import value
from anju.policy.shapes import PasswordChange
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.member.security.code_field import CodeField, asked, asks
from anju.portals.member.security.frame import Form, done_page, form_page
from anju.portals.shared.contact_pages import place_of
from anju.portals.shared.fields import Field, answer

SIX = 6


@members_only
@sensitive_post_parameters("old", "new", "again", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: MemberRequest) -> HttpResponse:
    """旧密码, 新密码, 确认新密码, 提交 (N-15, J-18, C-06, X-06, X-58, Z-42)."""
    words: PasswordChange = value("identity.password_change", on=request.today)
    code = CodeField("修改密码要用您登记的手机确认", request.member.mobile)
    if request.method != "POST":
        return form_page(request, _form(request, words, code))
    now = timezone.now()
    if words.code and asks(request):
        code = asked(
            code,
            lambda: send_member_code(
                member=request.member,
                purpose=Code.Purpose.PASSWORD,
                place=place_of(request),
                now=now,
            ),
            now=now,
        )
        return form_page(request, _form(request, words, code))
    try:
        _change(request, words)
    except Refusal as refusal:
        return form_page(request, _form(request, words, code), refusal=refusal)
    request.session.cycle_key()
    step_up(request.visit, session_key=str(request.session.session_key), now=now)
    return HttpResponseRedirect(reverse("member:security_password_done"))


@members_only
@require_safe
def changed(request: MemberRequest) -> HttpResponse:
    """修改成功, in the city's own words."""
    words: PasswordChange = value("identity.password_change", on=request.today)
    more = "您登记的手机会收到提醒短信。下次登录请用新密码。"
    return done_page(
        request, words.done, "新密码已经生效，您在其他设备上的登录已全部退出。", more=more
    )


def _change(request: MemberRequest, words: PasswordChange) -> None:
    now, new = timezone.now(), request.POST.get("new", "")
    taking = partial(
        take_member_code,
        member=request.member,
        purpose=Code.Purpose.PASSWORD,
        place=place_of(request),
        typed=answer(request, "code"),
        now=now,
    )
    renew_own_password(
        visit=request.visit,
        old=request.POST.get("old", ""),
        new=new,
        again=request.POST.get("again", ""),
        shape=_shape(request, new),
        now=now,
        prove=taking if words.code else None,
    )


def _shape(request: MemberRequest, new: str) -> Shape:
    """Six digits where the city insists on them, unless somebody chooses a long one."""
    six = value("identity.member_password", on=request.today) == "six_digits"
    return Shape.SHORT if six and len(new) <= SIX else Shape.LONG


def _form(request: MemberRequest, words: PasswordChange, code: CodeField) -> Form:
    six = value("identity.member_password", on=request.today) == "six_digits"
    hint = "至少 8 位，汉字、空格和符号都可以；可以粘贴"
    if six:
        hint = "6 位数字，或者至少 8 位的长密码；6 位数字每次登录都要再用短信验证码"
    return Form(
        title="登录密码变更",
        route="security_password",
        submit="提交",
        lede="修改后，其他设备上的登录会立即退出",
        fields=[
            _secret("old", words.old, "current-password"),
            _secret("new", words.new, "new-password", hint),
            _secret("again", words.again, "new-password"),
        ],
        code=code if words.code else None,
        error_title="密码没有修改",
        strong="new",
    )


def _secret(name: str, label: str, autocomplete: str, hint: str = "") -> Field:
    return Field(name, label, type="password", autocomplete=autocomplete, hint=hint)
