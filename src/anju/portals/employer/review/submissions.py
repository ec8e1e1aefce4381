"""待复核: what waits for a second person, to agree to, to send back, or to take back."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from anju.contributions.models import Submission
from anju.contributions.review.decide_submission import (
    approve_submission,
    return_submission,
    withdraw_submission,
)
from anju.contributions.review.deed_kind import Rows
from anju.contributions.review.kinds import KINDS
from anju.contributions.review.lists import submissions_of, waiting_for
from anju.ground.errors import Refusal
from anju.ground.money import plain_yuan
from anju.identity.employers.rights import Deed
from anju.portals.employer.door import AgentRequest, agents_only, may, may_act
from anju.portals.employer.shown_certificate import serial_of_session
from anju.portals.employer.ways import crumbs
from anju.portals.shared.doors.hours import ask_open
from anju.portals.shared.doors.visitors import fresh
from anju.portals.shared.fields import answer
from anju.portals.shared.lists.paging import paging_of
from anju.portals.shared.lists.sheet import Column, sheet
from anju.portals.shared.shell.page import REFUSED, page

State = Submission.State
LINES = 50
COLUMNS = (
    Column("业务流水号", 18),
    Column("业务", 14),
    Column("人数", 10),
    Column("金额（元）", 16),
    Column("经办人", 12),
    Column("提交时间", 18),
    Column("状态", 10),
    Column("复核人", 12),
    Column("复核时间", 18),
    Column("退回原因", 30),
)


@agents_only
@require_safe
def submissions(request: AgentRequest) -> HttpResponse:
    """The list, the newest first, by state if one is asked for; mine to decide on top."""
    found = _found(request)
    shown = paging_of(request, total=found.count())
    context = {
        "title": "待复核业务",
        "wide": True,
        "crumbs": crumbs("employer:home"),
        "rows": [_row(request, one) for one in found[shown.slice]],
        "shown": shown,
        "waiting": waiting_for(reviewer=request.appointment).count(),
        "state": request.GET.get("state", ""),
        "states": State.choices,
        "export_url": f"{reverse('employer:submissions_export')}?{request.GET.urlencode()}",
    }
    return page(request, "pieces/employer/submissions.html", context)


@agents_only
@require_safe
def submissions_export(request: AgentRequest) -> HttpResponse:
    """导出: the same list as a workbook."""
    rows = (
        (
            one.number,
            KINDS[one.kind].label,
            str(one.heads),
            plain_yuan(one.amount_fen),
            one.maker.agent.name,
            f"{timezone.localtime(one.made_at):%Y-%m-%d %H:%M}",
            str(one.get_state_display()),
            one.reviewer.agent.name if one.reviewer else "",
            f"{timezone.localtime(one.decided_at):%Y-%m-%d %H:%M}" if one.decided_at else "",
            one.reason,
        )
        for one in _found(request)
    )
    return sheet("待复核业务", COLUMNS, rows, filename="submissions.xlsx")


@agents_only
@require_safe
def submission(request: AgentRequest, number: str) -> HttpResponse:
    """One submission: what was seen, by whom, and what comes of it."""
    return _show(request, _own(request, number), None)


@may(Deed.REVIEW)
@fresh
@require_POST
def submission_approval(request: AgentRequest, number: str) -> HttpResponse:
    """同意: the deed is done in this very transaction."""
    found = _own(request, number)
    try:
        ask_open("register")
        approve_submission(
            submission=found,
            reviewer=request.appointment,
            today=request.today,
            now=timezone.now(),
            certificate=serial_of_session(request),
        )
    except Refusal as refusal:
        return _show(request, found, refusal)
    return HttpResponseRedirect(reverse("employer:submission_of", args=[number]))


@may(Deed.REVIEW)
@require_POST
def submission_return(request: AgentRequest, number: str) -> HttpResponse:
    """退回 with a reason."""
    found = _own(request, number)
    try:
        return_submission(
            submission=found,
            reviewer=request.appointment,
            reason=answer(request, "reason"),
            now=timezone.now(),
        )
    except Refusal as refusal:
        return _show(request, found, refusal)
    return HttpResponseRedirect(reverse("employer:submission_of", args=[number]))


@may_act
@require_POST
def submission_withdrawal(request: AgentRequest, number: str) -> HttpResponse:
    """撤回, by its maker."""
    found = _own(request, number)
    try:
        withdraw_submission(submission=found, maker=request.appointment, now=timezone.now())
    except Refusal as refusal:
        return _show(request, found, refusal)
    return HttpResponseRedirect(reverse("employer:submission_of", args=[number]))


def _own(request: AgentRequest, number: str) -> Submission:
    return get_object_or_404(submissions_of(employer=request.employer), number=number)


def _show(request: AgentRequest, found: Submission, refusal: Refusal | None) -> HttpResponse:
    kind = KINDS[found.kind]
    waiting = found.state == State.WAITING
    table = kind.rows(request.employer, found.payload) if waiting else Rows()
    shown = paging_of(request, total=len(table.rows), size=LINES)
    mine = waiting_for(reviewer=request.appointment).filter(pk=found.pk).exists()
    context = {
        "title": f"{kind.label}（{found.get_state_display()}）",
        "crumbs": crumbs("employer:home", "employer:submissions"),
        "one": _row(request, found),
        "pairs": found.pairs,
        "heads": table.heads,
        "lines": table.rows[shown.slice],
        "shown": shown,
        "may_decide": mine and not request.rights.why_not(Deed.REVIEW),
        "may_withdraw": waiting
        and request.rights.act
        and found.maker.agent_id == request.agent.pk,
        "refusal": refusal,
    }
    status = REFUSED if refusal else 200
    return page(request, "pieces/employer/submission.html", context, status=status)


def _found(request: AgentRequest):
    found = submissions_of(employer=request.employer)
    state = request.GET.get("state", "")
    return found.filter(state=state) if state in State.values else found


def _row(request: AgentRequest, one: Submission) -> dict[str, Any]:
    return {
        "number": one.number,
        "kind": KINDS[one.kind].label,
        "heads": one.heads,
        "amount_fen": one.amount_fen,
        "maker": one.maker.agent.name,
        "mine": one.maker.agent_id == request.agent.pk,
        "made_at": one.made_at,
        "because": one.get_because_display(),
        "state": one.get_state_display(),
        "waiting": one.state == State.WAITING,
        "approved": one.state == State.APPROVED,
        "reviewer": one.reviewer.agent.name if one.reviewer else "",
        "decided_at": one.decided_at,
        "reason": one.reason,
        "result": one.result,
    }
