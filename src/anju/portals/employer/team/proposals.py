"""更正申请: the corrections the employer's agents have asked for, and what became of them."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from anju.ground.errors import Refusal
from anju.ground.masks import mask_identity
from anju.identity.employers.rights import Deed
from anju.people.corrections.proposals import must_counter_look, proposals_of
from anju.people.corrections.propose_change import masked
from anju.people.corrections.withdraw_proposal import withdraw_proposal
from anju.people.models import Proposal
from anju.portals.employer.door import AgentRequest, agents_only, may
from anju.portals.employer.menu import title_in_menu
from anju.portals.employer.ways import crumbs
from anju.portals.shared.lists.paging import paging_of
from anju.portals.shared.lists.sheet import Column, sheet
from anju.portals.shared.shell.page import REFUSED, page

State = Proposal.State
COLUMNS = (
    Column("流水号", 22),
    Column("姓名", 14),
    Column("证件号码", 22),
    Column("更正项目", 12),
    Column("更正为", 16),
    Column("状态", 10),
    Column("申请时间", 18),
)


@agents_only
@require_safe
def proposals(request: AgentRequest) -> HttpResponse:
    """The list, the newest first, by state if one is asked for."""
    return _list(request, None)


@agents_only
@require_safe
def proposals_export(request: AgentRequest) -> HttpResponse:
    """导出: the same list as a workbook, personal data behind their masks."""
    rows = (
        (
            one.number,
            one.member.name,
            mask_identity(one.member.identity_number),
            Proposal.Field(one.field).label,
            masked(Proposal.Field(one.field), one.value),
            _state(one),
            f"{timezone.localtime(one.proposed_at):%Y-%m-%d %H:%M}",
        )
        for one in _found(request)
    )
    return sheet("更正申请", COLUMNS, rows, filename="proposals.xlsx")


@agents_only
@require_safe
def proposal(request: AgentRequest, number: str) -> HttpResponse:
    """One correction: 已提交，等待本人确认, and what it waits for."""
    found = get_object_or_404(proposals_of(employer=request.employer), number=number)
    context = {
        "title": "申请详情",
        "crumbs": crumbs("employer:home", "employer:proposals"),
        "one": _row(found),
        "waiting": _state(found) == State.WAITING.label,
        "counter": must_counter_look(found),
        "may_propose": request.rights.propose,
    }
    return page(request, "pieces/employer/proposal.html", context)


@may(Deed.PROPOSE)
@require_POST
def withdrawal(request: AgentRequest, number: str) -> HttpResponse:
    """撤回: one that nobody has answered yet."""
    try:
        withdraw_proposal(
            number=number,
            employer=request.employer,
            by=f"agent/{request.agent.pk}",
            now=timezone.now(),
        )
    except Refusal as refusal:
        return _list(request, refusal)
    return HttpResponseRedirect(reverse("employer:proposals"))


def _list(request: AgentRequest, refusal: Refusal | None) -> HttpResponse:
    found = _found(request)
    shown = paging_of(request, total=found.count())
    context = {
        "title": "更正申请",
        "wide": True,
        "crumbs": crumbs("employer:home"),
        "rows": [_row(one) for one in found[shown.slice]],
        "shown": shown,
        "state": request.GET.get("state", ""),
        "states": State.choices,
        "may_propose": request.rights.propose,
        "new_url": reverse("employer:mobile_change"),
        "new_label": title_in_menu("employer:mobile_change", today=request.today),
        "export_url": f"{reverse('employer:proposals_export')}?{request.GET.urlencode()}",
        "refusal": refusal,
    }
    status = REFUSED if refusal else 200
    return page(request, "pieces/employer/proposals.html", context, status=status)


def _found(request: AgentRequest):
    found = proposals_of(employer=request.employer)
    state = request.GET.get("state", "")
    return found.filter(state=state) if state in State.values else found


def _row(one: Proposal) -> dict[str, Any]:
    field = Proposal.Field(one.field)
    return {
        "number": one.number,
        "member": one.member,
        "field": field.label,
        "value": masked(field, one.value),
        "state": _state(one),
        "waiting": _state(one) == State.WAITING.label,
        "proposed_at": one.proposed_at,
        "expires_at": one.expires_at,
        "decided_at": one.decided_at,
        "how": one.get_decided_how_display(),
    }


def _state(one: Proposal) -> str:
    """Its state as it counts now: one whose days are over is over before a job says so."""
    late = one.state == State.WAITING and one.expires_at <= timezone.now()
    return str(State.EXPIRED.label if late else State(one.state).label)
