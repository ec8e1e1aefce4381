"""转入申请: what this employer has submitted, and what became of it."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from anju.contributions.models import Transfer
from anju.contributions.transfers.answer_transfer import withdraw_transfer
from anju.contributions.transfers.judge_transfers import typed_person
from anju.contributions.transfers.lists import asked_by
from anju.contributions.transfers.receipt import subject_of
from anju.documents.models import Receipt
from anju.ground.errors import Refusal
from anju.ground.masks import mask_account, mask_identity
from anju.ground.money import plain_yuan
from anju.portals.employer.door import AgentRequest, agents_only, may_act
from anju.portals.employer.ways import crumbs
from anju.portals.shared.lists.paging import paging_of
from anju.portals.shared.lists.sheet import Column, sheet
from anju.portals.shared.shell.page import REFUSED, page

State = Transfer.State
SUBMITTED = [choice for choice in State.choices if choice[0] != State.DRAFT]
COLUMNS = (
    Column("业务流水号", 18),
    Column("姓名", 14),
    Column("证件号码或账号", 22),
    Column("缴存基数", 14),
    Column("月缴存额", 14),
    Column("状态", 12),
    Column("说明", 40),
    Column("提交时间", 18),
)


@agents_only
@require_safe
def transfers_submitted(request: AgentRequest, batch: str) -> HttpResponse:
    """What came of one submission: 转入成功, or 已提交 and whose word it waits for."""
    made = list(asked_by(employer=request.employer).filter(batch=batch))
    if not made:
        raise Http404
    done = [one for one in made if one.state == State.DONE]
    context = {
        "title": "转入结果",
        "crumbs": crumbs("employer:home", "employer:arrivals"),
        "batch": batch,
        "rows": [_row(one) for one in made],
        "done": len(done),
        "waiting": sum(1 for one in made if one.state == State.WAITING),
        "expires_at": max((one.expires_at for one in made if one.expires_at), default=None),
        "monthly_fen": sum(one.monthly_fen for one in done),
        "receipt_url": next(iter(_receipts(done).values()), ""),
    }
    return page(request, "pieces/employer/arrivals_submitted.html", context)


@agents_only
@require_safe
def transfer_requests(request: AgentRequest) -> HttpResponse:
    """The list, the newest first, by state if one is asked for."""
    return _list(request, None)


@agents_only
@require_safe
def transfer_requests_export(request: AgentRequest) -> HttpResponse:
    """导出: the same list as a workbook, numbers behind their masks."""
    rows = (
        (
            one.number,
            one.name,
            _masked(one),
            plain_yuan(one.base_fen or 0),
            plain_yuan(one.monthly_fen),
            state_of(one),
            one.reason or _words(one),
            f"{timezone.localtime(one.submitted_at):%Y-%m-%d %H:%M}",
        )
        for one in _found(request)
    )
    return sheet("转入申请", COLUMNS, rows, filename="transfers.xlsx")


@may_act
@require_POST
def transfer_withdrawal(request: AgentRequest, number: str) -> HttpResponse:
    """撤回: one that nobody has answered yet."""
    try:
        withdraw_transfer(
            employer=request.employer, number=number, by=request.agent.name, now=timezone.now()
        )
    except Refusal as refusal:
        return _list(request, refusal)
    return HttpResponseRedirect(reverse("employer:transfer_requests"))


def state_of(one: Transfer) -> str:
    """Its state as it counts now: one whose days are over is over before a job says so."""
    until = one.expires_at
    late = one.state == State.WAITING and until is not None and until <= timezone.now()
    return str(State.EXPIRED.label if late else State(one.state).label)


def _list(request: AgentRequest, refusal: Refusal | None) -> HttpResponse:
    found = _found(request)
    shown = paging_of(request, total=found.count())
    rows = list(found[shown.slice])
    receipts = _receipts([one for one in rows if one.state == State.DONE])
    context = {
        "title": "转入申请",
        "wide": True,
        "crumbs": crumbs("employer:home", "employer:arrivals"),
        "rows": [_row(one, receipts) for one in rows],
        "shown": shown,
        "state": request.GET.get("state", ""),
        "states": SUBMITTED,
        "may_act": request.rights.act,
        "export_url": f"{reverse('employer:transfer_requests_export')}"
        f"?{request.GET.urlencode()}",
        "refusal": refusal,
    }
    status = REFUSED if refusal else 200
    return page(request, "pieces/employer/transfer_requests.html", context, status=status)


def _found(request: AgentRequest):
    found = asked_by(employer=request.employer)
    state = request.GET.get("state", "")
    return found.filter(state=state) if state in dict(SUBMITTED) else found


def _receipts(done: list[Transfer]) -> dict[str, str]:
    subjects = {subject_of(one) for one in done}
    found = Receipt.objects.filter(subject__in=subjects).values_list("subject", "number")
    return {subject: reverse("employer:receipt", args=[number]) for subject, number in found}


def _row(one: Transfer, receipts: dict[str, str] | None = None) -> dict[str, Any]:
    done = one.state == State.DONE
    return {
        "number": one.number,
        "name": one.name,
        "person": _masked(one),
        "base_fen": one.base_fen,
        "monthly_fen": one.monthly_fen,
        "state": state_of(one),
        "done": done,
        "waiting": state_of(one) == State.WAITING.label,
        "words": one.reason or _words(one),
        "submitted_at": one.submitted_at,
        "receipt_url": (receipts or {}).get(subject_of(one), "") if done else "",
    }


def _words(one: Transfer) -> str:
    if one.state == State.WAITING:
        until = timezone.localtime(one.expires_at)
        return f"待转出方或职工本人确认，有效期至 {until:%Y-%m-%d}"
    if one.state == State.DONE and one.month:
        return f"{one.get_how_display()}，{one.month.chinese}起在本单位缴存"
    return "—"


def _masked(one: Transfer) -> str:
    mask = mask_account if one.account_number else mask_identity
    return mask(typed_person(one))
