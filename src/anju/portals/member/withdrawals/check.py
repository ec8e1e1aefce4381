"""核对提交: what was filled in, what is paid and to which card, proven and handed in."""

from uuid import uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from anju.ground.errors import Refusal
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.member.security.code_field import CodeField, asks
from anju.portals.member.way_back import arrived_back
from anju.portals.member.withdrawals.frame import (
    ONE_PAGE,
    PIECES,
    done,
    framed,
    hours_note,
    look,
    rule_or_404,
    steps,
)
from anju.portals.member.withdrawals.leave import leaving
from anju.portals.member.withdrawals.proof import (
    ask_code,
    code_field,
    hand_in,
    pay_to,
    pin_field,
    pin_to_set,
    refused_code,
)
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import answer, form_key
from anju.portals.shared.shell.page import REFUSED, page
from anju.portals.shared.withdrawals.ask_field import loan_words
from anju.withdrawals.applying.draft import draft_of, drop_draft
from anju.withdrawals.applying.look_at_form import FormLook
from anju.withdrawals.lists import made_from


@members_only
@fresh
@sensitive_post_parameters("pin", "code")
@require_http_methods(["GET", "HEAD", "POST"])
def withdrawal_check(request: MemberRequest, reason: str) -> HttpResponse:
    """核对信息, 获取验证码, 提交; a second press finds what the first has made."""
    rule = rule_or_404(request, reason)
    made = made_from(member=request.member, intent=answer(request, "intent"))
    if made is not None:
        return done(made.number)
    kept = draft_of(member=request.member, reason=reason, now=timezone.now())
    if kept.saved_at is None or rule.path in ONE_PAGE:
        return HttpResponseRedirect(reverse("member:withdrawal_apply", args=[reason]))
    found = look(request, reason, kept)
    if request.method == "POST":
        return leaving(request, rule.title) or _pressed(request, found)
    arrived_back(request)
    return _page(request, found, code_field(request))


def _pressed(request: MemberRequest, found: FormLook) -> HttpResponse:
    try:
        found.check()
        if asks(request):
            return _page(request, found, ask_code(request, found.request))
        made = hand_in(request, found.request, form_key(request))
    except Refusal as refusal:
        return _page(request, found, refused_code(request, refusal), refusal=refusal)
    drop_draft(member=request.member, reason=found.request.reason)
    return done(made.number)


def _page(
    request: MemberRequest, found: FormLook, code: CodeField, *, refusal: Refusal | None = None
) -> HttpResponse:
    context = framed(
        found.rule.title,
        steps=steps(found.rule, 3),
        look=found,
        outlook=found.outlook,
        hours_note=hours_note(request),
        told=_told(found),
        materials=[
            one
            for own in found.wallet.values()
            for one in own
            if one.number in found.request.materials
        ],
        pay_to=pay_to(request),
        code=code,
        pin=pin_field(request),
        pin_to_set=pin_to_set(request),
        intent=answer(request, "intent") or uuid4().hex,
        refusal=refusal,
        error_title="没有提交",
    )
    refused = refusal is not None or bool(code.error)
    return page(request, f"{PIECES}/check.html", context, status=REFUSED if refused else 200)


def _told(found: FormLook) -> list[tuple[str, str]]:
    loans = {one.number: loan_words(one) for one in found.loans}
    told = found.request.told
    return [
        (ask.label, loans.get(told[ask.name], told[ask.name]) if ask.name in told else "—")
        for ask in found.rule.asks
    ]
