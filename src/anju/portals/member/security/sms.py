"""个人短信退订: business messages end or come again; security messages always come."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from anju.ground.errors import Refusal
from anju.identity.contacts.member_codes import send_member_code
from anju.identity.contacts.sms_notices import set_sms_notices
from anju.identity.models import Code
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.member.security.code_field import CodeField, asked, asks
from anju.portals.member.security.frame import Form, done_page, form_page
from anju.portals.shared.contact_pages import place_of
from anju.portals.shared.fields import answer

NOTE = "验证码和安全提醒（如修改密码、变更手机）不受退订影响，仍会发送，以便您及时发现异常。"


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def sms(request: MemberRequest) -> HttpResponse:
    """获取验证码, 验证码, 提交 → 退订成功 (C-19); somebody who has ended them resumes."""
    code = CodeField("发到您登记的手机", request.member.mobile)
    if request.method != "POST":
        return form_page(request, _form(request, code))
    now, place = timezone.now(), place_of(request)
    if asks(request):
        purpose = Code.Purpose.SMS_NOTICES
        code = asked(
            code,
            lambda: send_member_code(
                member=request.member, purpose=purpose, place=place, now=now
            ),
            now=now,
        )
        return form_page(request, _form(request, code))
    try:
        set_sms_notices(
            member=request.member,
            wanted=not request.member.sms_notices,
            typed=answer(request, "code"),
            place=place,
            now=now,
        )
    except Refusal as refusal:
        return form_page(request, _form(request, code), refusal=refusal)
    return HttpResponseRedirect(reverse("member:security_sms_done"))


@members_only
@require_safe
def sms_changed(request: MemberRequest) -> HttpResponse:
    """退订成功, or 恢复成功."""
    if request.member.sms_notices:
        return done_page(request, "恢复成功", "业务短信会照常发到您登记的手机。")
    return done_page(
        request, "退订成功", "不再向您发送业务短信；随时可以在这里恢复。", more=NOTE
    )


def _form(request: MemberRequest, code: CodeField) -> Form:
    comes = request.member.sms_notices
    return Form(
        title="短信退订",
        route="security_sms",
        submit="提交" if comes else "恢复接收",
        code=code,
        lede="退订汇缴、结息等业务短信" if comes else "您已退订业务短信，验证后恢复接收",
        notes=[NOTE],
        error_title="没有退订" if comes else "没有恢复",
    )
