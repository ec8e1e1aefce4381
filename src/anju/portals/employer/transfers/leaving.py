"""转出确认: other employers ask for this employer's people; its agent confirms or refuses."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anju.contributions.models import Transfer
from anju.contributions.remittances.due import next_unpaid
from anju.contributions.transfers.answer_transfer import accept_transfer, refuse_transfer
from anju.contributions.transfers.lists import asked_of, gone_from
from anju.ground.errors import Refusal
from anju.ground.masks import mask_identity
from anju.people.models import FundAccount
from anju.portals.employer.door import AgentRequest, agents_only, may_act
from anju.portals.employer.transfers.requests import SUBMITTED, state_of
from anju.portals.employer.ways import crumbs
from anju.portals.shared.doors.hours import ask_open
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import answer
from anju.portals.shared.lists.paging import paging_of
from anju.portals.shared.lists.sheet import Column, sheet
from anju.portals.shared.shell.page import REFUSED, page

State = Transfer.State
STATES = [choice for choice in SUBMITTED if choice[0] != State.WITHDRAWN]
COLUMNS = (
    Column("业务流水号", 18),
    Column("姓名", 14),
    Column("证件号码", 22),
    Column("转入单位", 30),
    Column("状态", 12),
    Column("申请时间", 18),
    Column("有效期至", 14),
)


@agents_only
@require_safe
def leaving(request: AgentRequest) -> HttpResponse:
    """The list, the newest first; what waits for this employer's word is marked."""
    found = _found(request)
    shown = paging_of(request, total=found.count())
    context = {
        "title": "转出确认",
        "wide": True,
        "crumbs": crumbs("employer:home"),
        "rows": [_row(one) for one in found[shown.slice]],
        "shown": shown,
        "waiting": asked_of(employer=request.employer, now=timezone.now()).count(),
        "state": request.GET.get("state", ""),
        "states": STATES,
        "may_act": request.rights.act,
        "export_url": f"{reverse('employer:leaving_export')}?{request.GET.urlencode()}",
    }
    return page(request, "pieces/employer/leaving.html", context)


@agents_only
@require_safe
def leaving_export(request: AgentRequest) -> HttpResponse:
    """导出: the same list as a workbook."""
    rows = (
        (
            one.number,
            one.account.member.name,
            mask_identity(one.account.member.identity_number),
            one.employer.name,
            state_of(one),
            f"{timezone.localtime(one.submitted_at):%Y-%m-%d %H:%M}",
            f"{timezone.localtime(one.expires_at):%Y-%m-%d}" if one.expires_at else "",
        )
        for one in _found(request)
    )
    return sheet("转出确认", COLUMNS, rows, filename="leaving.xlsx")


@may_act
@fresh
@require_http_methods(["GET", "HEAD", "POST"])
def leaving_answer(request: AgentRequest, number: str) -> HttpResponse:
    """确认转出, freshly proven: the account is sealed from the next month on and goes over."""
    found = _own(request, number)
    if request.method != "POST":
        return _show(request, found, None)
    try:
        ask_open("register")
        accept_transfer(
            transfer=found,
            how=Transfer.How.FORMER,
            by=request.agent.name,
            today=request.today,
            now=timezone.now(),
        )
    except Refusal as refusal:
        return _show(request, found, refusal)
    return HttpResponseRedirect(reverse("employer:leaving"))


@may_act
@require_POST
def leaving_refusal(request: AgentRequest, number: str) -> HttpResponse:
    """退回 with a reason; the account stays."""
    found = _own(request, number)
    try:
        refuse_transfer(
            transfer=found,
            reason=answer(request, "reason"),
            by=request.agent.name,
            now=timezone.now(),
        )
    except Refusal as refusal:
        return _show(request, found, refusal)
    return HttpResponseRedirect(reverse("employer:leaving"))


def _own(request: AgentRequest, number: str) -> Transfer:
    return get_object_or_404(gone_from(employer=request.employer), number=number)


def _show(request: AgentRequest, found: Transfer, refusal: Refusal | None) -> HttpResponse:
    paying = found.account is not None and found.account.state == FundAccount.State.NORMAL
    context = {
        "title": "确认转出",
        "crumbs": crumbs("employer:home", "employer:leaving"),
        "one": _row(found),
        "paying": paying,
        "month": next_unpaid(request.employer),
        "refusal": refusal,
    }
    status = REFUSED if refusal else 200
    return page(request, "pieces/employer/leaving_answer.html", context, status=status)


def _found(request: AgentRequest):
    found = gone_from(employer=request.employer)
    state = request.GET.get("state", "")
    return found.filter(state=state) if state in dict(STATES) else found


def _row(one: Transfer) -> dict[str, Any]:
    return {
        "number": one.number,
        "member": one.account.member if one.account else None,
        "employer": one.employer.name,
        "state": state_of(one),
        "waiting": state_of(one) == State.WAITING.label,
        "how": one.get_how_display(),
        "reason": one.reason,
        "submitted_at": one.submitted_at,
        "expires_at": one.expires_at,
    }
