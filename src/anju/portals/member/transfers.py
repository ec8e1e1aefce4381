"""转移确认: another employer asks for the member's account, and he says yes or no."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anju.contributions.models import Transfer
from anju.contributions.transfers.answer_transfer import accept_transfer, refuse_transfer
from anju.contributions.transfers.lists import asked_about
from anju.ground.errors import Refusal
from anju.ground.masks import mask_account
from anju.portals.member.door import MemberRequest, members_only
from anju.portals.member.security.frame import Form, done_page, form_page, framed
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.shell.page import REFUSED, page

PIECE = "pieces/member/transfers.html"
NO = "职工本人不同意转移"


@members_only
@require_safe
def transfers(request: MemberRequest) -> HttpResponse:
    """Requests that wait: which employer asks, for which account, until when."""
    return _show(request)


@members_only
@require_POST
def refuse(request: MemberRequest, number: str) -> HttpResponse:
    """不同意: at once; the account stays."""
    own, now = _own(request, number), timezone.now()
    try:
        refuse_transfer(transfer=own, reason=NO, by=_by(request), now=now)
    except Refusal as refusal:
        return _show(request, refusal)
    return HttpResponseRedirect(reverse("member:transfers"))


@members_only
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: MemberRequest, number: str) -> HttpResponse:
    """同意, freshly proven: the old employer pays no more, the account goes over."""
    own = _own(request, number)
    form = Form(
        title="同意转移",
        submit="同意转移",
        facts=_facts(own),
        notes=[
            "同意后，原单位从下一个应缴月份起不再为您汇缴，账户连同余额和缴存记录转到新单位，"
            "余额不变。请确认您已经到新单位工作。"
        ],
        error_title="没有转移",
    )
    if request.method != "POST":
        return form_page(request, form)
    try:
        accept_transfer(
            transfer=own,
            how=Transfer.How.MEMBER,
            by=_by(request),
            today=request.today,
            now=timezone.now(),
        )
    except Refusal as refusal:
        return form_page(request, form, refusal=refusal)
    return HttpResponseRedirect(reverse("member:transfer_done"))


@members_only
@require_safe
def done(request: MemberRequest) -> HttpResponse:
    """已转移."""
    return done_page(request, "已转移", "您的账户已转到新单位，余额和缴存记录都没有改变。")


def _own(request: MemberRequest, number: str) -> Transfer:
    waiting = asked_about(member=request.member, now=timezone.now())
    found = waiting.filter(number=number).first()
    if found is None:
        raise Http404
    return found


def _by(request: MemberRequest) -> str:
    return f"member/{request.member.pk}"


def _facts(one: Transfer) -> list[tuple[str, str]]:
    until = timezone.localtime(one.expires_at) if one.expires_at else None
    return [
        ("申请转入的单位", one.employer.name),
        ("现在的单位", one.former.name if one.former else "—"),
        ("个人账号", mask_account(one.account.number) if one.account else "—"),
        ("申请时间", f"{timezone.localtime(one.submitted_at):%Y-%m-%d %H:%M}"),
        ("有效期至", f"{until:%Y-%m-%d}" if until else "—"),
        ("业务流水号", one.number),
    ]


def _show(request: MemberRequest, refusal: Refusal | None = None) -> HttpResponse:
    waiting = asked_about(member=request.member, now=timezone.now())
    requests = [(one, dict(_facts(one))) for one in waiting]
    context = framed(request, "转移确认", requests=requests, refusal=refusal)
    return page(request, PIECE, context, status=REFUSED if refusal else 200)
