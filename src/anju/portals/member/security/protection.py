"""资金保护: the lock on withdrawals and the daily limit; shut at once, opened slowly."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anju.ground.errors import Refusal
from anju.ground.money import format_yuan, parse_yuan
from anju.identity.contacts.loosen_payouts import open_own_lock, set_own_limit
from anju.people.restraints.holds import open_holds
from anju.people.restraints.withdrawal_lock import is_locked, lock_withdrawals
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.member.security.frame import Form, form_page, framed, hours
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import Field, answer
from anju.portals.shared.shell.page import REFUSED, page

PIECE = "pieces/member/security/protection.html"


@members_only
@require_safe
def protection(request: MemberRequest) -> HttpResponse:
    """What holds one's money now, the lock, and the limit."""
    return _show(request)


@members_only
@require_POST
def lock(request: MemberRequest) -> HttpResponse:
    """开启提取锁: at once, asking nothing more."""
    try:
        lock_withdrawals(member=request.member, now=timezone.now())
    except Refusal as refusal:
        return _show(request, refusal)
    return HttpResponseRedirect(reverse("member:security_protection"))


@members_only
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def unlock(request: MemberRequest) -> HttpResponse:
    """解除提取锁: after a fresh proof, and then a wait."""
    wait = hours(request, "unlocked")
    form = Form(
        title="解除提取锁",
        submit="确认解除",
        lede=f"解除后还要等 {wait} 小时，支付才会恢复",
        notes=["这段等待是为了万一账号被盗，您还来得及发现。期间随时可以重新开启。"],
    )
    if request.method != "POST":
        return form_page(request, form)
    try:
        open_own_lock(member=request.member, now=timezone.now())
    except Refusal as refusal:
        return form_page(request, form, refusal=refusal)
    return HttpResponseRedirect(reverse("member:security_protection"))


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def lower_limit(request: MemberRequest) -> HttpResponse:
    """下调每日限额: holds at once."""
    return _limit(request, title="下调每日限额", lede="立即生效", proven=False)


@members_only
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def raise_limit(request: MemberRequest) -> HttpResponse:
    """上调每日限额: after a fresh proof; payouts wait."""
    lede = f"上调后 {hours(request, 'limit_raised')} 小时内暂停支付"
    return _limit(request, title="上调每日限额", lede=lede, proven=True)


def _limit(request: MemberRequest, *, title: str, lede: str, proven: bool) -> HttpResponse:
    now_fen, typed = request.member.day_limit_fen, answer(request, "limit")
    limit = "按中心规定" if now_fen is None else f"{format_yuan(now_fen)} 元"
    hint = "填写元；填 0 表示网上一分也不能提"
    form = Form(
        title=title,
        submit="提交",
        lede=lede,
        fields=[Field("limit", "每日限额（元）", value=typed, inputmode="decimal", hint=hint)],
        facts=[("现在的限额", limit)],
        error_title="限额没有修改",
    )
    if request.method != "POST":
        return form_page(request, form)
    try:
        set_own_limit(
            member=request.member,
            limit_fen=parse_yuan(typed, allow_zero=True),
            proven=proven,
            now=timezone.now(),
        )
    except Refusal as refusal:
        return form_page(request, form, refusal=refusal)
    return HttpResponseRedirect(reverse("member:security_protection"))


def _show(request: MemberRequest, refusal: Refusal | None = None) -> HttpResponse:
    now = timezone.now()
    context = framed(
        request,
        "资金保护",
        holds=open_holds(request.member, now),
        locked=is_locked(request.member, now),
        unlock_hours=hours(request, "unlocked"),
        limit_hours=hours(request, "limit_raised"),
        refusal=refusal,
    )
    return page(request, PIECE, context, status=REFUSED if refusal else 200)
